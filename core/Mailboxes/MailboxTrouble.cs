using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>Why something does not work, since when, and when it is tried again.</summary>
/// <param name="Since">Since when it is this trouble (this code).</param>
/// <param name="Tries">Attempts in a row that failed.</param>
public sealed record MailboxTrouble(FailureCategory Category, string Code, DateTimeOffset Since, DateTimeOffset NextTry, int Tries)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(5);

    /// <summary>What only an administrator can mend is tried less often: "no fast retry" (graph.md 9, F-62).</summary>
    private static readonly TimeSpan FirstProbe = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastProbe = TimeSpan.FromMinutes(15);

    private bool NeedsAdministrator => new Failure(Category, Code).NeedsAdministrator;

    /// <summary>The trouble after one more failure; the pause before the next try doubles, and is never shorter than the neighbour asked for.</summary>
    public static MailboxTrouble After(MailboxTrouble? before, Failure failure, DateTimeOffset now)
    {
        // A passing failure says nothing about whether an administrator has mended what was wrong before.
        if (before is { NeedsAdministrator: true } && failure.MayRetry)
            failure = failure with { Category = before.Category, Code = before.Code };
        var tries = before?.Category == failure.Category ? before.Tries + 1 : 1;
        var (first, last) = failure.NeedsAdministrator ? (FirstProbe, LastProbe) : (FirstRetry, LastRetry);
        var wait = TimeSpan.FromTicks(Math.Min(last.Ticks, first.Ticks << Math.Min(tries - 1, 10)));
        var next = failure.NotBefore > now + wait ? failure.NotBefore.Value : now + wait;
        return new(failure.Category, failure.Code, before?.Code == failure.Code ? before.Since : now, next, tries);
    }
}
