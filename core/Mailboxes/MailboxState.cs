using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>What the engine knows about a mailbox, apart from what is configured. It begins anew with every assignment to a service (N-061).</summary>
public sealed record MailboxState(MailboxId Mailbox, ServiceId Service)
{
    /// <summary>Mail received before is never processed (I2, N-048): the time of assignment, or what an administrator chose with a backfill.</summary>
    public required DateTimeOffset Baseline { get; init; }

    /// <summary>When this assignment began; tells it apart from an earlier one of the same mailbox to the same service.</summary>
    public DateTimeOffset AssignedAt { get; init; }

    /// <summary>Set when the mailbox was taken off its service, or service or tenant were suspended (N-052 to N-054). Nothing is read since.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Revision of the configuration by which the assignment began or ended; an instance that has not loaded it yet keeps its hands off (I8).</summary>
    public long Revision { get; init; }

    public FolderIds? Folders { get; init; }

    public SubscriptionState? Subscription { get; init; }

    /// <summary>Graph warned of the subscription's end, and that is not dealt with yet.</summary>
    public SubscriptionAlarm? Alarm { get; init; }

    /// <summary>Why there is no subscription, or none that can be renewed; mail is looked for in intervals meanwhile.</summary>
    public MailboxTrouble? SubscriptionTrouble { get; init; }

    /// <summary>Since when mail waits to be notified that a look found by itself; null when there is none, or a notification came since.</summary>
    public DateTimeOffset? UnnotifiedSince { get; init; }

    /// <summary>Since when the subscription is known to be silent; until a notification comes again (graph.md 11).</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>Time of receipt of the newest mail seen; a hint for how far back a quick look has to go.</summary>
    public DateTimeOffset? NewestSeen { get; init; }

    /// <summary>End of the last look through the whole Inbox.</summary>
    public DateTimeOffset? SweptAt { get; init; }

    /// <summary>Time of the newest mail seen in Sent Items.</summary>
    public DateTimeOffset? SentSeen { get; init; }

    /// <summary>When Graph notified last.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>When the mailbox was read with success last (F-14).</summary>
    public DateTimeOffset? ContactAt { get; init; }

    /// <summary>Mails that wait in the Inbox because the tenant's limit is reached (N-008).</summary>
    public int Waiting { get; init; }

    /// <summary>Mails taken in during this assignment.</summary>
    public int TakenIn { get; init; }

    /// <summary>Mails that lay in the Inbox before the baseline and belong to no open task (N-062); null until they are counted.</summary>
    public int? Unprocessed { get; init; }

    /// <summary>Null when the mailbox can be read.</summary>
    public MailboxTrouble? Trouble { get; init; }

    public DirectoryFacts? Directory { get; init; }

    /// <summary>An instance is tending the mailbox until then; null when none is.</summary>
    public DateTimeOffset? TendedUntil { get; init; }

    /// <summary>True when <paramref name="other"/> is of the same assignment.</summary>
    public bool IsSameAssignment(MailboxState other) => Service == other.Service && AssignedAt == other.AssignedAt && EndedAt == other.EndedAt;
}
