using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>What a step did: <see cref="Now"/> is the task as it stands, null when there is none; <see cref="Taken"/> says whether the step was allowed and committed.</summary>
internal readonly record struct StepResult(EmailTask? Now, bool Taken);

/// <summary>Takes steps of tasks: one conditional commit with everything that must follow (I7); read again and decided anew when somebody else was faster.</summary>
internal sealed class TaskSteps(IEntityStore store, TaskTable tasks, TaskClock clock, EngineMeter meter, TimeProvider time)
{
    /// <param name="step">The step; null when it is not allowed now.</param>
    /// <param name="follows">From the task before and after: the jobs and rows that belong to the step.</param>
    public async Task<StepResult> TakeAsync(
        TaskKey key,
        Func<EmailTask, DateTimeOffset, EmailTask?> step,
        Func<EmailTask, EmailTask, DateTimeOffset, IEnumerable<EntityWrite>> follows,
        CancellationToken cancellation)
    {
        while (true)
        {
            if (await tasks.FindAsync(key, cancellation) is not { } before)
                return new(null, false);
            var now = time.GetUtcNow();
            if (step(before.Value, now) is not { } taken)
                return new(before.Value, false);
            var (after, watching) = clock.Keep(before.Value, taken, now);
            IReadOnlyList<EntityWrite> writes = [.. TaskRows.Change(before, after), .. follows(before.Value, after, now), .. Follow.LeftHands(before.Value, after, now), .. watching];
            if (!(await store.CommitAsync(TaskRows.Partition(key.Service), writes, cancellation)).Applied)
                continue;
            meter.Changed(before.Value, after);
            return new(after, true);
        }
    }

    /// <summary>Changes that nobody sees and nothing follows from, such as remembering a card.</summary>
    public Task<StepResult> NoteAsync(TaskKey key, Func<EmailTask, DateTimeOffset, EmailTask?> step, CancellationToken cancellation) =>
        TakeAsync(key, step, (_, _, _) => [], cancellation);
}

/// <summary>What must follow from a step; used by everyone who takes it, so that no way to the same state forgets something.</summary>
internal static class Follow
{
    /// <summary>The task was opened: who gets it is decided at once, and again when it is no longer kept for somebody.</summary>
    public static IEnumerable<EntityWrite> Opened(EmailTask task, DateTimeOffset now)
    {
        yield return EngineJobs.DistributeFor(task.Service, now);
        if (task.HandedTo is { } other)
            yield return TaskRows.HandsTo(other);
        if (task.Overflow is { } overflow)
            yield return EngineJobs.Overflow(task, overflow.At);
        if (task.KeptUntil is { } until)
            yield return EngineJobs.DistributeFor(task.Service, until);
    }

    /// <summary>The task went back to the queue: the agent's place is free, his card changes, the next one is looked for.</summary>
    public static IEnumerable<EntityWrite> Requeued(EmailTask before, EmailTask after, ReleaseCause cause, DateTimeOffset now, string? code = null)
    {
        yield return EngineJobs.Release(after, before.Offer!, cause, now, code);
        // A colleague who gave it away sees what became of that.
        yield return EngineJobs.Show(after, now, before.Offer!.From is null ? before.Offer.Agent : null);
        if (before is { State: TaskState.Offered, Offer.From: { } giver })
            yield return EngineJobs.Tell(new TellJob(giver, NoticeKind.TransferNotTaken, Task: after.Key), now);
        yield return EngineJobs.DistributeFor(after.Service, now);
        // It may have been offered just when it should have gone on to the other service.
        if (after.Overflow is { } overflow)
            yield return EngineJobs.Overflow(after, overflow.At > now ? overflow.At : now);
    }

    /// <summary>The task was given to another service: its agent's place is free, and it is offered there.</summary>
    public static IEnumerable<EntityWrite> Transferred(EmailTask before, EmailTask after, DateTimeOffset now)
    {
        yield return EngineJobs.Release(after, before.Offer!, ReleaseCause.Ended, now);
        yield return EngineJobs.Show(after, now);
        if (after.HandedTo is { } other)
            yield return TaskRows.HandsTo(other);
        if (after.State == TaskState.Queued)
            yield return EngineJobs.DistributeFor(after.Service, now);
    }

    /// <summary>The task was parked: it comes back by itself, and its place may be free meanwhile.</summary>
    public static IEnumerable<EntityWrite> Parked(EmailTask before, EmailTask after, DateTimeOffset now) =>
        [EngineJobs.Wake(after), EngineJobs.Count(after, now), EngineJobs.Show(after, now)];

    /// <summary>The task is taken up again by who parked it.</summary>
    public static IEnumerable<EntityWrite> TakenUp(EmailTask before, EmailTask after, DateTimeOffset now) => [EngineJobs.Count(after, now), EngineJobs.Show(after, now)];

    /// <summary>The parked task came back by itself: its agent is told so, or it is queued.</summary>
    public static IEnumerable<EntityWrite> BackFromParking(EmailTask before, EmailTask after, DateTimeOffset now) => after.State == TaskState.Queued
        ? Requeued(before, after, ReleaseCause.Ended, now)
        :
        [
            .. TakenUp(before, after, now),
            EngineJobs.Tell(
                new TellJob(after.Holder!.Value, before.Parked!.WokenBy is null ? NoticeKind.ParkedIsDue : NoticeKind.ParkedHasNews, Task: after.Key), now),
        ];

    /// <summary>Something came that the cards show; a parked task comes back for it.</summary>
    public static IEnumerable<EntityWrite> News(EmailTask after, DateTimeOffset now) => after.Parked is { WokenBy: not null }
        ? [EngineJobs.Show(after, now), EngineJobs.Wake(after)]
        : [EngineJobs.Show(after, now)];

    /// <summary>A supervisor had another service take it over: who had it hears of it, and it is offered there.</summary>
    public static IEnumerable<EntityWrite> Moved(EmailTask before, EmailTask after, DateTimeOffset now)
    {
        if (before.Offer is { } offer)
            yield return EngineJobs.Release(after, offer, ReleaseCause.Ended, now);
        yield return EngineJobs.Show(after, now);
        yield return EngineJobs.DistributeFor(after.Service, now);
        if (after.HandedTo is { } other)
            yield return TaskRows.HandsTo(other);
    }

    /// <summary>The task came back from another service; who it was offered to there hears of it.</summary>
    public static IEnumerable<EntityWrite> HandedBack(EmailTask before, EmailTask after, DateTimeOffset now) => before.State == TaskState.Offered
        ? Requeued(before, after, ReleaseCause.Ended, now)
        : [EngineJobs.DistributeFor(after.Service, now)];

    /// <summary>The task was withdrawn: its mails stay where they are and are unprocessed, place and slot are free, its cards say so.</summary>
    public static IEnumerable<EntityWrite> Withdrawn(EmailTask before, EmailTask after, DateTimeOffset now)
    {
        if (before.Offer is { } offer)
            yield return EngineJobs.Release(after, offer, ReleaseCause.Ended, now);
        yield return EngineJobs.Free(after.Key, now);
        yield return EngineJobs.Show(after, now);
        foreach (var mail in TaskRows.Unprocessed(after, now))
            yield return mail;
    }

    /// <summary>
    /// What belonged to the hands that the task left: the draft with the files that somebody added, or wants no more, is deleted (F-29); who was asked for advice, and is not
    /// any more, sees nothing of the task from now on.
    /// </summary>
    public static IEnumerable<EntityWrite> LeftHands(EmailTask before, EmailTask after, DateTimeOffset now)
    {
        if (before.DraftLeftBy(after) is { } draft)
            yield return EngineJobs.Drop(before.Mailbox, draft, now);
        foreach (var consult in before.Consults.Where(consult => !after.IsConsulted(consult.Agent)))
        {
            yield return EngineJobs.Keep(after.Key, consult.Agent, now, before.CardOf(consult.Agent));
            // One whose time has come may be running.
            if (consult.Until > now)
                yield return EngineJobs.NoEnd(after.Key, consult);
        }
    }

    /// <summary>The task ended: its mails are filed, the agent's place and the tenant's slot are free, all its cards change.</summary>
    public static IEnumerable<EntityWrite> Ended(EmailTask before, EmailTask after, DateTimeOffset now)
    {
        if (before.Offer is { } offer)
            yield return EngineJobs.Release(after, offer, after.IsAnswered ? ReleaseCause.Finished : ReleaseCause.Ended, now);
        yield return EngineJobs.Free(after.Key, now);
        yield return EngineJobs.Show(after, now);
        if (after.End is TaskEnd.HandledInOutlook or TaskEnd.Merged)
            yield break;
        foreach (var mail in after.Mails.Skip(after.FiledMails))
            yield return EngineJobs.File(new FileJob(after.Mailbox, mail.Message, mail.InternetMessageId, Outcomes.Handled, after.Key), now);
    }
}
