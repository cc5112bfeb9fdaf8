using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Tests.Organization;

/// <summary>A small sound configuration that tests change with <c>with</c>: two units, two agents, one mailbox, one service.</summary>
internal static class Sample
{
    public static readonly UnitId Contoso = new("contoso");
    public static readonly UnitId Care = new("customer-care");
    public static readonly AgentId Megan = new("0a000000-0000-0000-0000-000000000001");
    public static readonly AgentId Adele = new("0a000000-0000-0000-0000-000000000002");
    public static readonly MailboxId Help = new("0b000000-0000-0000-0000-000000000001");
    public static readonly WorkflowId Straight = new("straight");
    public static readonly ServiceId CustomerHelp = new("customer-help");

    public static Configuration Configuration { get; } = new(
        0,
        new TenantSettings { EmailEnabled = true, ServiceLicences = 1, EmailLicences = 2 },
        [new(Contoso, "Contoso"), new(Care, "Customer Care", Contoso)],
        [Person(Megan, "Megan", "megan@contoso.example"), Person(Adele, "Adele", "adele@contoso.example")],
        [new Mailbox { Id = Help, Name = "Help", Unit = Care, UserPrincipalName = "help@contoso.example", Addresses = ["help@contoso.example", "support@contoso.example"] }],
        [new(Straight, "Straight to the queue", Contoso, [new(ActivityKind.Queue)])],
        [
            new Service
            {
                Id = CustomerHelp, Name = "Customer Help", Unit = Care, HasServiceLicence = true, EmailEnabled = true,
                Mailbox = Help, Workflow = Straight, Agents = [new(Megan), new(Adele)],
            },
        ]);

    public static User Person(AgentId id, string name, string userPrincipalName) =>
        new() { Id = id, DisplayName = name, UserPrincipalName = userPrincipalName, Roles = Roles.Agent, HasEmailLicence = true };

    /// <summary>Many records, so that a change of them does not fit into one commit.</summary>
    public static Configuration Large(int users, int services) => Configuration with
    {
        Tenant = Configuration.Tenant with { EmailLicences = users, ServiceLicences = services },
        Users = [.. Enumerable.Range(0, users).Select(n => Person(Agent(n), $"Person {n}", $"person{n}@contoso.example"))],
        Mailboxes = [.. Enumerable.Range(0, services).Select(n => new Mailbox { Id = Box(n), Name = $"Box {n}", Unit = Care, UserPrincipalName = $"box{n}@contoso.example" })],
        Services =
        [
            .. Enumerable.Range(0, services).Select(n => new Service
            {
                Id = new($"service-{n:D4}"), Name = $"Service {n}", Unit = Care, HasServiceLicence = true, EmailEnabled = true,
                Mailbox = Box(n), Workflow = Straight, Agents = [.. Enumerable.Range(0, Math.Min(50, users)).Select(n => new ServiceAgent(Agent(n)))],
            }),
        ],
    };

    private static AgentId Agent(int n) => new($"0a000000-0000-0000-0000-{n:D12}");

    private static MailboxId Box(int n) => new($"0b000000-0000-0000-0000-{n:D12}");
}
