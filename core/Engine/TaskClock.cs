using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>A task after a step, with its deadlines kept, and the jobs that watch them.</summary>
internal readonly record struct Kept(EmailTask Task, IReadOnlyList<EntityWrite> Writes);

/// <summary>
/// Keeps the deadlines of tasks through whatever happens to them; asked by everyone who commits a step. They begin with a customer's mail, in the business time of the
/// service that works on it, and hold however settings and service change later: a promise is one.
/// </summary>
internal sealed class TaskClock(IConfigurationSource configuration)
{
    /// <param name="before">The task before the step; null when the step opens it.</param>
    public Kept Keep(EmailTask? before, EmailTask after, DateTimeOffset now)
    {
        var (wasOpen, isOpen) = (before is { State: not TaskState.Done }, after.State != TaskState.Done);
        if (!wasOpen && isOpen)
            return Begin(after, before is null ? Opened(after, now) : Reopened(before, after, now));
        if (!isOpen)
            return wasOpen ? End(before!, Timed(after, now), now) : new(after, []);
        var timed = Timed(after, now);
        if (Answered(before!, after) is { } when)
            timed = timed.Reach(TargetKind.FirstAnswer, when, now);
        return ReferenceEquals(timed, after) ? new(after, []) : new(timed, Changed(before!, timed, now));
    }

    // Stops or starts the clock of the finish, as the task is now.
    private EmailTask Timed(EmailTask task, DateTimeOffset now)
    {
        if (task.Parked is { Kind: ParkKind.WaitingForCustomer, WokenBy: null })
            return task.StopClock(now);
        if (task.ClockStoppedAt is not { } stopped)
            return task;
        if (task.Stoppable is not { } finish || configuration.Current.Service(task.Service)?.OpeningHours is not { } hours)
            return task with { ClockStoppedAt = null };
        return task.StartClock(Later(finish.At), finish.RemindAt is { } remind && remind > stopped ? Later(remind) : finish.RemindAt);

        DateTimeOffset Later(DateTimeOffset at) => hours.AddBusinessTime(now, hours.BusinessTimeBetween(stopped, at));
    }

    // A mail from before the service began to take any in is here because somebody wanted it: it is late for the customer, but not by the service's fault.
    private DateTimeOffset Opened(EmailTask task, DateTimeOffset now) =>
        configuration.Current.Service(task.Key.Service)?.WatchedSince is { } since && task.ReceivedAt < since ? now : task.ReceivedAt;

    // By a mail of the customer since then, or by what somebody found out only now.
    private static DateTimeOffset Reopened(EmailTask before, EmailTask after, DateTimeOffset now) =>
        after.Mails.Last().ReceivedAt is var last && last > before.EndedAt && last <= now ? last : now;

    private Kept Begin(EmailTask task, DateTimeOffset start)
    {
        if (configuration.Current.Service(task.Service) is not { } service)
            return new(task with { Deadlines = [], ClockStoppedAt = null }, []);
        var times = service.Targets.For(task.Priority);
        List<Deadline> deadlines = [];
        Add(TargetKind.FirstAnswer, times.FirstAnswerMinutes);
        Add(TargetKind.Finish, times.FinishMinutes);
        var begun = task with { Deadlines = deadlines, ClockStoppedAt = null };
        return new(begun, [.. deadlines.SelectMany(deadline => Watch(begun, deadline))]);

        void Add(TargetKind kind, int? minutes)
        {
            if (minutes is not { } number)
                return;
            var target = TimeSpan.FromMinutes(number);
            var remind = service.Targets.UntilReminder(target) is { } until ? service.OpeningHours.AddBusinessTime(start, until) : (DateTimeOffset?)null;
            deadlines.Add(new(kind, service.OpeningHours.AddBusinessTime(start, target), remind));
        }
    }

    // A task that somebody else's goes into, or whose mail is unprocessed, did not end for the customer: nothing was kept or broken.
    private static Kept End(EmailTask before, EmailTask task, DateTimeOffset now)
    {
        var ended = task.End is TaskEnd.Merged or TaskEnd.Withdrawn
            ? task with { Deadlines = [], ClockStoppedAt = null }
            : Reached(task, now) with { ClockStoppedAt = null };
        return new(ended, [.. before.Deadlines.SelectMany(deadline => Unwatch(before, deadline, now))]);
    }

    private static EmailTask Reached(EmailTask task, DateTimeOffset now)
    {
        var answered = task.Outside is { } outside && task.End == TaskEnd.HandledInOutlook && outside.At < now ? outside.At : now;
        return task.Reach(TargetKind.FirstAnswer, answered, now).Reach(TargetKind.Finish, now, now);
    }

    // Jobs of deadlines that are not what they were; those whose clock stands still are watched by nobody.
    private static List<EntityWrite> Changed(EmailTask before, EmailTask after, DateTimeOffset now)
    {
        var (was, present) = (Watched(before), Watched(after));
        return [.. was.Except(present).SelectMany(deadline => Unwatch(before, deadline, now)), .. present.Except(was).SelectMany(deadline => Watch(after, deadline))];
    }

    private static List<Deadline> Watched(EmailTask task) =>
        [.. task.Deadlines.Where(deadline => deadline.IsOpen && (task.ClockStoppedAt is null || deadline.Kind == TargetKind.FirstAnswer))];

    // When the customer got an answer by this step, from here or from Outlook; null when he did not.
    private static DateTimeOffset? Answered(EmailTask before, EmailTask after) => after switch
    {
        { Answer: { State: AnswerState.Sent } sent } when before.Answer?.Id != sent.Id || before.Answer.State != AnswerState.Sent => after.Timeline[^1].At,
        { Outside: { } outside } when before.Outside is null => outside.At,
        _ => null,
    };

    private static IEnumerable<EntityWrite> Watch(EmailTask task, Deadline deadline)
    {
        if (deadline.RemindAt is { } remind)
            yield return EngineJobs.Remind(task.Key, deadline, remind);
        yield return EngineJobs.Miss(task.Key, deadline);
    }

    // Jobs that would find nothing to do; those whose time has come may be running.
    private static IEnumerable<EntityWrite> Unwatch(EmailTask task, Deadline deadline, DateTimeOffset now)
    {
        if (deadline.IsOpen && deadline.RemindAt is { } remind && remind > now)
            yield return EngineJobs.NoReminder(task.Key, deadline, remind);
        if (deadline.IsOpen && deadline.At > now)
            yield return EngineJobs.NoMiss(task.Key, deadline);
    }
}
