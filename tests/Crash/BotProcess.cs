using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Bot;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Sandbox.Clock;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>
/// The process that is killed: the real bot with the settings given, on real time plus an offset, so that outages and countdowns need not be sat out. Says
/// <see cref="Listening"/> and its address when it answers requests; a number on standard input moves its clock on by so many seconds. Ends with its parent.
/// </summary>
internal static class BotProcess
{
    public const string Listening = "listening on ";

    /// <summary>Exit code for a store that cannot be opened, as of <see cref="BotHost.RunAsync"/>.</summary>
    public const int StoreUnavailable = 74;

    public static async Task<int> RunAsync(string clockOffset, string[] settings)
    {
        var clock = SandboxClock.Flowing();
        clock.Advance(Seconds(clockOffset));
        await using var app = BotHost.Build(settings, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        });
        try
        {
            await app.StartAsync();
        }
        catch (StoreUnavailableException)
        {
            return StoreUnavailable;
        }

        await Console.Out.WriteLineAsync($"{Listening}{app.Urls.Single()}");
        while (await Console.In.ReadLineAsync() is { } line)
            clock.Advance(Seconds(line));
        return 0;
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
