using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Administration;
using static TeamsEmailBot.Tests.Administration.DirectoryFake;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>People and licences.</summary>
public sealed class UserDialogTests
{
    private const string MeganId = "aaaaaaaa-0000-0000-0000-000000000011";
    private const string AdeleId = "aaaaaaaa-0000-0000-0000-000000000012";
    private const string IsaiahId = "aaaaaaaa-0000-0000-0000-000000000013";
    private const string GuestId = "aaaaaaaa-0000-0000-0000-000000000014";

    private static readonly UnitId Unit = new("contoso");

    private static readonly Configuration Office = Configuration.Empty with
    {
        Tenant = new TenantSettings { EmailEnabled = true, EmailLicences = 2, ServiceLicences = 1 },
        Units = [new OrganizationUnit(Unit, "Contoso")],
        Users = [Person(MeganId, "Megan Bowen", "megan@contoso.example", true), Person(AdeleId, "Adele Vance", "adele@contoso.example", false)],
        Mailboxes = [new Mailbox { Id = new MailboxId("help"), Name = "Help", Unit = Unit, UserPrincipalName = "help@contoso.example" }],
        Workflows = [new Workflow(new WorkflowId("straight"), "Straight", Unit, [new WorkflowActivity(ActivityKind.Queue)])],
        Services =
        [
            new Service
            {
                Id = new ServiceId("care"), Name = "Care", Unit = Unit, Mailbox = new MailboxId("help"), Workflow = new WorkflowId("straight"), HasServiceLicence = true,
                EmailEnabled = true, Agents = [new(new AgentId(MeganId)), new(new AgentId(AdeleId))],
            },
        ],
    };

    private static readonly DirectoryUser[] Accounts =
    [
        Account(MeganId, "megan@contoso.example", "Megan Bowen"), Account(AdeleId, "adele@contoso.example", "Adele Vance"),
        Account(IsaiahId, "isaiah@contoso.example", "Isaiah Langer"), Account(GuestId, "guest@fabrikam.example", "Gail Guest", guest: true),
    ];

    [Theory]
    [InlineData("en-US", "user add isaiah@contoso.example", "yes", "Isaiah Langer is set up as: Agent.")]
    [InlineData("de-DE", "Benutzer hinzufügen isaiah@contoso.example", "ja", "Isaiah Langer ist eingerichtet als: Bearbeiter.")]
    public async Task N011_one_question_adds_an_agent_with_a_licence_and_says_how_the_app_gets_to_him(string locale, string command, string yes, string end)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, command, locale);
        var face = await bench.SayAsync(Patti, yes, locale);
        Assert.True(face.Says(end) && face.Says("Teams"), face.Text);
        var added = bench.Configuration.User(new AgentId(IsaiahId))!;
        Assert.Equal(("Isaiah Langer", "isaiah@contoso.example", Roles.Agent, true), (added.DisplayName, added.UserPrincipalName, added.Roles, added.HasEmailLicence));
    }

    [Theory]
    [InlineData("en-US", "user install Megan Bowen, Adele Vance", "Megan Bowen has the app now.", "Adele Vance had the app already")]
    [InlineData("de-DE", "App installieren Megan Bowen, Adele Vance", "Megan Bowen hat die App jetzt.", "Adele Vance hatte die App schon")]
    public async Task The_app_is_put_into_peoples_Teams_and_what_came_of_it_is_said_for_each(string locale, string command, params string[] said)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Apps.Of[new AgentId(AdeleId)] = AppInstallation.WasThere;
        var face = await bench.SayAsync(Patti, command, locale);
        Assert.All(said, text => Assert.True(face.Says(text), face.Text));
        Assert.Equal([(new AgentId(AdeleId), "app-of-the-catalogue"), (new AgentId(MeganId), "app-of-the-catalogue")], bench.Apps.Asked);
    }

    [Fact]
    public async Task By_cards_the_app_is_put_into_one_persons_Teams_and_a_refusal_says_who_can_help()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Apps.Of[new AgentId(MeganId)] = new Failure(FailureCategory.Refused, "Forbidden");
        var face = await bench.PressAsync(Patti, await bench.SayAsync(Patti, "users Megan Bowen"), "Install the app");
        Assert.True(face.Says("Megan Bowen does not get the app: Teams refuses it") && face.Says("Setup policies"), face.Text);
    }

    [Theory]
    [InlineData(FailureCategory.Refused, "the permission TeamsAppInstallation.ReadWriteSelfForUser.All is missing")]
    [InlineData(FailureCategory.NotFound, "could not be found in the organization’s catalogue")]
    public async Task Where_the_bot_may_not_install_itself_it_says_what_is_missing_and_the_other_ways(FailureCategory category, string said)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Apps.App = new Failure(category, "Code");
        var face = await bench.SayAsync(Patti, "user install Megan Bowen");
        Assert.True(face.Says(said) && face.Says("Built for your org"), face.Text);
        Assert.Empty(bench.Apps.Asked);
    }

    [Fact]
    public async Task Whom_the_app_reaches_is_not_listed_for_it()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(MeganId, "tasks");
        var face = await bench.SayAsync(Patti, "user install Megan Bowen");
        Assert.True(face.Says("“Megan Bowen” is not among them."), face.Text);
        Assert.Empty(bench.Apps.Asked);
    }

    [Theory]
    [InlineData("isaiah", "", "Isaiah Langer is set up as")]
    [InlineData("Isaiah Langer", "", "Isaiah Langer is set up as")]
    [InlineData("isaiah@contoso.example", "department eq 'Nowhere'", "Isaiah Langer is set up as")]
    [InlineData("isaiah", "department eq 'Nowhere'", "The filter of the people search is in force")]
    [InlineData("i", "", "is the beginning of several names: Isaiah Langer <isaiah@contoso.example>; Irvin Sayers <irvin@contoso.example>. Please give")]
    public async Task X043_X051_a_person_is_found_by_name_within_the_people_filter_and_in_full_in_spite_of_it(string typed, string filter, string said)
    {
        DirectoryUser[] accounts = [.. Accounts, Account("aaaaaaaa-0000-0000-0000-000000000015", "irvin@contoso.example", "Irvin Sayers")];
        using var bench = await OpenAsync(Office with { Tenant = Office.Tenant with { PeopleFilter = filter } }, null, accounts);
        ((DirectoryFake)bench.Services.GetRequiredService<IDirectory>()).Finds = (one, _) => one.Length == 0;
        var face = await bench.SayAsync(Patti, $"user add {typed}");
        if (said.EndsWith("set up as", StringComparison.Ordinal))
            face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says(said), face.Text);
    }

    [Theory]
    [InlineData("guest@fabrikam.example", false, "Gäste", "This is a guest of the tenant")]
    [InlineData("megan@contoso.example", true, "", "set up already")]
    [InlineData("nobody@contoso.example", true, "", "knows no account")]
    [InlineData("nobody", true, "", "knows nobody whose name begins")]
    public async Task E004_N021_who_cannot_be_added_is_told_apart(string account, bool allowGuests, string germanWord, string said)
    {
        using var bench = await OpenAsync(Office with { Tenant = Office.Tenant with { AllowGuests = allowGuests } }, null, Accounts);
        var face = await bench.SayAsync(Patti, $"user add {account}");
        Assert.True(face.Says(said) && face.Says("Who is it?"), face.Text);
        if (germanWord.Length > 0)
            Assert.True((await bench.SayAsync(Patti, $"user add {account}", "de-DE")).Says(germanWord));
        Assert.Equal(2, bench.Configuration.Users.Count);
    }

    [Fact]
    public async Task E004_guests_are_agents_where_the_tenant_allows_them_and_are_marked()
    {
        using var bench = await OpenAsync(Office with { Tenant = Office.Tenant with { AllowGuests = true } }, null, Accounts);
        await bench.SayAsync(Patti, "user add guest@fabrikam.example");
        await bench.SayAsync(Patti, "yes");
        Assert.True(bench.Configuration.User(new AgentId(GuestId)) is { IsGuest: true, HasEmailLicence: true });
        Assert.True((await bench.SayAsync(Patti, "users gail")).Says("guest"));
    }

    [Fact]
    public async Task Other_roles_bring_another_default_of_the_licence_which_nobody_else_changed()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, "user add isaiah@contoso.example");
        await bench.SayAsync(Patti, "change roles");
        var face = await bench.SayAsync(Patti, "Supervisor, Administrator");
        Assert.True(face.Says("Supervisor, Administrator") && !face.Says("somebody else"), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.True(bench.Configuration.User(new AgentId(IsaiahId)) is { Roles: Roles.Supervisor | Roles.Administrator, HasEmailLicence: false });
    }

    [Fact]
    public async Task Who_becomes_a_supervisor_supervises_everything_at_first_and_what_an_administrator_says_then()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, "user edit Adele Vance");
        await bench.SayAsync(Patti, "change roles");
        var face = await bench.SayAsync(Patti, "Agent, Supervisor");
        var top = Office.Units.First(unit => unit.Parent is null);
        Assert.True(face.Says("Supervised units") && face.Says(top.Name), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Equal([top.Id], bench.Configuration.User(new AgentId(AdeleId))!.SupervisedUnits);

        await bench.SayAsync(Patti, "Benutzer ändern Adele Vance", "de-DE");
        await bench.SayAsync(Patti, "ändern supervisedUnits", "de-DE");
        face = await bench.SayAsync(Patti, "-", "de-DE");
        Assert.True(face.Says("Beaufsichtigte Einheiten"), face.Text);
        await bench.SayAsync(Patti, "ja", "de-DE");
        Assert.Empty(bench.Configuration.User(new AgentId(AdeleId))!.SupervisedUnits);
        Assert.True((await bench.SayAsync(Patti, "users Adele Vance")).Says("nothing yet"));
    }

    [Theory]
    [InlineData("licence assign Adele Vance")]
    [InlineData("licence assign @adele@contoso.example")]
    [InlineData("Lizenz vergeben adele@contoso.example")]
    [InlineData("user edit Adele Vance")]
    public async Task N010_N011_both_ways_give_the_same_licence(string way)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await GiveAsync(bench, Patti, way);
        var expected = Office.Users[1] with { HasEmailLicence = true };
        Assert.Equal(expected, bench.Configuration.User(new AgentId(AdeleId)));
    }

    [Theory]
    [InlineData("licence remove Megan Bowen")]
    [InlineData("user edit Megan Bowen")]
    public async Task N010_N011_both_ways_take_the_same_licence_and_say_what_becomes_of_the_tasks(string way)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        var face = await bench.SayAsync(Patti, way);
        if (way.StartsWith("user", StringComparison.Ordinal))
        {
            await bench.SayAsync(Patti, "change emailLicence");
            face = await bench.SayAsync(Patti, "no");
        }

        Assert.True(face.Says("Tasks in hand: 0. The person can answer, finish or give them back as before."), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(Office.Users[0] with { HasEmailLicence = false }, bench.Configuration.User(new AgentId(MeganId)));
    }

    [Theory]
    [InlineData("licence assign Adele Vance", "licence assign Isaiah Langer")]
    [InlineData("licence assign Adele Vance", "user edit Isaiah Langer")]
    [InlineData("user edit Adele Vance", "licence assign Isaiah Langer")]
    public async Task N009_of_two_who_give_the_last_licence_one_wins_and_the_other_is_told_why_not(string mine, string yours)
    {
        var office = Office with { Users = [.. Office.Users, Person(IsaiahId, "Isaiah Langer", "isaiah@contoso.example", false)] };
        using var bench = await OpenAsync(office, null, Accounts);
        await AskAsync(bench, Patti, mine);
        await AskAsync(bench, Lee, yours);
        Assert.False((await bench.SayAsync(Patti, "yes")).Says("No e-mail licence is free"));
        var refused = await bench.SayAsync(Lee, "yes");
        Assert.True(refused.Says("No e-mail licence is free: all 2 are given away."), refused.Text);
        Assert.True(bench.Configuration.User(new AgentId(AdeleId))!.HasEmailLicence);
        Assert.False(bench.Configuration.User(new AgentId(IsaiahId))!.HasEmailLicence);
    }

    [Fact]
    public async Task N003_N009_N013_the_list_shows_both_pools_who_has_one_and_what_does_not_fit()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        var face = await bench.SayAsync(Patti, "licences");
        Assert.True(face.Says("2 in total, 1 given away, 1 free") && face.Says("1 in total, 1 given away, 0 free") && face.Says("Megan Bowen") && !face.Says("Caution:"), face.Text);

        await bench.DoAsync(new ChangeService(bench.Configuration.Services[0] with { Agents = [new(new AgentId(AdeleId))] }));
        face = await bench.SayAsync(Patti, "Lizenzen", "de-DE");
        Assert.True(face.Says("Megan Bowen hat eine E-Mail-Lizenz, gehört aber zu keinem Service.") && face.Says("Im Service „Care“ hat kein Bearbeiter"), face.Text);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("1000000", true)]
    [InlineData("1000001", false)]
    [InlineData("-1", false)]
    public async Task N003_a_pool_is_never_smaller_than_what_is_given_away(string number, bool isRight)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, "licence pools");
        await bench.SayAsync(Patti, "change emailLicences");
        await bench.SayAsync(Patti, number);
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(isRight ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 2, bench.Configuration.Tenant.EmailLicences);
    }

    [Theory]
    [InlineData("user remove Megan Bowen")]
    [InlineData("user edit Megan Bowen")]
    public async Task Who_holds_tasks_stays_an_agent_until_they_are_ended_because_nobody_else_could_end_them(string way)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await HoldAsync(bench, "one");
        await bench.DoAsync(new ChangeService(bench.Configuration.Services[0] with { Agents = [new(new AgentId(AdeleId))] }));
        var face = await bench.SayAsync(Patti, way);
        if (way.StartsWith("user edit", StringComparison.Ordinal))
        {
            await bench.SayAsync(Patti, "change roles");
            face = await bench.SayAsync(Patti, "Supervisor");
        }

        Assert.True(face.Says("Megan Bowen holds 1 tasks that nobody else can end.") && face.Says("Required first:"), face.Text);
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("holds 1 tasks"), face.Text);
        Assert.Equal(Roles.Agent, bench.Configuration.User(new AgentId(MeganId))!.Roles);
        Assert.True((await bench.SayAsync(Patti, "users megan@contoso.example")).Says("Tasks in hand:"));
    }

    [Fact]
    public async Task Removing_a_person_says_what_he_leaves_and_takes_him_off_all_services()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        var face = await bench.SayAsync(Patti, "user remove Megan Bowen");
        Assert.True(face.Says("Cannot be undone:") && face.Says("leaves these services: Care") && face.Says("The e-mail licence becomes free."), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Null(bench.Configuration.User(new AgentId(MeganId)));
        Assert.Equal([new AgentId(AdeleId)], bench.Configuration.Services[0].AgentIds);
    }

    [Fact]
    public async Task The_role_agent_stays_while_a_service_needs_it()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, "user edit Adele Vance");
        await bench.SayAsync(Patti, "change roles");
        var face = await bench.SayAsync(Patti, "Supervisor");
        Assert.True(face.Says("The person is an agent of: Care."), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(Roles.Agent, bench.Configuration.User(new AgentId(AdeleId))!.Roles);
    }

    [Fact]
    public async Task F70_F71_each_person_is_listed_with_roles_licence_services_and_whether_Teams_reaches_him()
    {
        var office = Office with { Users = [.. Office.Users, Person(Stranger, "Isaiah Langer", "isaiah@contoso.example", false)] };
        using var bench = await OpenAsync(office, null, Accounts);
        await bench.SayAsync(Stranger, "help");
        var face = await bench.SayAsync(Patti, "users");
        Assert.True(face.Says("Care · not reachable: the app was never installed") && face.Says("in no service · reachable") && face.Says("e-mail licence"), face.Text);
        await bench.Services.GetRequiredService<ConversationBook>().MarkAsync(new AgentId(Stranger), Reach.Blocked, "MessageWritesBlocked", default);
        face = await bench.SayAsync(Patti, "users isaiah@contoso.example");
        Assert.True(face.Says("the bot is blocked") && face.Says("unblocks it there"), face.Text);
        face = await bench.SayAsync(Patti, "users megan");
        Assert.True(face.Says("Megan Bowen") && !face.Says("Isaiah"), face.Text);
        Assert.True((await bench.SayAsync(Patti, "users zzz")).Says("None of the 3 people fits."));
    }

    [Theory]
    [InlineData("users")]
    [InlineData("user add isaiah@contoso.example")]
    [InlineData("user edit Megan Bowen")]
    [InlineData("user remove Megan Bowen")]
    [InlineData("licences")]
    [InlineData("licence assign Adele Vance")]
    [InlineData("licence remove Megan Bowen")]
    [InlineData("licence pools")]
    public async Task G002_who_is_no_administrator_sees_and_does_none_of_it(string typed)
    {
        var office = Office with { Users = [.. Office.Users, Person(Stranger, "Isaiah Langer", "isaiah@contoso.example", false) with { Roles = Roles.Agent | Roles.Supervisor }] };
        using var bench = await OpenAsync(office, null, Accounts);
        var face = await bench.SayAsync(Stranger, typed);
        Assert.True(face.Says("I did not understand that.") && !face.Says("Megan"), face.Text);
    }

    private static async Task GiveAsync(DialogBench bench, string who, string way)
    {
        await AskAsync(bench, who, way);
        await bench.SayAsync(who, "yes");
    }

    private static async Task AskAsync(DialogBench bench, string who, string way)
    {
        await bench.SayAsync(who, way);
        if (!way.StartsWith("user edit", StringComparison.Ordinal))
            return;
        await bench.SayAsync(who, "change emailLicence");
        await bench.SayAsync(who, "yes");
    }

    private static User Person(string id, string name, string upn, bool licensed) =>
        new() { Id = new AgentId(id), DisplayName = name, UserPrincipalName = upn, Roles = Roles.Agent, HasEmailLicence = licensed };

    // Megan has accepted a task.
    private static async Task HoldAsync(DialogBench bench, string id)
    {
        var task = new EmailTask
        {
            Key = new TaskKey(new ServiceId("care"), new TaskId(id)), Mailbox = new MailboxId("help"), Message = new("m"), ReceivedAt = bench.Clock.GetUtcNow(),
            State = TaskState.Accepted, Holder = new AgentId(MeganId),
        };
        Assert.True((await bench.Services.GetRequiredService<IEntityStore>().CommitAsync(
            TaskRows.Partition(task.Key.Service), [EntityWrite.Insert(TaskRows.Open(task.Key.Id), task, TaskJson.Default.EmailTask)], default)).Applied);
        await bench.Services.GetRequiredService<AgentTable>().ChangeAsync(
            new AgentId(MeganId), state => state.Take(task.Key, new OfferId("offer"), 3, bench.Clock.GetUtcNow()), _ => [], default);
    }
}
