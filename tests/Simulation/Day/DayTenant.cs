using System.Globalization;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>The configuration of a day: services with a mailbox each, and their agents.</summary>
internal static class DayTenant
{
    private static readonly string[] Skills = ["French", "Billing", "Returns"];
    private static readonly WorkflowId Plain = new("queue");
    private static readonly WorkflowId Sorted = new("sorted");

    public static MailboxId Mailbox(int service) => new(Id("0b0c", service));

    public static ServiceId Service(int service) => new($"service-{service.ToString(CultureInfo.InvariantCulture)}");

    public static AgentId Agent(int agent) => new(Id("a9e7", agent));

    public static Configuration For(DayPlan plan)
    {
        var unit = new UnitId("all");
        var chance = plan.Chance("tenant");
        return new Configuration(
            1,
            new TenantSettings { EmailEnabled = true, MaxConcurrentTasks = plan.TenantLimit, ServiceLicences = plan.Services, EmailLicences = plan.Agents },
            [new OrganizationUnit(unit, "All")],
            [.. Enumerable.Range(0, plan.Agents).Select(agent => new User
            {
                Id = Agent(agent), DisplayName = $"Agent {agent}", UserPrincipalName = $"agent{agent}@own.example",
                // The first of each service may always work.
                Roles = plan.IsChecked && agent % plan.AgentsPerService > 0 && chance.Next(8) == 0 ? Roles.Supervisor : Roles.Agent,
                HasEmailLicence = !plan.IsChecked || chance.Next(8) > 0,
                IsGuest = plan.IsChecked && chance.Next(8) == 0,
            })],
            [.. Enumerable.Range(0, plan.Services).Select(service => new Mailbox
            {
                Id = Mailbox(service), Name = $"Box {service}", Unit = unit, UserPrincipalName = Address(service), Addresses = [Address(service)],
            })],
            [new Workflow(Plain, "Queue", unit, []), new Workflow(Sorted, "Sorted", unit, [.. Sorting()])],
            [.. Enumerable.Range(0, plan.Services).Select(service => new Service
            {
                Id = Service(service), Name = $"Service {service}", Unit = unit, HasServiceLicence = true, EmailEnabled = true, Mailbox = Mailbox(service),
                Workflow = plan.IsMixed ? Sorted : Plain, Agents = [.. Members(plan, service, chance)],
                Distribution = new DistributionSettings
                {
                    TasksPerAgent = plan.IsChecked ? 1 + chance.Next(plan.TasksPerAgent) : plan.TasksPerAgent,
                    Order = plan.IsChecked ? (OfferOrder)chance.Next(5) : plan.IsMixed ? (OfferOrder)(service % 5) : OfferOrder.LongestIdle,
                    AfterWorkSeconds = plan.IsChecked ? chance.Next(3) * 60 : 0,
                    ParkedFreesPlace = plan.IsChecked ? (ParkedPlace)chance.Next(3) : default,
                },
            })]);
    }

    public static string Address(int service) => $"box{service.ToString(CultureInfo.InvariantCulture)}@own.example";

    // In the mixed case half of the agents of a service work for the next one, too.
    private static IEnumerable<ServiceAgent> Members(DayPlan plan, int service, Random chance)
    {
        var (own, first) = (plan.AgentsPerService, service * plan.AgentsPerService);
        var agents = Enumerable.Range(first, own);
        if (plan.IsMixed && plan.Services > 1)
            agents = agents.Concat(Enumerable.Range((service + 1) % plan.Services * own, own / 2));
        return agents.Select(agent => new ServiceAgent(Agent(agent), 1 + chance.Next(5))
        {
            Skills = plan.IsMixed ? [.. Skills.Where(_ => chance.Next(2) == 0).Select(skill => new AgentSkill(skill, 1 + chance.Next(5)))] : [],
        });
    }

    private static IEnumerable<WorkflowActivity> Sorting()
    {
        yield return new(ActivityKind.Priority, Condition.With(ConditionKind.Subject, "urgent")) { Priority = TaskPriority.High };
        foreach (var skill in Skills)
            yield return new(ActivityKind.Skill, Condition.With(ConditionKind.Subject, skill)) { Name = skill, Level = 2 };
    }

    private static string Id(string kind, int number) => $"00000000-0000-0000-{kind}-{number.ToString("D12", CultureInfo.InvariantCulture)}";
}
