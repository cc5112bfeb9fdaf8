using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Replay;

/// <summary>Reads the way of a task out of its timeline.</summary>
public static class RecordedTasks
{
    /// <summary>
    /// The task as a replay needs it. What came back to the queue counts as one task with all the time that agents had it; what was opened again after its end counts as it went
    /// the first time.
    /// </summary>
    public static RecordedTask Of(EmailTask task)
    {
        var passes = new List<RecordedPass>();
        var (arrived, offered, since) = (task.ReceivedAt, default(DateTimeOffset?), default(DateTimeOffset?));
        var (taken, handling, reaction, hasEnded) = (default(DateTimeOffset?), TimeSpan.Zero, TimeSpan.Zero, false);
        foreach (var entry in task.Timeline)
        {
            switch (entry.Event)
            {
                case TaskEvent.HandedOn when taken is null:
                    (arrived, offered) = (entry.At, null);
                    passes.Clear();
                    break;
                case TaskEvent.Offered:
                    offered = entry.At;
                    break;
                case TaskEvent.Declined or TaskEvent.TimedOut when taken is null && offered is { } at && entry.Agent is { } agent:
                    passes.Add(new(agent, entry.Event == TaskEvent.TimedOut, entry.At - at));
                    break;
                case TaskEvent.Accepted or TaskEvent.Assigned or TaskEvent.Pulled:
                    reaction = taken is null && offered is { } then ? entry.At - then : reaction;
                    (taken, since) = (taken ?? entry.At, entry.At);
                    break;
                case TaskEvent.Parked:
                    handling += since is { } until ? entry.At - until : TimeSpan.Zero;
                    since = null;
                    break;
                case TaskEvent.TakenUp:
                    since = entry.At;
                    break;
                case var what when EndsWork(what):
                    handling += since is { } begun ? entry.At - begun : TimeSpan.Zero;
                    since = null;
                    hasEnded = entry.Event is not TaskEvent.ReturnedToQueue and not TaskEvent.TakenBack;
                    break;
            }

            if (hasEnded)
                break;
        }

        return new(task.Key.Id, arrived)
        {
            Priority = task.Priority,
            RequiredSkills = task.RequiredSkills,
            LastAgent = task.LastAgent,
            TakenAt = taken,
            Handling = hasEnded && taken is not null ? handling : null,
            Reaction = reaction,
            Passes = passes,
        };
    }

    /// <summary>Who had a place taken for the task, and when; offers included. The last spell of an open task has no end yet.</summary>
    public static IEnumerable<(AgentId Agent, Spell Spell)> Places(EmailTask task)
    {
        var open = default((AgentId Agent, DateTimeOffset From)?);
        foreach (var entry in task.Timeline)
        {
            if (entry.Event is TaskEvent.Offered or TaskEvent.Assigned or TaskEvent.Pulled && entry.Agent is { } agent)
                open = (agent, entry.At);
            if (open is not { } place || !GivesBack(entry.Event))
                continue;
            yield return (place.Agent, new(place.From, entry.At));
            open = null;
        }

        if (open is { } still)
            yield return (still.Agent, new(still.From, DateTimeOffset.MaxValue));
    }

    private static bool GivesBack(TaskEvent what) => what is TaskEvent.Declined or TaskEvent.TimedOut or TaskEvent.OfferWithdrawn or TaskEvent.QueuedFromParking || EndsWork(what);

    private static bool EndsWork(TaskEvent what) =>
        what is TaskEvent.ReturnedToQueue or TaskEvent.TakenBack or TaskEvent.EndedBySupervisor or TaskEvent.Sent or TaskEvent.Finished or TaskEvent.HandledInOutlook or TaskEvent.Merged or TaskEvent.Withdrawn;
}
