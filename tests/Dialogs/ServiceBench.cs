using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Cards;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>A tenant with all that services need, and one service in it.</summary>
internal static class ServiceBench
{
    public static readonly MailboxId HelpBox = new("bbbbbbbb-0000-0000-0000-000000000001");
    public static readonly MailboxId SparBox = new("bbbbbbbb-0000-0000-0000-000000000002");
    public static readonly AgentId Megan = new("cccccccc-0000-0000-0000-000000000001");
    public static readonly AgentId Adele = new("cccccccc-0000-0000-0000-000000000002");
    public static readonly AgentId Joni = new("cccccccc-0000-0000-0000-000000000003");
    public static readonly UnitId Contoso = new("contoso");
    public static readonly UnitId Care = new("care");
    public static readonly UnitId Sales = new("sales");

    /// <summary>Two service licences and no service.</summary>
    public static readonly Configuration Ready = Configuration.Empty with
    {
        Tenant = new TenantSettings { EmailEnabled = true, ServiceLicences = 2, EmailLicences = 5 },
        Units = [new(Contoso, "Contoso"), new(Care, "Customer Care", Contoso), new(Sales, "Sales", Contoso)],
        Users =
        [
            new User { Id = Megan, DisplayName = "Megan Bowen", UserPrincipalName = "megan@contoso.example", Roles = Roles.Agent, HasEmailLicence = true },
            new User { Id = Adele, DisplayName = "Vance, Adele", UserPrincipalName = "adele@contoso.example", Roles = Roles.Agent, HasEmailLicence = true },
            new User { Id = Joni, DisplayName = "Joni Sherman", UserPrincipalName = "joni@contoso.example", Roles = Roles.Agent },
            new User { Id = new("cccccccc-0000-0000-0000-000000000004"), DisplayName = "Lidia Holloway", UserPrincipalName = "lidia@contoso.example", Roles = Roles.Supervisor },
        ],
        Mailboxes =
        [
            new Mailbox { Id = HelpBox, Name = "Customer Help", Unit = Care, UserPrincipalName = "help@contoso.example", FromAddresses = [new("orders@contoso.example", null, SampleViews.Now)] },
            new Mailbox { Id = SparBox, Name = "Spare", Unit = Contoso, UserPrincipalName = "spare@contoso.example" },
            new Mailbox { Id = new("bbbbbbbb-0000-0000-0000-000000000003"), Name = "Sales", Unit = Sales, UserPrincipalName = "sales@contoso.example" },
            new Mailbox { Id = new("bbbbbbbb-0000-0000-0000-000000000004"), Name = "Sender", Unit = Contoso, UserPrincipalName = "out@contoso.example", Direction = MailDirection.Outbound },
        ],
        Workflows =
        [
            new(new("straight"), "Straight", Contoso, [new WorkflowActivity(ActivityKind.Queue)]),
            new(new("sales-flow"), "Sales Flow", Sales, [new WorkflowActivity(ActivityKind.Queue)]),
        ],
    };

    public static readonly Service Help = new()
    {
        Id = new("help"), Name = "Customer Help", Unit = Care, HasServiceLicence = true, EmailEnabled = true, Mailbox = HelpBox, Workflow = new("straight"),
        Agents = [new(Megan, 2) { Skills = [new("German", 5)] }, new(Adele)],
    };

    public static readonly Configuration WithHelp = Ready with { Services = [Help] };

    public static Service Service(this DialogBench bench, string id = "help") => bench.Configuration.Services.Single(service => service.Id.Value == id);

    /// <summary>The mailbox of the service is in this condition.</summary>
    public static void SetCondition(this DialogBench bench, MailboxCondition condition) =>
        bench.Mailboxes.Mailboxes = [new MailboxStatus(bench.Configuration.Mailbox(HelpBox)!, Help, null, new MailboxDiagnosis(condition), null)];

    /// <summary>Open tasks of the service, in this state.</summary>
    public static async Task AddTasksAsync(this DialogBench bench, TaskState state, int count)
    {
        var tasks = Enumerable.Range(0, count).Select(i => new EmailTask
        {
            Key = new TaskKey(Help.Id, new TaskId(string.Create(CultureInfo.InvariantCulture, $"{state}-{i}"))), Mailbox = HelpBox, Message = new("m"), ReceivedAt = SampleViews.Now, State = state,
        });
        Assert.True((await bench.Services.GetRequiredService<IEntityStore>().CommitAsync(
            TaskRows.Partition(Help.Id), [.. tasks.Select(task => EntityWrite.Insert(TaskRows.Open(task.Key.Id), task, TaskJson.Default.EmailTask))], default)).Applied);
    }
}
