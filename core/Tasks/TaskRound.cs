using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>In whose hands a task is for a while.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StretchKind>))]
public enum StretchKind
{
    /// <summary>Nobody has it: queued or offered.</summary>
    Waiting,

    /// <summary>An agent has it.</summary>
    Held,

    /// <summary>An agent has laid it aside.</summary>
    Parked,
}

/// <summary>From then on, until the next one begins or the round ends.</summary>
/// <param name="Agent">Who has it.</param>
public sealed record Stretch(DateTimeOffset From, StretchKind Kind, AgentId? Agent = null);

/// <summary>
/// One round of a task, from the mail that began it to its end, told by the timeline. Written in the commit that ends it and never changed, so that what a report says
/// about a day stays: a task that is opened again begins another round. Times, ids and states only (I6).
/// </summary>
/// <param name="Service">Whose agents worked on it last.</param>
/// <param name="Stretches">The first one is <see cref="StretchKind.Waiting"/> and begins when the mail was received.</param>
/// <param name="AnsweredAt">When the first answer left, or was seen in Outlook; null when none did in this round.</param>
public sealed record TaskRound(
    TaskId Task,
    MailboxId Mailbox,
    ServiceId Service,
    TaskPriority Priority,
    TaskEnd End,
    DateTimeOffset EndedAt,
    IReadOnlyList<Stretch> Stretches,
    DateTimeOffset? AnsweredAt)
{
    /// <summary>What the service had promised for this round, and whether it was kept.</summary>
    public IReadOnlyList<Deadline> Deadlines { get; init => field = value ?? []; } = [];

    /// <summary>Who had it last; null when nobody ever had.</summary>
    [JsonIgnore]
    public AgentId? Agent => Stretches.LastOrDefault(stretch => stretch.Agent is not null)?.Agent;

    [JsonIgnore]
    public DateTimeOffset BeganAt => Stretches[0].From;

    /// <summary>The round that an ended task ended with.</summary>
    public static TaskRound LastOf(EmailTask task)
    {
        var (stretches, answered) = Read(task);
        return new(task.Key.Id, task.Mailbox, task.Service, task.Priority, task.End!.Value, task.EndedAt!.Value, stretches, answered) { Deadlines = task.Deadlines };
    }

    /// <summary>In whose hands a task has been in its present round, or was in its last one.</summary>
    public static IReadOnlyList<Stretch> StretchesOf(EmailTask task) => Read(task).Stretches;

    private static (List<Stretch> Stretches, DateTimeOffset? Answered) Read(EmailTask task)
    {
        var stretches = new List<Stretch> { new(task.ReceivedAt, StretchKind.Waiting) };
        var (answered, hasEnded) = (default(DateTimeOffset?), false);
        foreach (var entry in task.Timeline)
        {
            // What is noted with an ended task, such as its filing, begins nothing.
            if (hasEnded && entry.Event is TaskEvent.Reopened or TaskEvent.NotDelivered or TaskEvent.SplitOff)
                (stretches, answered, hasEnded) = ([new(Began(task, entry), StretchKind.Waiting)], null, false);
            if (KindAfter(entry.Event) is { } kind && (kind != stretches[^1].Kind || (kind == StretchKind.Held && entry.Agent != stretches[^1].Agent)))
                stretches.Add(new(entry.At, kind, kind == StretchKind.Waiting ? null : entry.Agent));
            if (entry.Event is TaskEvent.Sent or TaskEvent.AnsweredInOutlook)
                answered ??= entry.At;
            hasEnded |= entry.Event is TaskEvent.Sent or TaskEvent.Finished or TaskEvent.HandledInOutlook or TaskEvent.Withdrawn or TaskEvent.Merged
                or TaskEvent.EndedBySupervisor;
        }

        return (stretches, answered);
    }

    // The customer waits since he wrote, which may have been noticed a little later.
    private static DateTimeOffset Began(EmailTask task, TimelineEntry entry) =>
        task.Mails.ElementAtOrDefault(task.FiledMails) is { } mail && mail.ReceivedAt < entry.At ? mail.ReceivedAt : entry.At;

    // In whose hands the task is after a step; null when the step changes nothing about that.
    private static StretchKind? KindAfter(TaskEvent step) => step switch
    {
        TaskEvent.Accepted or TaskEvent.TakenUp or TaskEvent.Assigned or TaskEvent.Pulled => StretchKind.Held,
        TaskEvent.Parked => StretchKind.Parked,
        TaskEvent.ReturnedToQueue or TaskEvent.QueuedFromParking or TaskEvent.TakenBack or TaskEvent.HandedOn or TaskEvent.Transferred => StretchKind.Waiting,
        _ => null,
    };
}
