using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>The configuration of a run: a service for each mailbox, with all agents.</summary>
internal static class SimConfiguration
{
    private static readonly string[] Names = ["Megan", "Adele", "Isaiah", "Lee"];

    public static Configuration For(SimPlan plan)
    {
        var unit = new UnitId("all");
        var services = Enumerable.Range(1, plan.Mailboxes).Select(number => new ServiceId($"svc-box{number}")).ToList();
        var agents = Enumerable.Range(0, plan.Agents).Select(number => new AgentId($"00000000-0000-0000-0000-00000000000{number}")).ToList();
        var boxes = Enumerable.Range(1, plan.Mailboxes).Select(number => $"box{number}").ToList();
        return new Configuration(
            1,
            new TenantSettings { EmailEnabled = true, MaxConcurrentTasks = plan.TenantLimit, ServiceLicences = 2, EmailLicences = 10 },
            [new OrganizationUnit(unit, "All")],
            [.. agents.Select((agent, number) => new User { Id = agent, DisplayName = Names[number], UserPrincipalName = $"{Names[number]}@own.example", Roles = Roles.Agent, HasEmailLicence = true })],
            [.. boxes.Select(box => new Mailbox { Id = new(box), Name = box, Unit = unit, UserPrincipalName = $"{box}@own.example", Addresses = [$"{box}@own.example"] })],
            [.. services.Select((service, number) => new Workflow(WorkflowOf(service), "Flow", unit, [.. Flow(number, services.Count > 1 ? services[1 - number] : null)]))],
            [.. boxes.Select(box => new Service
            {
                Id = new($"svc-{box}"), Name = box, Unit = unit, HasServiceLicence = true, EmailEnabled = true, Mailbox = new(box), Workflow = WorkflowOf(new($"svc-{box}")),
                Agents = [.. agents.Select((agent, number) => new ServiceAgent(agent, 1 + (number % 2)))],
                Distribution = new DistributionSettings { TasksPerAgent = plan.TasksPerAgent, MissesUntilOffDuty = 3, Order = plan.Order, LastAgentFirst = plan.LastAgentFirst, ParkedFreesPlace = plan.ParkedFreesPlace, AfterWorkSeconds = plan.AfterWorkSeconds },
            })]);
    }

    private static WorkflowId WorkflowOf(ServiceId service) => new($"flow-{service}");

    // Both services end, answer and hurry; the first hands mail to the second, and each takes over what waits too long at the other.
    private static IEnumerable<WorkflowActivity> Flow(int number, ServiceId? other)
    {
        yield return new(ActivityKind.End, Condition.With(ConditionKind.Subject, "lottery"));
        yield return new(ActivityKind.Answer, Condition.With(ConditionKind.Subject, "prices")) { Text = "Our prices are on our page." };
        yield return new(ActivityKind.Priority, Condition.With(ConditionKind.Subject, "urgent")) { Priority = TaskPriority.Highest };
        yield return new(ActivityKind.LastAgent, new(ConditionKind.KnownCustomer)) { Minutes = 1 };
        if (other is null)
            yield break;
        if (number == 0)
            yield return new(ActivityKind.Forward, Condition.With(ConditionKind.Subject, "other")) { Service = other };
        yield return new(ActivityKind.Queue) { Service = other, Minutes = 1 + number };
    }

    /// <summary>The same with one service suspended or resumed.</summary>
    public static Configuration WithSuspended(this Configuration configuration, string service, bool suspended) => configuration with
    {
        Revision = configuration.Revision + 1,
        Services = [.. configuration.Services.Select(one => one.Id.Value == service ? one with { Suspended = suspended } : one)],
    };
}
