using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Engine.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>
/// F-66: whoever or whatever vanishes while a task is in whichever state, the task is visible to somebody: it waits where somebody is offered it, is held by somebody who can
/// work on it, or has ended with its mail counted. The table in docs/routing.md is what these tests read their expectations from.
/// </summary>
public sealed class VanishingTests
{
    private static readonly ServiceId Second = new("second");

    private static readonly Dictionary<string, string> Rows = new(StringComparer.Ordinal)
    {
        ["the agent's licence"] = "licence", ["his membership in the service"] = "membership", ["his role as an agent"] = "role", ["the agent himself"] = "agent",
        ["the service's licence or e-mail switch"] = "off", ["the service, suspended"] = "suspended", ["the service, removed"] = "removed",
        ["the mailbox of the service"] = "mailbox", ["e-mail in the tenant"] = "tenant", ["the service that it was handed to"] = "handed",
    };

    private static readonly string[] States = ["waiting", "offered", "held", "sending", "unsure", "parked"];

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string>();
            foreach (var line in File.ReadLines(RepositoryFolder.Of("docs", "routing.md")))
                if (line.Split('|').Select(cell => cell.Trim()).ToList() is [_, var what, .. var expected, _] && Rows.TryGetValue(what, out var row) && expected.Count == States.Length)
                    for (var i = 0; i < States.Length; i++)
                        cells.Add(row, States[i], expected[i]);
            return cells;
        }
    }

    [Fact]
    public void F66_every_row_of_the_table_is_tried() => Assert.Equal(Rows.Count * States.Length, Cells.Count);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task F66_no_task_is_ever_invisible_to_everyone(string what, string state, string expected)
    {
        await using var rig = await StartAsync(what == "handed");
        var key = await BringAboutAsync(rig, state);
        var service = (await rig.TaskAsync(key)).Service;
        await VanishAsync(rig, what, service);
        // Adele is there for what Megan leaves behind.
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.JumpAsync(TimeSpan.FromMinutes(1));
        await rig.JumpAsync(TimeSpan.FromMinutes(1));

        var task = await rig.TaskAsync(key);
        var actual = task switch
        {
            { End: TaskEnd.Withdrawn } => "withdrawn",
            { End: TaskEnd.Answered } => "answered",
            { State: TaskState.Offered } => task.Offer!.Agent == Adele ? "to the next" : "stays",
            { Answer.State: AnswerState.Unsure } when task.Holder == Megan => "stays",
            { State: TaskState.Accepted or TaskState.Sending or TaskState.Parked } when task.Holder == Megan => "stays",
            _ => task.State.ToString(),
        };
        Assert.Equal(expected, actual);
        if (actual == "withdrawn")
            Assert.Equal((MailFate.Withdrawn, "inbox"), ((await rig.Tasks.MailAsync(Help, EngineRig.Mailbox, new MessageId("1"), default))!.Value.Fate, rig.Exchange.FolderOf("1")));
        if (actual == "stays" && state is not ("offered" or "sending"))
            Assert.Contains(await rig.Workbench.ListAsync(Megan, default), view => view.Key == key);
        if (actual == "to the next")
        {
            Assert.Empty((await rig.Agents.FindAsync(Megan, default))?.Value.Holds ?? []);
            // An answer in doubt stays in doubt: the next one is asked, and the customer is not mailed twice (I4).
            await rig.AcceptAsync(Adele, key);
            Assert.Equal(state == "unsure" ? TaskViewKind.Unsure : TaskViewKind.Mine, (await rig.Workbench.ViewAsync(Adele, key, default)).View!.Kind);
        }
    }

    [Fact]
    public async Task F66_an_answer_that_fails_after_its_agent_is_gone_comes_to_another_one()
    {
        await using var rig = await StartAsync(handed: false);
        var key = await BringAboutAsync(rig, "sending");
        await VanishAsync(rig, "agent", Help);
        Assert.Equal(TaskState.Sending, (await rig.TaskAsync(key)).State);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        rig.Exchange.Fault = call => call == "send" ? (new Failure(FailureCategory.Refused, "ErrorAccessDenied"), false) : null;
        // When it is tried again is left to chance.
        for (var minutes = 0; minutes < 240 && (await rig.TaskAsync(key)).Offer?.Agent != Adele; minutes += 5)
            await rig.JumpAsync(TimeSpan.FromMinutes(5));
        Assert.True((await rig.TaskAsync(key)).IsOfferedTo(Adele));
    }

    // The task is with Megan, who alone is on duty, in this state.
    private static async Task<TaskKey> BringAboutAsync(EngineRig rig, string state)
    {
        if (state == "waiting")
            await rig.Workbench.SetDutyAsync(Megan, false, default);
        var key = await rig.DeliverAsync("1");
        if (state is "waiting" or "offered")
            return key;
        var accepted = await rig.AcceptAsync(Megan, key);
        if (state == "parked")
            Assert.True((await rig.Workbench.ParkAsync(Megan, key, accepted.Version, ParkKind.Later, rig.Clock.GetUtcNow().AddDays(1), default)).Done);
        if (state is "sending" or "unsure")
        {
            rig.Exchange.Fault = call => call == "send" || (call == "state" && state == "unsure") ? (new Failure(state == "unsure" ? FailureCategory.Unknown : FailureCategory.Transient, "busy"), false) : null;
            Assert.True((await rig.Workbench.ReplyAsync(Megan, key, accepted.Version, "Dear customer", false, null, default)).Done);
        }

        await rig.IdleAsync();
        if (state == "unsure")
            for (var minutes = 0; minutes < 240 && (await rig.TaskAsync(key)).Answer?.State != AnswerState.Unsure; minutes += 5)
                await rig.JumpAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(state, StateOf(await rig.TaskAsync(key)));
        return key;
    }

    private static string StateOf(EmailTask task) => task switch
    {
        { Answer.State: AnswerState.Unsure } => "unsure",
        { State: TaskState.Queued } => "waiting",
        { State: TaskState.Accepted } => "held",
        _ => task.State.ToString().ToLowerInvariant(),
    };

    private static async Task VanishAsync(EngineRig rig, string what, ServiceId service)
    {
        var current = rig.Current;
        Configuration OfService(Func<Service, Service?> change) => current with { Services = [.. current.Services.Select(one => one.Id == service ? change(one) : one).OfType<Service>()] };
        Configuration OfMegan(Func<User, User?> change) => current with { Users = [.. current.Users.Select(one => one.Id == Megan ? change(one) : one).OfType<User>()] };
        var without = OfService(one => one with { Agents = [.. one.Agents.Where(member => member.Agent != Megan)] });
        var next = what switch
        {
            "licence" => OfMegan(user => user with { HasEmailLicence = false }),
            "membership" => without,
            "role" => without with { Users = OfMegan(user => user with { Roles = Roles.Supervisor }).Users },
            "agent" => without with { Users = OfMegan(_ => null).Users },
            "off" => OfService(one => one with { EmailEnabled = false, WatchedSince = null }),
            "suspended" or "handed" => OfService(one => one with { Suspended = true, WatchedSince = null }),
            "removed" => OfService(_ => null),
            "mailbox" => OfService(one => one with { Mailbox = null, WatchedSince = null }),
            _ => current with { Tenant = current.Tenant with { EmailEnabled = false } },
        };
        rig.Current = next with { Revision = current.Revision + 1 };
        await rig.IdleAsync();
    }

    // Offers stand for so long that none ends by itself. When it is handed on, Megan works for the second service and Adele for the first.
    private static async Task<EngineRig> StartAsync(bool handed)
    {
        var configuration = Configured(new DistributionSettings { OfferSeconds = 600, MissesUntilOffDuty = 10 }, 100, Megan, Adele);
        var (help, box) = (configuration.Services[0], new MailboxId("mailbox-second"));
        if (handed)
            configuration = configuration with
            {
                Mailboxes = [configuration.Mailboxes[0], new Mailbox { Id = box, Name = "Second", Unit = help.Unit, UserPrincipalName = "second@own.example", Addresses = [] }],
                Workflows =
                [
                    configuration.Workflows[0] with { Activities = [new WorkflowActivity(ActivityKind.Forward) { Service = Second }] },
                    new Workflow(new("plain"), "Plain", help.Unit, [new(ActivityKind.Queue)]),
                ],
                Services =
                [
                    help with { Agents = [new ServiceAgent(Adele)] },
                    help with { Id = Second, Name = "Second", Mailbox = box, Workflow = new("plain"), Agents = [new ServiceAgent(Megan)] },
                ],
            };
        return await EngineRig.StartAsync(configuration, [Megan]);
    }
}
