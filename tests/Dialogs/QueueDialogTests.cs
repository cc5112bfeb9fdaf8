using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Cards;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>What supervisors see and do in the chat, by cards and by typing; the engine behind it is a recording one.</summary>
public sealed class QueueDialogTests
{
    private const string Lidia = "aaaaaaaa-0000-0000-0000-000000000011";

    private static readonly string Waiting = TaskNumber.Of(SampleQueues.Task(TaskState.Queued).Key.Id);
    private static readonly string Held = TaskNumber.Of(SampleQueues.Task(TaskState.Accepted).Key.Id);

    [Fact]
    public async Task A_supervisor_sees_his_services_one_of_them_and_one_task()
    {
        using var bench = await OpenAsync();
        var face = await bench.SayAsync(Lidia, "queues");
        Assert.True(face.Says("Orders & *returns*") && face.Says("9 waiting") && face.Says("1 free, 1 busy"), face.Text);
        face = await bench.PressAsync(Lidia, face, "Details");
        Assert.True(face.Says("Megan Bowen") && face.Says("In a call") && face.Says("Open tasks"), face.Text);
        face = await bench.PressAsync(Lidia, face, "Show");
        Assert.Contains("Assign", face.Titles);
        face = await bench.SayAsync(Lidia, $"queues {Held}");
        Assert.True(face.Says($"Task {Held}") && face.Titles.Contains("Take back"), face.Text);
        Assert.True((await bench.SayAsync(Lidia, "Warteschlangen", "de-DE")).Says("9 wartend"));
        Assert.True((await bench.SayAsync(Lidia, "queues nowhere")).Says("None of your services"));
    }

    [Fact]
    public async Task Teams_fetches_the_board_by_itself_but_no_other_verb()
    {
        using var bench = await OpenAsync();
        Assert.True((await bench.RefreshAsync(Lidia, DialogVerbs.Queues)).Says("Orders & *returns*"));
        Assert.False((await bench.RefreshAsync(Lidia, DialogVerbs.CallAgents)).Says("called"));
        Assert.Empty(bench.Supervisors.Asked);
    }

    [Theory]
    [InlineData("en-US", "assign", "Megan Bowen", "yes", "is with Megan Bowen now")]
    [InlineData("de-DE", "zuweisen", "Megan Bowen", "ja", "ist jetzt bei Megan Bowen")]
    public async Task A_task_is_assigned_by_typing(string locale, string command, string whom, string yes, string said)
    {
        using var bench = await OpenAsync();
        await bench.SayAsync(Lidia, $"{command} {Waiting}", locale);
        await bench.SayAsync(Lidia, whom, locale);
        var face = await bench.SayAsync(Lidia, yes, locale);
        Assert.True(face.Says(said), face.Text);
        Assert.Equal($"{Lidia} assign {SampleQueues.Task(TaskState.Queued).Key.Id} 3 agent-0", Assert.Single(bench.Supervisors.Asked));
    }

    [Fact]
    public async Task A_task_is_assigned_by_cards_and_that_it_exceeds_the_limit_is_said_before()
    {
        using var bench = await OpenAsync();
        var face = await bench.SayAsync(Lidia, $"queues {Waiting}");
        face = await bench.PressAsync(Lidia, face, DialogVerbs.AssignTask);
        face = await bench.PressAsync(Lidia, face, CardVerbs.DialogNext, "agent-1");
        Assert.True(face.Says("Adele Vance has 5 of 3 places taken"), face.Text);
        Assert.Empty(bench.Supervisors.Asked);
        face = await bench.PressAsync(Lidia, face, CardVerbs.DialogConfirm);
        Assert.True(face.Says("is with Adele Vance now"), face.Text);
        Assert.Single(bench.Supervisors.Asked);
    }

    [Fact]
    public async Task F74_a_task_that_changes_before_the_act_is_confirmed_is_looked_at_again()
    {
        using var bench = await OpenAsync();
        var face = await bench.SayAsync(Lidia, $"end task {Waiting}");
        Assert.True(face.Says("The customer gets no answer"), face.Text);
        bench.Supervisors.Desk = bench.Supervisors.Desk! with
        {
            Services = [.. bench.Supervisors.Desk!.Services.Select(service => service with { Open = [.. service.Open.Select(task => task with { Version = 4 })] })],
        };
        await bench.PressAsync(Lidia, face, CardVerbs.DialogConfirm);
        Assert.Empty(bench.Supervisors.Asked);
    }

    [Theory]
    [InlineData("move {0}", "Service 2", "move {1} 3 service-2", "waits in Service 2 now")]
    [InlineData("end task {0}", "yes", "end {1} 3", "is ended")]
    [InlineData("take back {0}", "yes", "take back {1} 3", "is back in the queue")]
    public async Task Each_act_can_be_typed(string typed, string answer, string asked, string said)
    {
        using var bench = await OpenAsync();
        var task = SampleQueues.Task(TaskState.Accepted);
        await bench.SayAsync(Lidia, typed.Replace("{0}", Held, StringComparison.Ordinal));
        var face = await bench.SayAsync(Lidia, answer);
        if (answer != "yes")
            face = await bench.SayAsync(Lidia, "yes");
        Assert.True(face.Says(said), face.Text);
        Assert.Equal($"{Lidia} {asked.Replace("{1}", task.Key.Id.Value, StringComparison.Ordinal)}", Assert.Single(bench.Supervisors.Asked));
    }

    [Fact]
    public async Task Agents_are_called_and_set_off_duty()
    {
        using var bench = await OpenAsync();
        bench.Supervisors.Result = new SteerResult(null, Number: 3);
        var face = await bench.SayAsync(Lidia, "queues orders");
        face = await bench.PressAsync(Lidia, face, "Call agents on duty");
        Assert.True(face.Says("Agents who were called: 3."), face.Text);
        bench.Supervisors.Result = new SteerResult(null, SteerRefusal.CalledAlready);
        Assert.True((await bench.SayAsync(Lidia, "call agents orders")).Says("less than a quarter of an hour ago"));
        bench.Supervisors.Result = new SteerResult(null);
        await bench.SayAsync(Lidia, "set off duty Megan Bowen");
        Assert.True((await bench.SayAsync(Lidia, "yes")).Says("Megan Bowen is off duty now"));
        Assert.Equal([$"{Lidia} call orders", $"{Lidia} call orders", $"{Lidia} off duty agent-0"], bench.Supervisors.Asked);
    }

    public static TheoryData<SteerRefusal> Refusals => [.. Enum.GetValues<SteerRefusal>()];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_refusal_has_words_of_its_own_in_both_languages(SteerRefusal refusal)
    {
        using var bench = await OpenAsync();
        bench.Supervisors.Result = new SteerResult(null, refusal) { Against = [new Reason("no_licence")] };
        await bench.SayAsync(Lidia, $"end task {Waiting}");
        var english = await bench.SayAsync(Lidia, "yes");
        Assert.False(english.Says("is ended"), english.Text);
        await bench.SayAsync(Lidia, "cancel");
        await bench.SayAsync(Lidia, $"Aufgabe beenden {Waiting}", "de-DE");
        var german = await bench.SayAsync(Lidia, "ja", "de-DE");
        Assert.False(german.Says("ist beendet"), german.Text);
    }

    [Theory]
    [InlineData("next", "en-US")]
    [InlineData("nächste Aufgabe", "de-DE")]
    public async Task An_agent_takes_the_next_task(string typed, string locale)
    {
        using var bench = await OpenAsync(Roles.Agent);
        bench.Supervisors.Pulled = new PullResult(SampleQueues.Task(TaskState.Queued).Key);
        Assert.True((await bench.SayAsync(Lidia, typed, locale)).Says(Waiting));
        foreach (var refusal in Enum.GetValues<PullRefusal>())
        {
            bench.Supervisors.Pulled = new PullResult(null, refusal) { Against = [new Reason("off_duty")] };
            Assert.False((await bench.SayAsync(Lidia, typed, locale)).Says(Waiting));
        }
    }

    private static async Task<DialogBench> OpenAsync(Roles roles = Roles.Supervisor)
    {
        var bench = await DialogBench.OpenAsync(Configuration.Empty with
        {
            Tenant = new TenantSettings { EmailLicences = 10 },
            Units = [new OrganizationUnit(new UnitId("all"), "All")],
            Users =
            [
                new User { Id = new AgentId(Lidia), DisplayName = "Lidia Holloway", UserPrincipalName = "lidia@contoso.example", Roles = roles },
                .. Enumerable.Range(0, 6).Select(n => new User
                {
                    Id = new AgentId($"agent-{n}"), DisplayName = SampleQueues.Name(new AgentId($"agent-{n}")), UserPrincipalName = $"agent{n}@contoso.example", Roles = Roles.Agent,
                }),
            ],
            Services = [.. ((string[])["orders", "service-2"]).Select(id => new Service { Id = new ServiceId(id), Name = id == "orders" ? "Orders" : "Service 2", Unit = new UnitId("all") })],
        });
        bench.Supervisors.Desk = SampleQueues.Desk(2);
        bench.Supervisors.Hours = SampleQueues.Hours;
        return bench;
    }
}
