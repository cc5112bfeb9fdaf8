using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>What became of a mail that reached a watched Inbox (I1): exactly one of these.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MailFate>))]
public enum MailFate
{
    /// <summary>It opened the task <see cref="MailRecord.Task"/>.</summary>
    OpenedTask,

    /// <summary>It joined the task <see cref="MailRecord.Task"/>.</summary>
    JoinedTask,

    /// <summary>It says nothing new and is kept with the task <see cref="MailRecord.Task"/>, open or closed, for <see cref="MailRecord.Reason"/> (F-46, F-49).</summary>
    AttachedToTask,

    /// <summary>Sorted out into the folder <c>Failed</c> with <see cref="MailRecord.Reason"/> (N-050).</summary>
    Failed,

    /// <summary>Ended by the workflow, filed into <c>WF Ended</c>.</summary>
    Ended,

    /// <summary>Its task was withdrawn before anybody accepted it; the mail stays in the Inbox, unprocessed, unless an administrator takes it in anew (N-056, N-061).</summary>
    Withdrawn,
}

/// <summary>The ledger's row for one mail; its existence is what makes a second processing impossible (F-01, F-02).</summary>
public sealed record MailRecord(MessageId Message, MailFate Fate, DateTimeOffset ReceivedAt, DateTimeOffset NotedAt, TaskId? Task = null, string? Reason = null)
{
    /// <summary>Message-ID, to recognise the mail when Exchange gave it another id (F-17, F-19).</summary>
    public string? InternetMessageId { get; init; }

    /// <summary>The mailbox that it came to; only in the rows by time (<see cref="TaskRows.ReceivedBetween"/>), where nothing else tells.</summary>
    public MailboxId? Mailbox { get; init; }

    /// <summary>Name of the rule that sorted the mail out; null when none did.</summary>
    public string? Rule { get; init; }
}
