using Xunit.Abstractions;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>
/// Processes and neighbours in trouble at the same time. Here a small day; the one of 5,000 mails and 50 agents is
/// <c>dotnet run --project tests -- chaos sqlite|azurite [mails] [seed]</c>.
/// </summary>
[Collection(CrashTests.Processes)]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly ChaosPlan Small = new()
    {
        Seed = 20261121, Mails = 40, Kills = 4, Agents = 6, UnderWay = 15, RequestsBetweenKills = 200, GraphThrottled = TimeSpan.FromSeconds(30),
    };

    [Fact]
    public async Task I1_I4_I8_three_processes_on_one_account_are_killed_the_account_stands_still_Graph_throttles_and_the_ledger_balances() =>
        Check(await ChaosRun.OnAzuriteAsync(Small with { Processes = 3, StorePause = TimeSpan.FromSeconds(5) }));

    [Fact]
    public async Task I1_I4_I11_one_process_on_a_file_is_killed_Graph_throttles_and_the_ledger_balances() => Check(await ChaosRun.OnSqliteAsync(Small));

    private void Check(ChaosReport report)
    {
        output.WriteLine(report.ToString());
        Assert.True(report.IsBalanced, report.ToString());
        Assert.True(report.Audit.AnswersSent > 0, "Nobody was answered: the run proves nothing.");
    }
}
