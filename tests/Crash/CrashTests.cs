using Xunit.Abstractions;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>
/// The bot as a process of its own, killed by SIGKILL at random moments under a stream of mails with agents acting. More of it:
/// <c>dotnet run --project tests -- crash 200 [seed]</c>. What the audit can see was tried with planted bugs; docs/reliability.md lists them.
/// </summary>
[Collection(Processes)]
public sealed class CrashTests(ITestOutputHelper output)
{
    /// <summary>Tests that start processes run one after the other: each needs the machine for itself.</summary>
    internal const string Processes = "processes";

    [Fact]
    public async Task I1_I4_I7_twenty_kills_lose_no_mail_double_no_task_and_double_no_answer()
    {
        var report = await ChaosRun.OnSqliteAsync(new ChaosPlan { Seed = 20261121, Kills = 20 });
        output.WriteLine(report.ToString());
        Assert.True(report.IsBalanced, report.ToString());
        Assert.True(report.Audit.AnswersSent > 0, "Nobody was answered: the run proves nothing.");
    }
}
