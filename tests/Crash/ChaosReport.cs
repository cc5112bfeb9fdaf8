using System.Globalization;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>What happened in a run, and what is wrong afterwards.</summary>
/// <param name="TimeToBalance">From the last kill until the last mail was filed, on the tenant's clock, which is moved on whenever all is quiet.</param>
internal sealed record ChaosReport(
    int Seed, int Kills, int Starts, int Mails, AuditResult Audit, TimeSpan Took, TimeSpan Clock, TimeSpan TimeToBalance, IReadOnlyList<string> LastOutput)
{
    public bool IsBalanced => Audit.Findings.Count == 0;

    public override string ToString() => string.Join(Environment.NewLine, Lines());

    private IEnumerable<string> Lines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {Kills} kills, {Starts} starts, {Mails} mails");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"tasks {Audit.Tasks} (answered {Audit.Answered}, finished {Audit.Finished}), joined {Audit.Joined}, failed with reason {Audit.Failed}; answers that left {Audit.AnswersSent} for {Audit.TextsPressed} texts");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"balanced {TimeToBalance:mm\\:ss} after the last kill by the clock; {Took:mm\\:ss} real time, {Clock:hh\\:mm\\:ss} on the clock; old cards left with buttons {Audit.OldCards}");
        yield return Audit.Findings.Count == 0 ? "the ledger balances" : $"{Audit.Findings.Count} FINDINGS:";
        foreach (var finding in Audit.Findings.Take(40))
            yield return $"  - {finding}";
        if (Audit.Findings.Count > 0)
            foreach (var line in LastOutput.TakeLast(40))
                yield return $"    {line}";
    }
}
