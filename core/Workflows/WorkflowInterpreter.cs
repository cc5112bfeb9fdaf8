using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>
/// Follows workflows. A pure function: nothing is read, written or thrown, and the same mail and facts always give the same steps and the same end. A mail whose workflow
/// cannot be followed goes to the queue of its own service, never nowhere.
/// </summary>
public static class WorkflowInterpreter
{
    /// <param name="service">The service whose mailbox the mail came to.</param>
    /// <param name="services">The facts about this service and about those that its workflow hands mail to; one that is missing counts as not live.</param>
    public static WorkflowRun Run(ServiceId service, MailFacts mail, IReadOnlyDictionary<ServiceId, ServiceFacts> services) =>
        new Way(service, mail, services).Go();

    /// <summary>The way of one mail.</summary>
    private sealed class Way(ServiceId home, MailFacts mail, IReadOnlyDictionary<ServiceId, ServiceFacts> services)
    {
        private readonly List<WorkflowStep> steps = [];
        private readonly HashSet<ServiceId> seen = [home];
        private WorkflowRun run = new(WorkflowEnd.Queued, home, []);

        public WorkflowRun Go()
        {
            if (!services.TryGetValue(home, out var facts) || facts.Workflow is null)
                return run with { Trouble = WorkflowTrouble.NoWorkflow };
            ServiceId? next = home;
            while (next is { } at)
            {
                run = run with { Service = at };
                next = Follow(at, services[at]);
            }

            return (run.Trouble is null ? run : run with { Service = home, End = WorkflowEnd.Queued, OverflowTo = null, OverflowAfter = null }) with { Steps = steps };
        }

        // The service that the mail is handed to; null when all is decided.
        private ServiceId? Follow(ServiceId at, ServiceFacts facts)
        {
            var activities = facts.Workflow?.Activities ?? [];
            for (var i = 0; i < activities.Count; i++)
            {
                var (activity, judge) = (activities[i], new ConditionJudge(mail, facts));
                var holds = activity.When is not { } when ? true : judge.Holds(when);
                var outcome = holds switch { true => Carry(activity, at, facts), false => StepOutcome.NotMet, _ => Troubled(WorkflowTrouble.NotUnderstood) };
                steps.Add(new(at, i, activity.Kind, outcome, judge.Checks));
                if (outcome is StepOutcome.NotMet or StepOutcome.NothingToDo)
                    continue;
                if (outcome == StepOutcome.Trouble)
                    return null;
                if (activity.Kind == ActivityKind.Forward)
                    return activity.Service;
                if (activity.Kind is ActivityKind.Answer || WorkflowCatalog.Of(activity.Kind)!.Decides)
                    return null;
            }

            return null;
        }

        private StepOutcome Carry(WorkflowActivity activity, ServiceId at, ServiceFacts facts)
        {
            switch (activity)
            {
                case { Kind: ActivityKind.Queue }:
                    return Queue(activity, at, facts);
                case { Kind: ActivityKind.End }:
                    return Done(run with { End = WorkflowEnd.Ended, Folder = activity.Folder ?? EndFolder.Ended });
                case { Kind: ActivityKind.Fail, Name: { } reason }:
                    return Done(run with { End = WorkflowEnd.Failed, Reason = reason });
                case { Kind: ActivityKind.Answer, Text: { Length: > 0 } text }:
                    return mail.MayBeAnswered ? Done(run with { End = WorkflowEnd.Answered, Text = text }) : StepOutcome.NothingToDo;
                case { Kind: ActivityKind.Forward, Service: { } other }:
                    if (!IsLive(other))
                        return Troubled(WorkflowTrouble.ServiceNotLive);
                    return seen.Add(other) ? StepOutcome.Done : Troubled(WorkflowTrouble.ForwardLoop);
                case { Kind: ActivityKind.Priority, Priority: { } priority }:
                    return Done(run with { Priority = priority });
                case { Kind: ActivityKind.Skill, Name: { } skill, Level: { } level }:
                    return Done(run with { Skills = [.. run.Skills.Where(other => other.Skill != skill), new(skill, level)] });
                case { Kind: ActivityKind.Language, Name: { } language }:
                    return Done(run with { Language = language });
                case { Kind: ActivityKind.Tag, Name: { } tag }:
                    return Done(run with { Tags = [.. run.Tags.Where(other => other != tag), tag] });
                case { Kind: ActivityKind.Acknowledge, Text: { Length: > 0 } text }:
                    return mail.MayBeAnswered ? Done(run with { Acknowledgement = text }) : StepOutcome.NothingToDo;
                case { Kind: ActivityKind.LastAgent, Minutes: { } minutes }:
                    return mail.HasLastAgent ? Done(run with { LastAgentFor = TimeSpan.FromMinutes(minutes) }) : StepOutcome.NothingToDo;
                default:
                    return Troubled(WorkflowTrouble.NotUnderstood);
            }
        }

        // A task that cannot go on to the other service waits where it is: that is no trouble, and tried again when the time is up.
        private StepOutcome Queue(WorkflowActivity activity, ServiceId at, ServiceFacts facts)
        {
            if (activity.Service is not { } other || other == at)
                return Done(run with { End = WorkflowEnd.Queued });
            if (facts.Waiting >= activity.Length && IsLive(other))
            {
                run = run with { End = WorkflowEnd.Queued, Service = other };
                return StepOutcome.Overflowed;
            }

            return Done(activity.Minutes is { } minutes ? run with { OverflowTo = other, OverflowAfter = TimeSpan.FromMinutes(minutes) } : run);
        }

        private bool IsLive(ServiceId other) => services.TryGetValue(other, out var facts) && facts.IsLive;

        private StepOutcome Done(WorkflowRun after)
        {
            run = after;
            return StepOutcome.Done;
        }

        private StepOutcome Troubled(WorkflowTrouble trouble)
        {
            run = run with { Trouble = trouble };
            return StepOutcome.Trouble;
        }
    }
}
