using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I5: every step is in the timeline with who, when and why; an offer has its reasons recorded in the same commit.</summary>
internal sealed class Told(SimWorld world) : Check(world)
{
    protected override string Name => "I5";

    public override void OnTask(Commit commit, EmailTask? before, EmailTask after)
    {
        var known = before?.Timeline.Count ?? 0;
        var told = after.Timeline.Skip(known).ToList();
        var changed = before is null || before.State != after.State || before.Version != after.Version;
        if (changed && told.Count == 0)
            Violated($"{World.NameOf(after.Key)} went from {before?.State} to {after.State} without a word");
        if (before is not null && !after.Timeline.Take(known).SequenceEqual(before.Timeline))
            Violated($"the timeline of {World.NameOf(after.Key)} was rewritten");
        foreach (var entry in told)
        {
            if (NeedsAgent(entry.Event) && entry.Agent is null)
                Violated($"{World.NameOf(after.Key)}: {entry.Event} by nobody");
            if (NeedsReason(entry.Event) && entry.Reason is null)
                Violated($"{World.NameOf(after.Key)}: {entry.Event} without a reason");
            if (entry.Event == TaskEvent.Offered && (commit.Puts("why~") != 1 || after.Offer!.Reasons.Count == 0))
                Violated($"{World.NameOf(after.Key)} was offered without the reasons being recorded");
        }
    }

    private static bool NeedsAgent(TaskEvent what) => what is TaskEvent.Offered or TaskEvent.Accepted or TaskEvent.Declined or TaskEvent.TimedOut or TaskEvent.OfferWithdrawn
        or TaskEvent.ReturnedToQueue or TaskEvent.Parked or TaskEvent.TakenUp or TaskEvent.QueuedFromParking or TaskEvent.Transferred or TaskEvent.SendPressed or TaskEvent.Sent or TaskEvent.NotSent or TaskEvent.SendingUnsure or TaskEvent.Finished;

    private static bool NeedsReason(TaskEvent what) => what is TaskEvent.OfferWithdrawn or TaskEvent.NotSent or TaskEvent.SendingUnsure or TaskEvent.HandledInOutlook or TaskEvent.FilingFailed or TaskEvent.WorkflowStep
        or TaskEvent.HandedOn or TaskEvent.ReturnedToQueue or TaskEvent.Parked or TaskEvent.TakenUp or TaskEvent.QueuedFromParking;
}
