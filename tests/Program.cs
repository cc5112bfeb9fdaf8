using TeamsEmailBot.Tests.Crash;
using TeamsEmailBot.Tests.Simulation;
using TeamsEmailBot.Tests.Simulation.Day;
using TeamsEmailBot.Tests.Storage;

// Not the way to run the tests (that is dotnet test): the processes that crash tests start and kill, and the long runs that CI has no time for.
return args switch
{
    ["store-writer", .. var settings] => await StoreWriter.RunAsync(settings),
    ["bot", var clockOffset, .. var settings] => await BotProcess.RunAsync(clockOffset, settings),
    ["crash", .. var arguments] => await ChaosCommand.CrashAsync(arguments),
    ["simulate", .. var arguments] => await SimulateCommand.RunAsync(arguments),
    ["day", .. var arguments] => await DayCommand.RunAsync(arguments),
    ["chaos", "sqlite" or "azurite", .. var arguments] => await ChaosCommand.ChaosAsync(args[1], arguments),
    _ => 2,
};
