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
    _ => await UsageAsync(),
};

static async Task<int> UsageAsync()
{
    await Console.Error.WriteLineAsync("""
        simulate [--from 1] [--seeds 2000] [--failures 20]    runs seeds; a million: simulate --from 1 --seeds 1000000
        simulate --seed 42 [--trace]                          one seed
        day [large] [mixed] [--agents 20] [--services 1] [--mails 10000] [--load 0.8] [--handling 360] [--target 60] [--batches 20] [--seed 1]
        day check [--from 1] [--seeds 500]                    random days against the rules
        crash, chaos sqlite, chaos azurite                    see docs/reliability.md
        """);
    return 2;
}
