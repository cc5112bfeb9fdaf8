using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>What must be known before a mail of a service can go through its workflow: what is not asked for need not be read.</summary>
public sealed record WorkflowNeeds
{
    /// <summary>The service and those that mail may be handed to, by way of their workflows, too.</summary>
    public IReadOnlyList<ServiceId> Services { get; private init; } = [];

    /// <summary>The sender's own text, for words or the language.</summary>
    public bool Text { get; private init; }

    /// <summary>Names of attachments.</summary>
    public bool Attachments { get; private init; }

    /// <summary>Earlier tasks of the sender.</summary>
    public bool Customer { get; private init; }

    /// <summary>What waits in the queues.</summary>
    public bool Queues { get; private init; }

    /// <summary>Which agents could take a task.</summary>
    public bool Agents { get; private init; }

    /// <param name="workflowOf">The workflow of a service; null when it has none.</param>
    public static WorkflowNeeds Of(ServiceId service, Func<ServiceId, Workflow?> workflowOf)
    {
        var services = new List<ServiceId> { service };
        var activities = new List<WorkflowActivity>();
        for (var i = 0; i < services.Count; i++)
        {
            // A service that only takes what overflows is asked whether it is live, and not for its workflow.
            var own = i < services.Count && workflowOf(services[i]) is { } workflow ? workflow.Activities : [];
            activities.AddRange(own);
            services.AddRange(own.Where(activity => activity.Kind == ActivityKind.Forward).Select(activity => activity.Service).OfType<ServiceId>().Distinct().Except(services));
        }

        var overflows = activities.Where(activity => activity.Kind == ActivityKind.Queue).Select(activity => activity.Service).OfType<ServiceId>();
        var conditions = activities.SelectMany(activity => activity.When?.Everything() ?? []).Select(condition => condition.Kind).ToHashSet();
        return new()
        {
            Services = [.. services.Union(overflows)],
            Text = conditions.Contains(ConditionKind.Body) || conditions.Contains(ConditionKind.Language),
            Attachments = conditions.Contains(ConditionKind.AttachmentType) || conditions.Contains(ConditionKind.HasAttachment),
            Customer = conditions.Contains(ConditionKind.KnownCustomer) || activities.Any(activity => activity.Kind == ActivityKind.LastAgent),
            Queues = conditions.Contains(ConditionKind.Waiting) || conditions.Contains(ConditionKind.OldestWaiting) || activities.Any(activity => activity.Length is not null),
            Agents = conditions.Contains(ConditionKind.AgentsAvailable),
        };
    }
}
