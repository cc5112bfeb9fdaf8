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

    private static int Number(string[] arguments, int index, int usual) =>
        arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : usual;
}
