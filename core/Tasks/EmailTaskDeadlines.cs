namespace TeamsEmailBot.Core.Tasks;

/// <content>What a task promises its customer. Nothing here is a step that a person sees: a card that is open in somebody's hands stays valid.</content>
public sealed partial record EmailTask
{
    /// <summary>The one to look at: the earliest of those that have not happened yet; null = none.</summary>
    public Deadline? NextDeadline() => Deadlines.Where(deadline => deadline.DoneAt is null).MinBy(deadline => deadline.At);

    /// <summary>The holder is reminded of a deadline; null when there is nothing (any more) to remind of, or nobody.</summary>
    public EmailTask? Remind(TargetKind kind, DateTimeOffset at, DateTimeOffset now) =>
        Pending(kind, at) is { IsReminded: false } deadline && State is TaskState.Accepted or TaskState.Sending or TaskState.Parked && now < at
            ? With(deadline, deadline with { IsReminded = true }).Note(now, TaskEvent.Reminded, kind.ToString(), Holder)
            : null;

    /// <summary>The deadline passed; null when it had been met, or is another one by now.</summary>
    public EmailTask? Miss(TargetKind kind, DateTimeOffset at, DateTimeOffset now) => Pending(kind, at) is { } deadline && now >= at
        ? With(deadline, deadline with { IsMissed = true }).Note(now, TaskEvent.TargetMissed, kind.ToString(), Holder)
        : null;

    /// <summary>What the target wants happened at <paramref name="when"/>; that it was met or missed is in the timeline once.</summary>
    public EmailTask Reach(TargetKind kind, DateTimeOffset when, DateTimeOffset now)
    {
        if (Deadlines.FirstOrDefault(deadline => deadline.Kind == kind && deadline.DoneAt is null) is not { } deadline)
            return this;
        var isLate = deadline.IsMissed || when > deadline.At;
        var after = With(deadline, deadline with { DoneAt = when, IsMissed = isLate });
        return deadline.IsMissed ? after : after.Note(now, isLate ? TaskEvent.TargetMissed : TaskEvent.TargetMet, kind.ToString(), Holder);
    }

    /// <summary>Only the customer can help the task on, so the time until it has to be finished does not pass.</summary>
    public EmailTask StopClock(DateTimeOffset now) => ClockStoppedAt is null && Stoppable is not null ? this with { ClockStoppedAt = now } : this;

    /// <summary>The time passes again, from now until the later moments given.</summary>
    public EmailTask StartClock(DateTimeOffset at, DateTimeOffset? remindAt) =>
        With(Stoppable!, Stoppable! with { At = at, RemindAt = remindAt }) with { ClockStoppedAt = null };

    /// <summary>The deadline that is put off while the clock stands still: the first answer is owed whatever a task waits for.</summary>
    internal Deadline? Stoppable => Deadlines.FirstOrDefault(deadline => deadline.Kind == TargetKind.Finish && deadline.IsOpen);

    private Deadline? Pending(TargetKind kind, DateTimeOffset at) => Deadlines.FirstOrDefault(
        deadline => deadline.Kind == kind && deadline.At == at && deadline.IsOpen && (ClockStoppedAt is null || kind == TargetKind.FirstAnswer));

    private EmailTask With(Deadline before, Deadline after) => this with { Deadlines = [.. Deadlines.Select(deadline => deadline == before ? after : deadline)] };
}
