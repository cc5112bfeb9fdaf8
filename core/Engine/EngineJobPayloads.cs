using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Why an agent's place is given back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReleaseCause>))]
internal enum ReleaseCause
{
    /// <summary>The task ended or went back; nobody's fault.</summary>
    Ended,

    /// <summary>He let the offer time out.</summary>
    Missed,

    /// <summary>The offer could not be shown to him; the code says why.</summary>
    Unreachable,

    /// <summary>He finished it; his after-work time begins.</summary>
    Finished,

    /// <summary>Not a release: he accepted, so his misses are forgotten.</summary>
    Accepted,
}

/// <summary>The folder that a mail is filed into.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcomes>))]
internal enum Outcomes
{
    Handled,
    Ended,
    Failed,
}

internal sealed record LookJob(MailboxId Mailbox, bool Whole, DateTimeOffset? Notified = null);

internal sealed record AlarmJob(MailboxId Mailbox, string Subscription, SubscriptionRisk Risk);

internal sealed record DropJob(string Subscription, DateTimeOffset Expires);

internal sealed record WithdrawJob(MailboxId Mailbox, ServiceId Service, DateTimeOffset Ended);

internal sealed record AlertJob(string Key);

internal sealed record AdminTellJob(AdminNotice Notice, AgentId Administrator);

internal sealed record ServiceJob(ServiceId Service);

internal sealed record TaskJob(TaskKey Task);

internal sealed record OfferJob(TaskKey Task, OfferId Offer);

/// <param name="HandedTo">The service that offered it, when that is not the one of <paramref name="Task"/>.</param>
internal sealed record AgentJob(TaskKey Task, AgentId Agent, OfferId Offer, ReleaseCause Cause = ReleaseCause.Ended, string? Code = null, ServiceId? HandedTo = null);

/// <param name="Task">The task that it is about, if it is about one.</param>
internal sealed record TellJob(AgentId Agent, Distribution.NoticeKind Kind, int Number = 0, string? ServiceName = null, TaskKey? Task = null)
{
    /// <summary>Who brought it about; null when nobody did.</summary>
    public AgentId? By { get; init; }
}

internal sealed record DeadlineJob(TaskKey Task, TargetKind Kind, DateTimeOffset At);

internal sealed record DeadlineTellJob(DeadlineJob Deadline, AgentId Holder);

internal sealed record ConsultJob(TaskKey Task, AgentId Colleague, CardReference? Card);

internal sealed record ShowJob(TaskKey Task, AgentId? Only);

internal sealed record AnswerJob(TaskKey Task, AnswerId Answer);

/// <param name="Task">The task, or the one that the mail would have opened when it is answered without.</param>
/// <param name="Row">Row of the <see cref="Acknowledged"/> that this is about.</param>
/// <param name="Text">The workflow's text; null = the service's own.</param>
internal sealed record AcknowledgeJob(TaskKey Task, MailboxId Mailbox, MessageId Message, string Row, MessageId? Draft = null, string? Text = null);

/// <param name="Wanted">One of our own addresses, as it is configured: no mail content (I6).</param>
internal sealed record SenderJob(MailboxId Mailbox, MessageId Draft, MailAddress Wanted);

internal sealed record DraftJob(MailboxId Mailbox, AnswerId Answer);

internal sealed record PreparedJob(MailboxId Mailbox, MessageId Draft);

/// <summary>Files a mail; <paramref name="Task"/> is the ended task it belongs to, null for a mail that never became one.</summary>
internal sealed record FileJob(MailboxId Mailbox, MessageId Message, string? InternetMessageId, Outcomes Folder, TaskKey? Task);

/// <summary>A mail that its workflow ended without a task, and where it lies.</summary>
internal sealed record EndedMail(MailRecord Record, Outcomes Folder);

/// <summary>JSON of the jobs' payloads, and of a row that names a folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LookJob))]
[JsonSerializable(typeof(AlarmJob))]
[JsonSerializable(typeof(DropJob))]
[JsonSerializable(typeof(WithdrawJob))]
[JsonSerializable(typeof(AlertJob))]
[JsonSerializable(typeof(AdminNotice))]
[JsonSerializable(typeof(AdminTellJob))]
[JsonSerializable(typeof(ServiceJob))]
[JsonSerializable(typeof(TaskJob))]
[JsonSerializable(typeof(OfferJob))]
[JsonSerializable(typeof(AgentJob))]
[JsonSerializable(typeof(TellJob))]
[JsonSerializable(typeof(ShowJob))]
[JsonSerializable(typeof(ConsultJob))]
[JsonSerializable(typeof(DeadlineJob))]
[JsonSerializable(typeof(DeadlineTellJob))]
[JsonSerializable(typeof(AnswerJob))]
[JsonSerializable(typeof(AcknowledgeJob))]
[JsonSerializable(typeof(DraftJob))]
[JsonSerializable(typeof(PreparedJob))]
[JsonSerializable(typeof(SenderJob))]
[JsonSerializable(typeof(FileJob))]
[JsonSerializable(typeof(EndedMail))]
internal sealed partial class EngineJson : JsonSerializerContext;
