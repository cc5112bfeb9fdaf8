using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>
/// Rules for handing mail from service to service. Forwarded mail goes through the other service's workflow, so services must not hand it to each other in a circle.
/// A queue that overflows is no hand-over of that kind: the other service only takes the task.
/// </summary>
internal static class ForwardRules
{
    public static void Check(Configuration configuration, Findings findings)
    {
        var workflows = configuration.Workflows.DistinctBy(workflow => workflow.Id).ToDictionary(workflow => workflow.Id);
        var users = configuration.Services.Where(service => service.Workflow is not null).ToLookup(service => service.Workflow!.Value);
        var ways = configuration.Services.DistinctBy(service => service.Id)
            .ToDictionary(service => service.Id, service => service.Workflow is { } id && workflows.TryGetValue(id, out var workflow) ? Targets(workflow) : []);
        for (var i = 0; i < configuration.Workflows.Count; i++)
            for (var j = 0; j < configuration.Workflows[i].Activities.Count; j++)
            {
                var activity = configuration.Workflows[i].Activities[j];
                if (activity.Service is not { } other)
                    continue;
                var path = $"$.workflows[{i}].activities[{j}].service";
                foreach (var service in users[configuration.Workflows[i].Id])
                    if (service.Id == other)
                        findings.Problem(path, ProblemCode.ForwardToItself, $"The service {service.Name} uses this workflow, so it would hand its mail to itself.", "Choose another service here, or give that service another workflow.");
                    else if (activity.Kind == ActivityKind.Forward && IsReached(ways, from: other, service.Id))
                        findings.Problem(path, ProblemCode.ForwardLoop, $"From there the mail would be handed on and come back to the service {service.Name}.", "Take one of the forwards of the circle out.");
            }
    }

    private static IReadOnlyList<ServiceId> Targets(Workflow workflow) =>
        [.. workflow.Activities.Where(activity => activity.Kind == ActivityKind.Forward).Select(activity => activity.Service).OfType<ServiceId>()];

    private static bool IsReached(Dictionary<ServiceId, IReadOnlyList<ServiceId>> ways, ServiceId from, ServiceId goal)
    {
        var todo = new Queue<ServiceId>([from]);
        var seen = new HashSet<ServiceId>();
        while (todo.TryDequeue(out var at))
        {
            if (at == goal)
                return true;
            if (seen.Add(at) && ways.TryGetValue(at, out var next))
                foreach (var one in next)
                    todo.Enqueue(one);
        }

        return false;
    }
}
