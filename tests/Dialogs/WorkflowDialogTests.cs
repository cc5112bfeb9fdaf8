using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>Workflows by chat (N-063 to N-067).</summary>
public sealed class WorkflowDialogTests
{
    private static readonly WorkflowId Flow = new("main");

    private static readonly Configuration Start = Configuration.Empty with
    {
        Tenant = new TenantSettings { ServiceLicences = 2 },
        Units = [new OrganizationUnit(new UnitId("contoso"), "Contoso"), new OrganizationUnit(new UnitId("care"), "Customer Care", new UnitId("contoso"))],
        Workflows = [new Workflow(Flow, "Main", new UnitId("contoso"), [new(ActivityKind.Queue)])],
        Services =
        [
            new Service { Id = new ServiceId("help"), Name = "Help", Unit = new UnitId("care"), HasServiceLicence = true, Workflow = Flow },
            new Service { Id = new ServiceId("second"), Name = "Second level", Unit = new UnitId("care"), HasServiceLicence = true },
        ],
    };

    public static TheoryData<WorkflowTemplate> Templates => [.. WorkflowTemplates.All];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task N064_N065_N066_N067_every_template_is_made_with_two_answers_and_is_sound_unchanged(WorkflowTemplate template)
    {
        using var bench = await OpenDeskAsync();
        var face = await bench.SayAsync(Patti, "workflow new Fresh");
        Assert.True(face.Says("Which template shall it begin with?"), face.Text);
        face = await bench.PressAsync(Patti, face, "Next", template.ToString());
        Assert.True(face.Says("E-mail") && face.Says("Contoso") && face.Says("into the queue"), face.Text);
        face = await bench.PressAsync(Patti, face, "Save");
        Assert.True(face.Says("The workflow Fresh is there."), face.Text);
        var made = bench.Configuration.Workflows.Single(flow => flow.Name == "Fresh");
        Assert.Equal(WorkflowTemplates.Create(template, made.Id, made.Name, made.Unit).Activities.Count, made.Activities.Count);
        Assert.Equal(new UnitId("contoso"), made.Unit);
    }

    [Fact]
    public async Task By_typing_in_German()
    {
        using var bench = await OpenDeskAsync();
        await bench.SayAsync(Patti, "Workflow neu Frisch", "de-DE");
        var face = await bench.SayAsync(Patti, "Zwei Stufen", "de-DE");
        face = await bench.SayAsync(Patti, "Anderer Service", "de-DE");
        face = await bench.SayAsync(Patti, "Second level", "de-DE");
        Assert.True(face.Says("nach 60 min an Second level"), face.Text);
        face = await bench.SayAsync(Patti, "ja", "de-DE");
        Assert.True(face.Says("Der Workflow Frisch ist angelegt."), face.Text);
    }

    [Fact]
    public async Task Activities_are_added_changed_moved_and_removed_and_the_whole_is_shown_before_it_is_saved()
    {
        using var bench = await OpenDeskAsync();
        var list = await bench.SayAsync(Patti, "workflows Main");
        Assert.True(list.Says("1. into the queue") && list.Says("Help"), list.Text);
        var face = await bench.PressAsync(Patti, list, "Add an activity");
        face = await bench.PressAsync(Patti, face, "Next", "Priority");
        face = await bench.PressAsync(Patti, face, "Next", "subject: refund, money back and not open");
        face = await bench.PressAsync(Patti, face, "Next", "High");
        Assert.True(face.Says("1. When the subject has “refund, money back” and not (the service is open): priority high\n2. into the queue"), face.Text);
        face = await bench.PressAsync(Patti, face, "Save");
        Assert.Equal([ActivityKind.Priority, ActivityKind.Queue], Kinds(bench));
        Assert.Equal(2, bench.Configuration.Workflow(Flow)!.Version);

        face = await bench.SayAsync(Patti, "change activity Main");
        face = await bench.SayAsync(Patti, "1");
        face = await bench.SayAsync(Patti, "change when");
        face = await bench.SayAsync(Patti, "-");
        face = await bench.SayAsync(Patti, "yes");
        Assert.Null(bench.Configuration.Workflow(Flow)!.Activities[0].When);

        face = await bench.SayAsync(Patti, "add activity Main");
        face = await bench.SayAsync(Patti, "end without a task");
        face = await bench.SayAsync(Patti, "sender: spam.example");
        await bench.SayAsync(Patti, "yes");
        Assert.Equal([ActivityKind.Priority, ActivityKind.End, ActivityKind.Queue], Kinds(bench));
        await bench.SayAsync(Patti, "move activity Main");
        await bench.SayAsync(Patti, "2");
        await bench.SayAsync(Patti, "1");
        await bench.SayAsync(Patti, "yes");
        Assert.Equal([ActivityKind.End, ActivityKind.Priority, ActivityKind.Queue], Kinds(bench));
        await bench.SayAsync(Patti, "remove activity Main");
        await bench.SayAsync(Patti, "2");
        await bench.SayAsync(Patti, "yes");
        Assert.Equal([ActivityKind.End, ActivityKind.Queue], Kinds(bench));
    }

    [Fact]
    public async Task Every_kind_of_activity_is_asked_for_what_it_needs_and_accepted_by_the_rules()
    {
        using var bench = await OpenDeskAsync();
        foreach (var shape in WorkflowCatalog.Activities)
        {
            var face = await bench.SayAsync(Patti, "add activity Main");
            face = await bench.PressAsync(Patti, face, "Next", shape.Kind.ToString());
            face = await bench.PressAsync(Patti, face, "Next", "knownCustomer");
            for (var guard = 0; guard < 8 && !face.Titles.Contains("Save"); guard++)
                face = await bench.PressAsync(Patti, face, "Next", Answer(face));
            face = await bench.PressAsync(Patti, face, "Save");
            Assert.True(face.Says("The workflow Main is changed."), $"{shape.Kind}: {face.Text}");
            Assert.Contains(bench.Configuration.Workflow(Flow)!.Activities, activity => activity.Kind == shape.Kind && activity.When is not null);
        }

        static string Answer(Face face) => face switch
        {
            _ when face.Says("Which other service?") => "second",
            _ when face.Says("What is the customer written?") => "We come back to you.",
            _ when face.Says("Which one?") => "de",
            _ when face.Says("For how many minutes") => "10",
            _ => "High",
        };
    }

    [Fact]
    public async Task What_the_rules_refuse_is_said_and_nothing_is_saved()
    {
        using var bench = await OpenDeskAsync();
        var face = await bench.SayAsync(Patti, "remove activity Main");
        face = await bench.SayAsync(Patti, "1");
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("Caution:"), face.Text);
        Assert.Equal([ActivityKind.Queue], Kinds(bench));
        face = await bench.SayAsync(Patti, "workflow remove Main");
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("Help"), face.Text);
        Assert.Single(bench.Configuration.Workflows);
    }

    [Fact]
    public async Task A_wrong_condition_is_pointed_at_and_kept_to_be_mended()
    {
        using var bench = await OpenDeskAsync();
        await bench.SayAsync(Patti, "add activity Main");
        await bench.SayAsync(Patti, "add a tag");
        var face = await bench.SayAsync(Patti, "colour: red");
        Assert.True(face.Says("The condition is not understood at “colour”."), face.Text);
        Assert.Equal("colour: red", face.Value);
    }

    [Fact]
    public async Task A_dry_run_says_step_by_step_what_would_happen()
    {
        using var bench = await OpenDeskAsync();
        await bench.DoAsync(new ChangeWorkflow(bench.Configuration.Workflow(Flow)! with
        {
            Activities = [new(ActivityKind.Priority, Condition.With(ConditionKind.Subject, "refund")) { Priority = TaskPriority.High }, new(ActivityKind.Tag, Condition.With(ConditionKind.Sender, "contoso.com")) { Name = "partner" }, new(ActivityKind.Queue)],
        }));
        await bench.SayAsync(Patti, "workflow try Main");
        await bench.SayAsync(Patti, "alex@fabrikam.example");
        await bench.SayAsync(Patti, "Where is my refund?");
        var face = await bench.SayAsync(Patti, "-");
        Assert.True(face.Says("1. When the subject has “refund”: priority high – done"), face.Text);
        Assert.True(face.Says("2. When the sender is contoso.com: tag partner – does not apply") && face.Says("It becomes a task of Help, priority high."), face.Text);
        Assert.True(face.Says("Nothing was changed, sent or filed."));
    }

    private static Task<DialogBench> OpenDeskAsync() => OpenAsync(Start);

    private static IEnumerable<ActivityKind> Kinds(DialogBench bench) => bench.Configuration.Workflow(Flow)!.Activities.Select(activity => activity.Kind);

    /// <summary>Tries workflows with nothing but the interpreter.</summary>
    internal sealed class PureDesk : IWorkflowDesk
    {
        public Task<WorkflowTrial?> TryAsync(Workflow workflow, ServiceId service, MailFacts mail, CancellationToken cancellation)
        {
            var services = new Dictionary<ServiceId, ServiceFacts> { [service] = new() { Workflow = workflow } };
            return Task.FromResult<WorkflowTrial?>(new(mail, services, WorkflowInterpreter.Run(service, mail, services)));
        }

        public Task<Outcome<WorkflowTrial>> TryAsync(Workflow workflow, TaskKey task, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<TrialMail>> RecentAsync(ServiceId service, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<TrialMail>>([]);
    }
}
