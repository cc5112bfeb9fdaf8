using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Reports;

/// <summary>How a mail that reached the Inbox ended. Each received mail is counted under exactly one.</summary>
public enum LedgerEnd
{
    /// <summary>It opened a task.</summary>
    Task,

    /// <summary>It joined a task.</summary>
    Joined,

    /// <summary>Sorted out into <c>Failed</c>; with the reason.</summary>
    Failed,

    /// <summary>Ended by a rule of the workflow.</summary>
    Ended,

    /// <summary>Its task was withdrawn when the assignment ended; it lies unprocessed in the Inbox.</summary>
    Withdrawn,

    /// <summary>Received before the mailbox was assigned; not ours to process (I2).</summary>
    BeforeBaseline,

    /// <summary>Waits in the Inbox for a free place (N-008).</summary>
    Waiting,

    /// <summary>Arrived after the last look; the next one takes it in.</summary>
    NotYetSeen,

    /// <summary>People moved it out of the Inbox before it was seen.</summary>
    MovedUnseen,

    /// <summary>Lies in the Inbox though a look should have taken it in: an error that somebody must look into.</summary>
    Unexplained,
}

/// <summary>Where Exchange differs from what the ledger leads to expect.</summary>
public enum LedgerDifference
{
    /// <summary>The mail lies in none of our folders: people moved or deleted it.</summary>
    Elsewhere,

    /// <summary>Its fate is decided, but it still lies in the Inbox: filing is due or failed.</summary>
    NotFiled,

    /// <summary>A mail with the same Message-ID lies there under another id: copied, or its id changed (F-17, F-19).</summary>
    OtherId,
}

/// <summary>The ledger of one service over a time: every received mail with its end, and every difference from Exchange by name.</summary>
/// <param name="Received">Equals the sum of <paramref name="Ends"/>.</param>
/// <param name="OpenTasks">How many of the tasks opened are still open.</param>
public sealed record LedgerBalance(
    ServiceId Service,
    int Received,
    IReadOnlyDictionary<LedgerEnd, int> Ends,
    IReadOnlyDictionary<string, int> FailedReasons,
    IReadOnlyDictionary<LedgerDifference, int> Differences,
    int OpenTasks)
{
    /// <summary>True when every mail is accounted for.</summary>
    public bool Balances => !Ends.ContainsKey(LedgerEnd.Unexplained);
}
