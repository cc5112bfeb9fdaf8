using Xunit.Abstractions;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>
/// The bot as a process of its own, killed by SIGKILL at random moments under a stream of mails with agents acting. More of it:
/// <c>dotnet run --project tests -- crash 200 [seed]</c>.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task I1_I4_I7_twenty_kills_lose_no_mail_double_no_task_and_double_no_answer()
    {
        var report = await ChaosRun.OnSqliteAsync(new ChaosPlan { Seed = 20261121, Kills = 20 });
        output.WriteLine(report.ToString());
        Assert.True(report.IsBalanced, report.ToString());
        Assert.True(report.Audit.AnswersSent > 0, "Nobody was answered: the run proves nothing.");
    }
}
