using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;
using static TeamsEmailBot.Tests.Dialogs.ServiceBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>Adding, looking at, suspending and removing services by chat.</summary>
public sealed class ServiceDialogTests
{
    [Fact]
    public async Task N071_a_service_goes_live_by_cards_with_one_confirmation()
    {
        using var bench = await OpenAsync(Ready);
        bench.SetCondition(MailboxCondition.Fine);
        var face = await bench.SayAsync(Patti, "services");
        Assert.True(face.Says("There is no service yet."));
        face = await bench.PressAsync(Patti, face, "Add a service");
        face = await bench.PressAsync(Patti, face, "Next", "Customer Help");
        face = await bench.PressAsync(Patti, face, "Next", "care");
        Assert.True(face.Says("Which mailbox feeds the service?"), face.Text);
        face = await bench.PressAsync(Patti, face, "Next", HelpBox.Value);
        Assert.True(face.Says("Who works on the mail?"), face.Text);
        face = await bench.PressAsync(Patti, face, "Next", $"{Megan},{Joni}");
        Assert.True(face.Says("Straight") && face.Says("Megan Bowen"), face.Text);
        face = await bench.PressAsync(Patti, face, "Save & apply");

        // What is live now, that the mailbox is watched (N-045), and who gets nothing yet.
        Assert.True(face.Says("Live: its mail becomes tasks.") && face.Says("Mailbox Customer Help: "), face.Text);
        Assert.True(face.Says("no mail is offered to: Joni Sherman") && face.Says("Cannot be reached in Teams"), face.Text);
        Assert.Contains($"retry {HelpBox}", bench.Mailboxes.Asked);
        var service = bench.Service("customer-help");
        Assert.True(service.IsLive);
        Assert.Equal([Joni, Megan], service.AgentIds);
    }

    [Fact]
    public async Task N071_a_service_goes_live_by_typing_alone_in_German()
    {
        using var bench = await OpenAsync(Ready with { Tenant = Ready.Tenant with { TimeZone = "Europe/Berlin" } });
        Assert.True((await bench.SayAsync(Patti, "Service anlegen", "de-DE")).Says("Wie heißt der Service?"));
        await bench.SayAsync(Patti, "Kundenhilfe", "de-DE");
        await bench.SayAsync(Patti, "Customer Care", "de-DE");
        await bench.SayAsync(Patti, "Customer Help", "de-DE");
        var face = await bench.SayAsync(Patti, "Megan; Vance, Adele", "de-DE");
        Assert.True(face.Says("Vance, Adele"), face.Text);
        face = await bench.SayAsync(Patti, "Speichern und anwenden", "de-DE");
        Assert.True(face.Says("Läuft: Die Mails werden zu Aufgaben."), face.Text);
        var service = bench.Service("kundenhilfe");
        Assert.Equal([Megan, Adele], service.AgentIds);
        Assert.Equal("Europe/Berlin", service.OpeningHours.TimeZone);
    }

    [Fact]
    public async Task N068_X002_without_a_free_licence_the_dialog_says_so_and_saves_without()
    {
        using var bench = await OpenAsync(Ready with { Tenant = Ready.Tenant with { ServiceLicences = 0 } });
        await bench.SayAsync(Patti, "service add Help");
        await bench.SayAsync(Patti, "Customer Care");
        var face = await bench.SayAsync(Patti, "-");
        Assert.True(face.Says("No service licence is free (0 of 0 are in use)") && face.Says("type licences"), face.Text);
        Assert.False(face.Says("Mailbox:"));
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("Not live: it has no service licence."), face.Text);
        Assert.False(bench.Service().HasServiceLicence);

        // The last licence is another's by now: asking for one is refused, and said.
        face = await bench.SayAsync(Patti, "service edit Help");
        await bench.SayAsync(Patti, "change Service licence");
        face = await bench.SayAsync(Patti, "yes");
        await bench.SayAsync(Patti, "Customer Help");
        await bench.SayAsync(Patti, "yes");
        Assert.False(bench.Service().HasServiceLicence);
    }

    [Fact]
    public async Task N002_taking_the_licence_takes_mailbox_and_workflow_and_says_so()
    {
        using var bench = await OpenAsync(WithHelp);
        var face = await bench.SayAsync(Patti, "service edit help");
        face = await bench.PressAsync(Patti, face, "Change", "serviceLicence");
        face = await bench.SayAsync(Patti, "no");
        Assert.True(face.Says("Without a service licence") && face.Says("The mailbox becomes free for another service."), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.True(bench.Service() is { HasServiceLicence: false, EmailEnabled: false, Mailbox: null, Workflow: null });
    }

    [Fact]
    public async Task N069_X017_X018_X039_the_switch_hides_the_section_and_keeps_its_values()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.AddTasksAsync(TaskState.Queued, 3);
        await bench.AddTasksAsync(TaskState.Accepted, 2);
        var face = await bench.SayAsync(Patti, "service edit help");
        Assert.True(face.Says("Mailbox:") || face.Says("5. Mailbox:"), face.Text);
        face = await bench.PressAsync(Patti, face, "Change", "emailEnabled");
        face = await bench.SayAsync(Patti, "off");
        Assert.False(face.Says("6. Workflow:"));
        Assert.True(face.Says("3 waiting tasks are withdrawn") && face.Says("2 tasks in work are finished"), face.Text);
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("Not live: e-mail is off for it."), face.Text);
        Assert.True(bench.Service() is { EmailEnabled: false, IsLive: false } service && service.Mailbox == HelpBox);
        Assert.False((await bench.SayAsync(Patti, "service show help")).Says("spare@contoso.example"));

        face = await bench.SayAsync(Patti, "service edit help");
        await bench.SayAsync(Patti, "change e-mail");
        face = await bench.SayAsync(Patti, "on");
        Assert.True(face.Says("Customer Help") && face.Says("Straight") && face.Says("Mail that arrives in Customer Help from now on becomes tasks"), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.True(bench.Service().IsLive);
    }

    [Fact]
    public async Task N052_a_switched_off_service_may_give_its_mailbox_back()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.SayAsync(Patti, "service edit help");
        await bench.SayAsync(Patti, "change e-mail");
        await bench.SayAsync(Patti, "off");
        await bench.SayAsync(Patti, "change keep mailbox and workflow");
        var face = await bench.SayAsync(Patti, "no");
        Assert.True(face.Says("The mailbox becomes free"), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.True(bench.Service() is { Mailbox: null, Workflow: null, HasServiceLicence: true });
    }

    [Fact]
    public async Task N066_N070_only_visible_free_inbound_mailboxes_and_visible_workflows_can_be_chosen_and_both_must_be()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.SayAsync(Patti, "service add Second");
        var face = await bench.SayAsync(Patti, "Customer Care");

        // Help is another service's, Sales another unit's, Sender does not receive: one is left and is taken without asking.
        Assert.True(face.Says("Who works on the mail?"), face.Text);
        face = await bench.SayAsync(Patti, "Megan");
        Assert.True(face.Says("Spare") && face.Says("Straight"), face.Text);
        await bench.SayAsync(Patti, "change mailbox");
        foreach (var wrong in new[] { "Customer Help", "Sales", "Sender", "-", "" })
            Assert.True((await bench.SayAsync(Patti, $"\"{wrong}\"")).Says("Which mailbox feeds the service?"));
        await bench.SayAsync(Patti, "Spare");
        face = await bench.SayAsync(Patti, "change workflow");
        Assert.False(face.Says("Sales Flow"));
        await bench.SayAsync(Patti, "Straight");
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(SparBox, bench.Service("second").Mailbox);

        // Now there is none: e-mail stays off, and what is to be done first is said.
        await bench.DoAsync(new SetTenant(Ready.Tenant with { ServiceLicences = 3 }));
        await bench.SayAsync(Patti, "service add Third");
        await bench.SayAsync(Patti, "Customer Care");
        face = await bench.SayAsync(Patti, "-");
        Assert.True(face.Says("mailbox add"), face.Text);
    }

    [Fact]
    public async Task N053_N056_suspending_says_what_happens_first_and_resuming_too()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.AddTasksAsync(TaskState.Offered, 1);
        await bench.AddTasksAsync(TaskState.Sending, 4);
        var face = await bench.SayAsync(Patti, "service suspend Customer Help");
        Assert.True(face.Says("1 waiting tasks are withdrawn") && face.Says("4 tasks in work"), face.Text);
        face = await bench.PressAsync(Patti, face, "Suspend");
        Assert.True(face.Says("Not live: it is suspended."), face.Text);
        Assert.True(bench.Service().Suspended);
        Assert.True((await bench.SayAsync(Patti, "service suspend")).Says("There is nothing to choose from yet."));
        face = await bench.SayAsync(Patti, "service resume help");
        Assert.True(face.Says("backfill"), face.Text);
        face = await bench.PressAsync(Patti, face, "Resume");
        Assert.True(face.Says("Live: its mail becomes tasks."), face.Text);
    }

    [Fact]
    public async Task N053_deleting_says_what_is_lost_and_that_the_mailbox_becomes_free()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.AddTasksAsync(TaskState.Queued, 2);
        var face = await bench.SayAsync(Patti, "service delete help");
        Assert.True(face.Says("Cannot be undone:") && face.Says("2 waiting tasks are withdrawn") && face.Says("The mailbox Customer Help stays configured and becomes free."), face.Text);
        face = await bench.PressAsync(Patti, face, "Delete");
        Assert.True(face.Says("The service Customer Help is deleted."), face.Text);
        Assert.Empty(bench.Configuration.Services);
    }

    [Fact]
    public async Task N001_N054_the_list_says_of_each_service_why_it_is_not_live()
    {
        Service Other(string id, Func<Service, Service> change) => change(Help with { Id = new(id), Name = id, Mailbox = null, EmailEnabled = false });
        using var bench = await OpenAsync(Ready with
        {
            Services = [Help, Other("off", service => service), Other("unlicensed", service => service with { HasServiceLicence = false, Workflow = null }), Other("nobody", service => service with { Suspended = true, HasServiceLicence = false, Workflow = null })],
        });
        var face = await bench.SayAsync(Patti, "services");
        foreach (var text in new[] { "Live: its mail becomes tasks.", "Not live: e-mail is off for it.", "Not live: it has no service licence.", "Not live: it is suspended; it has no service licence.", "agents on duty: 0 of 2" })
            Assert.True(face.Says(text), face.Text);
        await bench.DoAsync(new SetTenant(Ready.Tenant with { EmailEnabled = false }));
        face = await bench.SayAsync(Patti, "services help");
        Assert.True(face.Says("Not live: e-mail is off for the tenant (settings)."), face.Text);
        Assert.False(face.Says("unlicensed"));
    }

    [Theory]
    [InlineData("en-US", "Mailbox:", "Delivered by presence:")]
    [InlineData("de-DE", "Postfach:", "Anbieten nach Anwesenheit:")]
    public async Task Everything_about_a_service_is_on_its_card(string locale, params string[] texts)
    {
        using var bench = await OpenAsync(Ready with
        {
            Services = [Help with
            {
                Acknowledgement = "We got it.", Signature = "Kind regards", FromAddress = "orders@contoso.example", SortOutBulk = true, BlockedSenders = ["ads.example"],
                OpeningHours = new Calendar { TimeZone = "Europe/Berlin", Hours = [new(DayOfWeek.Monday, new(8, 0), new(17, 0))], Holidays = [new(new(2026, 12, 24), new(2026, 12, 26), "Christmas")] },
                Thresholds = new ServiceThresholds { QueueLength = 12 },
            }],
        });
        var face = await bench.SayAsync(Patti, "service show Customer", locale);
        foreach (var text in texts.Concat(["help@contoso.example", "orders@contoso.example", "We got it.", "Kind regards", "German 5", "Christmas", "Europe/Berlin", "ads.example", "08:00-17:00", "12"]))
            Assert.True(face.Says(text), $"{text}: {face.Text}");
    }

    [Fact]
    public async Task N057_N058_opening_a_service_tries_its_broken_mailbox_and_says_cause_and_remedy()
    {
        using var bench = await OpenAsync(WithHelp);
        bench.SetCondition(MailboxCondition.Fine);
        await bench.SayAsync(Patti, "service show help");
        Assert.Empty(bench.Mailboxes.Asked);
        bench.SetCondition(MailboxCondition.AddressUnknown);
        var face = await bench.SayAsync(Patti, "service show help");
        Assert.Equal([$"retry {HelpBox}"], bench.Mailboxes.Asked);
        Assert.True(face.Says("Caution:"), face.Text);
        Assert.Contains("Try again now", face.Titles);
    }

    [Fact]
    public async Task A_name_that_fits_several_services_or_none_shows_the_list()
    {
        using var bench = await OpenAsync(Ready with { Services = [Help, Help with { Id = new("hr"), Name = "Help for staff", Mailbox = null, EmailEnabled = false }] });
        Assert.True((await bench.SayAsync(Patti, "service show help for")).Says("Delivered by presence"));
        Assert.True((await bench.SayAsync(Patti, "service show h")).Says("Help for staff"));
        Assert.True((await bench.SayAsync(Patti, "service show nothing")).Says("No service fits."));
    }

    [Fact]
    public async Task Of_two_administrators_the_second_sees_what_the_first_changed()
    {
        using var bench = await OpenAsync(WithHelp);
        var face = await bench.SayAsync(Patti, "service edit help");
        await bench.DoAsync(new ChangeService(bench.Service() with { Name = "Help Desk" }));
        face = await bench.PressAsync(Patti, face, "Save & apply");
        Assert.True(face.Says("from “Customer Help” to “Help Desk”"), face.Text);
        await bench.DoAsync(new RemoveService(new ServiceId("help")));
        face = await bench.PressAsync(Patti, face, "Save & apply");
        Assert.True(face.Says("Which service?"), face.Text);
    }

    [Theory]
    [InlineData("services")]
    [InlineData("service show help")]
    [InlineData("service add Mine")]
    [InlineData("service edit help")]
    [InlineData("service agents help")]
    [InlineData("service skills help")]
    [InlineData("service distribution help")]
    [InlineData("service hours help")]
    [InlineData("service mail help")]
    [InlineData("service targets help")]
    [InlineData("service thresholds help")]
    [InlineData("service suspend help")]
    [InlineData("service resume help")]
    [InlineData("service delete help")]
    public async Task Only_administrators_see_and_do_it(string command)
    {
        using var bench = await OpenAsync(WithHelp);
        var revision = bench.Configuration.Revision;
        foreach (var person in new[] { Stranger, Megan.Value, "cccccccc-0000-0000-0000-000000000004" })
        {
            var face = await bench.SayAsync(person, command);
            Assert.False(face.Says("Customer Help") || face.Says("Which"), face.Text);
        }

        Assert.Equal(revision, bench.Configuration.Revision);
    }

    [Fact]
    public async Task A_button_of_an_administrators_card_does_nothing_for_others()
    {
        using var bench = await OpenAsync(WithHelp);
        var face = await bench.SayAsync(Patti, "service delete help");
        Assert.False((await bench.PressAsync(Megan.Value, face, "Delete")).Says("deleted"));
        Assert.Single(bench.Configuration.Services);
    }
}
