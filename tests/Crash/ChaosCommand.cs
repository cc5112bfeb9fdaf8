using System.Globalization;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>The big runs, on demand: prints the report; exit code 1 when something is wrong.</summary>
internal static class ChaosCommand
{
    public static async Task<int> CrashAsync(string[] arguments)
    {
        var kills = Number(arguments, 0, 200);
        var report = await ChaosRun.OnSqliteAsync(new ChaosPlan { Seed = Number(arguments, 1, Environment.TickCount), Kills = kills, Limit = TimeSpan.FromSeconds(20 + (kills * 10)) }, Console.WriteLine);
        await Console.Out.WriteLineAsync(report.ToString());
        return report.IsBalanced ? 0 : 1;
    }

    /// <summary>The day of 5,000 mails: one process on SQLite, or three on one Azurite account that stands still for a while; Graph throttles for a while.</summary>
    public static async Task<int> ChaosAsync(string store, string[] arguments)
    {
        var mails = Number(arguments, 0, 5000);
        var plan = new ChaosPlan
        {
            Seed = Number(arguments, 1, Environment.TickCount), Mails = mails, Kills = 20, Agents = 50, Mailboxes = 5, UnderWay = 120,
            RequestsBetweenKills = 1000, StorePause = TimeSpan.FromSeconds(20), GraphThrottled = TimeSpan.FromMinutes(1), Limit = TimeSpan.FromHours(2),
        };
        var report = store == "azurite"
            ? await ChaosRun.OnAzuriteAsync(plan with { Processes = 3 }, Console.WriteLine)
            : await ChaosRun.OnSqliteAsync(plan, Console.WriteLine);
        await Console.Out.WriteLineAsync(report.ToString());
        return report.IsBalanced ? 0 : 1;
    }

    private static int Number(string[] arguments, int index, int usual) =>
        arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : usual;
}
