using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Organization;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Administration;

public sealed class AdminDeskTests : IAsyncLifetime, IDisposable
{
    private const string Patti = "patti-id";
    private readonly InMemoryEntityStore entities = new();
    private readonly ManualClock clock = new();
    private readonly ConfigurationStore store;
    private readonly AdminDesk desk;

    public AdminDeskTests()
    {
        store = new(entities, clock);
        desk = new(store);
    }

    public async Task InitializeAsync() => await DoAsync(new ImportConfiguration(Sample.Configuration));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Every_kind_of_record_is_added_changed_and_removed()
    {
        var unit = new OrganizationUnit(new("sales"), "Sales", Sample.Contoso);
        var user = Sample.Person(new("id-lynne"), "Lynne", "lynne@contoso.example") with { HasEmailLicence = false };
        var mailbox = Sample.Configuration.Mailboxes[0] with { Id = new("id-orders"), UserPrincipalName = "orders@contoso.example", Addresses = [] };
        var workflow = Sample.Configuration.Workflows[0] with { Id = new("other") };
        var service = Sample.Configuration.Services[0] with { Id = new("orders"), HasServiceLicence = false, EmailEnabled = false, Mailbox = null, Workflow = null };

        await DoAsync(new AddUnit(unit), new AddUser(user), new AddMailbox(mailbox), new AddWorkflow(workflow), new AddService(service));
        await DoAsync(
            new ChangeUnit(unit with { Name = "New" }), new ChangeUser(user with { Roles = Roles.Supervisor }), new ChangeMailbox(mailbox.Id, mailbox with { Name = "New" }),
            new ChangeWorkflow(workflow with { Name = "New" }), new ChangeService(service with { Signature = "New" }), new SetTenant(store.Current.Tenant with { MaxConcurrentTasks = 7 }));

        var now = store.Current;
        Assert.Equal("New", now.Units.Single(entry => entry.Id == unit.Id).Name);
        Assert.Equal(Roles.Supervisor, now.User(user.Id)!.Roles);
        Assert.Equal("New", now.Mailbox(mailbox.Id)!.Name);
        Assert.Equal("New", now.Workflow(workflow.Id)!.Name);
        Assert.Equal("New", now.Service(service.Id)!.Signature);
        Assert.Equal(7, now.Tenant.MaxConcurrentTasks);

        await DoAsync(new RemoveService(service.Id), new RemoveWorkflow(workflow.Id), new RemoveMailbox(mailbox.Id), new RemoveUser(user.Id), new RemoveUnit(unit.Id));
        ConfigurationStoreTests.AssertSame(
            Sample.Configuration with { Revision = store.Current.Revision, Tenant = now.Tenant }, store.Current);
    }

    [Fact]
    public async Task Changes_made_together_are_made_in_order_under_one_revision_or_not_at_all()
    {
        var (unit, before) = (new OrganizationUnit(new("sales"), "Sales", Sample.Contoso), store.Current);
        await RefusedAsync(new ChangeTogether([new AddUnit(unit), new AddUser(Sample.Configuration.Users[0])]), ProblemCode.AlreadyThere);
        Assert.Equal(before.Revision, store.Current.Revision);

        await DoAsync(new ChangeTogether([new AddUnit(unit), new ChangeUnit(unit with { Name = "New" })]));
        Assert.Equal("New", store.Current.Units.Single(entry => entry.Id == unit.Id).Name);
        Assert.Equal(before.Revision + 1, store.Current.Revision);
    }

    [Fact]
    public async Task What_is_there_is_not_added_and_what_is_not_there_is_not_changed_or_removed()
    {
        var sample = Sample.Configuration;

        await RefusedAsync(new AddUnit(sample.Units[0]), ProblemCode.AlreadyThere);
        await RefusedAsync(new AddUser(sample.Users[0]), ProblemCode.AlreadyThere);
        await RefusedAsync(new AddMailbox(sample.Mailboxes[0]), ProblemCode.AlreadyThere);
        await RefusedAsync(new AddWorkflow(sample.Workflows[0]), ProblemCode.AlreadyThere);
        await RefusedAsync(new AddService(sample.Services[0]), ProblemCode.AlreadyThere);
        await RefusedAsync(new ChangeUser(sample.Users[0] with { Id = new("nobody") }), ProblemCode.NotThere);
        await RefusedAsync(new SetEmailLicence(new("nobody"), true), ProblemCode.NotThere);
        await RefusedAsync(new SuspendService(new("none"), true), ProblemCode.NotThere);
        await RefusedAsync(new RemoveMailbox(new("none")), ProblemCode.NotThere);
        Assert.Equal(1, store.Current.Revision);
    }

    [Fact]
    public async Task N023_the_mailbox_behind_an_entry_is_exchanged_only_while_no_service_uses_it()
    {
        var other = Sample.Configuration.Mailboxes[0] with { Id = new("id-other"), UserPrincipalName = "other@contoso.example", Addresses = ["other@contoso.example"] };

        var refused = await RefusedAsync(new ChangeMailbox(Sample.Help, other), ProblemCode.InUse);
        Assert.Contains("Customer Help", refused.Single(problem => problem.Code == ProblemCode.InUse).Message, StringComparison.Ordinal);
        await RefusedAsync(new ChangeMailbox(Sample.Help, Sample.Configuration.Mailboxes[0] with { UserPrincipalName = "other@contoso.example" }), ProblemCode.InUse);

        await DoAsync(new ChangeService(Sample.Configuration.Services[0] with { EmailEnabled = false, Mailbox = null }), new ChangeMailbox(Sample.Help, other));
        Assert.Equal("id-other", Assert.Single(store.Current.Mailboxes).Id.Value);
    }

    [Fact]
    public async Task N023_G014_a_mailbox_is_turned_into_one_for_sending_only_while_no_service_uses_it()
    {
        var outbound = Sample.Configuration.Mailboxes[0] with { Direction = MailDirection.Outbound };

        var refused = await RefusedAsync(new ChangeMailbox(Sample.Help, outbound), ProblemCode.InUse);
        Assert.Contains(refused, problem => problem.Path == "$.mailboxes[0].direction" && problem.Message.Contains("Customer Help", StringComparison.Ordinal));

        await DoAsync(new ChangeService(Sample.Configuration.Services[0] with { EmailEnabled = false, Mailbox = null }), new ChangeMailbox(Sample.Help, outbound));
        await RefusedAsync(new ChangeService(Sample.Configuration.Services[0]), ProblemCode.MailboxOutbound);
        Assert.False(store.Current.IsWatched(Sample.Help));
    }

    [Fact]
    public async Task G036_a_from_address_that_a_service_sends_from_stays_on_the_list()
    {
        var listed = Sample.Configuration.Mailboxes[0] with { FromAddresses = [new("support@contoso.example", "Contoso")] };
        await DoAsync(new ChangeMailbox(Sample.Help, listed), new ChangeService(Sample.Configuration.Services[0] with { FromAddress = "support@contoso.example" }));

        var refused = await RefusedAsync(new ChangeMailbox(Sample.Help, Sample.Configuration.Mailboxes[0]), ProblemCode.FromNotListed);

        Assert.Contains(refused, problem => problem.Message.Contains("Customer Help", StringComparison.Ordinal));
        await DoAsync(new ChangeService(Sample.Configuration.Services[0]), new ChangeMailbox(Sample.Help, Sample.Configuration.Mailboxes[0]));
    }

    [Fact]
    public async Task N055_F34_an_alias_that_Exchange_took_away_is_no_sender_any_more_and_a_proven_one_stays()
    {
        var proven = new FromAddress("sales@contoso.example", null, clock.GetUtcNow());
        await DoAsync(
            new ChangeMailbox(Sample.Help, Sample.Configuration.Mailboxes[0] with { FromAddresses = [new("support@contoso.example"), proven, new("help@contoso.example")] }),
            new ChangeService(Sample.Configuration.Services[0] with { FromAddress = "support@contoso.example" }));

        await DoAsync(new TakeOverIdentity(Sample.Help, "help@contoso.example", ["help@contoso.example"]));

        Assert.Equal(["sales@contoso.example", "help@contoso.example"], store.Current.Mailboxes[0].FromAddresses.Select(from => from.Address));
        Assert.Null(store.Current.Services[0].FromAddress);
        Assert.True(store.Current.IsWatched(Sample.Help));
    }

    [Fact]
    public async Task A_service_that_a_workflow_hands_mail_to_is_not_removed()
    {
        var hands = Sample.Configuration.Workflows[0] with { Id = new("hands"), Activities = [new(ActivityKind.Queue) { Service = Sample.CustomerHelp, Minutes = 5 }] };
        await DoAsync(new AddWorkflow(hands));

        var refused = await RefusedAsync(new RemoveService(Sample.CustomerHelp), ProblemCode.InUse);

        Assert.Contains(refused, problem => problem.Message.Contains(hands.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task N055_a_mailbox_renamed_in_Exchange_is_no_other_mailbox()
    {
        await DoAsync(new TakeOverIdentity(Sample.Help, "service@contoso.example", ["service@contoso.example", "help@contoso.example"]));

        Assert.True(store.Current.IsOwnAddress("service@contoso.example"));
        Assert.True(store.Current.IsWatched(Sample.Help));
    }

    [Fact]
    public async Task G019_a_mailbox_in_use_is_not_removed_and_the_way_out_is_told()
    {
        var problems = await RefusedAsync(new RemoveMailbox(Sample.Help), ProblemCode.InUse);

        Assert.Contains(problems, problem => problem.Remedy.Contains("Take the mailbox off the service", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Units_and_workflows_in_use_are_not_removed()
    {
        await RefusedAsync(new RemoveUnit(Sample.Care), ProblemCode.InUse);
        await RefusedAsync(new RemoveWorkflow(Sample.Straight), ProblemCode.InUse);
    }

    [Fact]
    public async Task G015_G016_G017_a_mailbox_is_disabled_until_a_service_uses_it_and_while_that_is_suspended()
    {
        await DoAsync(new ChangeService(Sample.Configuration.Services[0] with { EmailEnabled = false, Mailbox = null }));
        Assert.False(store.Current.IsWatched(Sample.Help));

        await DoAsync(new ChangeService(Sample.Configuration.Services[0]));
        Assert.True(store.Current.IsWatched(Sample.Help));

        await DoAsync(new SuspendService(Sample.CustomerHelp, true));
        Assert.False(store.Current.IsWatched(Sample.Help));

        await DoAsync(new SuspendService(Sample.CustomerHelp, false));
        Assert.True(store.Current.IsWatched(Sample.Help));
    }

    [Fact]
    public async Task A_removed_user_is_off_all_services()
    {
        await DoAsync(new RemoveUser(Sample.Megan));

        Assert.Equal([Sample.Adele], store.Current.Services[0].AgentIds);
    }

    [Fact]
    public async Task N009_of_two_who_want_the_last_licence_at_once_one_gets_it_and_the_other_a_clear_refusal()
    {
        await DoAsync(
            new SetEmailLicence(Sample.Megan, false), new SetEmailLicence(Sample.Adele, false), new SetTenant(store.Current.Tenant with { EmailLicences = 1 }));
        using var otherStore = new ConfigurationStore(entities, clock);
        await otherStore.LoadAsync(default);
        var other = new AdminDesk(otherStore);

        var outcomes = await Task.WhenAll(
            Task.Run(() => desk.ExecuteAsync(new SetEmailLicence(Sample.Megan, true), Patti, null, default)),
            Task.Run(() => other.ExecuteAsync(new SetEmailLicence(Sample.Adele, true), "someone", null, default)));

        Assert.Single(outcomes.OfType<AdminOutcome.Done>());
        Assert.Equal(ProblemCode.LicencesExhausted, Assert.Single(Assert.Single(outcomes.OfType<AdminOutcome.Refused>()).Problems).Code);
        Assert.Equal(new LicencePool(1, 1), LicencePool.Email(await store.RefreshAsync(default)));
    }

    [Fact]
    public async Task N010_N011_licence_dialog_and_user_dialog_write_the_same()
    {
        await DoAsync(new SetEmailLicence(Sample.Megan, false));
        var byLicence = store.Current.User(Sample.Megan);
        await DoAsync(new SetEmailLicence(Sample.Megan, true), new ChangeUser(store.Current.User(Sample.Megan)! with { HasEmailLicence = false }));

        Assert.Equal(byLicence, store.Current.User(Sample.Megan));
    }

    [Fact]
    public async Task An_administrator_who_looked_at_an_older_configuration_gets_a_conflict_and_the_newer_one()
    {
        var seen = store.Current.Revision;
        await DoAsync(new SuspendService(Sample.CustomerHelp, true));

        var outcome = await desk.ExecuteAsync(new ChangeUnit(Sample.Configuration.Units[0] with { Name = "Late" }), Patti, seen, default);

        Assert.Same(store.Current, Assert.IsType<AdminOutcome.Conflict>(outcome).Now);
    }

    [Fact]
    public async Task Doing_the_same_twice_changes_nothing_the_second_time()
    {
        await DoAsync(new SuspendService(Sample.CustomerHelp, true));
        var again = await desk.ExecuteAsync(new SuspendService(Sample.CustomerHelp, true), Patti, null, default);

        Assert.False(Assert.IsType<AdminOutcome.Done>(again).Changed);
        Assert.Equal(2, (await new AuditTrail(entities).ReadAsync(10, null, default)).Count);
    }

    [Fact]
    public async Task What_was_wrong_before_does_not_bar_a_change_that_has_nothing_to_do_with_it()
    {
        // As after an update with stricter rules: a stored value that would be refused today.
        await store.CommitAsync(1, Sample.Configuration with { Tenant = Sample.Configuration.Tenant with { MaxConcurrentTasks = 0 } }, "setup", "Test", default);

        await DoAsync(new SuspendService(Sample.CustomerHelp, true));
        await RefusedAsync(new AddUnit(new(new("a b"), "x")), ProblemCode.BadId);
        await RefusedAsync(new SetTenant(store.Current.Tenant with { MaxConcurrentTasks = -1 }), ProblemCode.OutOfRange);
    }

    [Fact]
    public async Task The_audit_trail_names_the_administrator_the_command_and_the_field()
    {
        await DoAsync(new SetEmailLicence(Sample.Megan, false));

        var entry = (await new AuditTrail(entities).ReadAsync(1, null, default))[0];

        Assert.Equal((Patti, "SetEmailLicence"), (entry.By, entry.Action));
        var change = Assert.Single(entry.Changes);
        Assert.Equal(("user", Sample.Megan.Value, "hasEmailLicence"), (change.Kind, change.Id, Assert.Single(change.Fields)));
    }

    private async Task DoAsync(params AdminCommand[] commands)
    {
        foreach (var command in commands)
        {
            var outcome = await desk.ExecuteAsync(command, Patti, null, default);
            Assert.True(outcome is AdminOutcome.Done { Changed: true }, $"{command.GetType().Name}: {string.Join(" ", (outcome as AdminOutcome.Refused)?.Problems ?? [])}");
        }
    }

    private async Task<IReadOnlyList<ConfigurationProblem>> RefusedAsync(AdminCommand command, string code)
    {
        var before = store.Current;
        var refused = Assert.IsType<AdminOutcome.Refused>(await desk.ExecuteAsync(command, Patti, null, default));
        Assert.Contains(refused.Problems, problem => problem.Code == code);
        Assert.Same(before, store.Current);
        return refused.Problems;
    }
}
