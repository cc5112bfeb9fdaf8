using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Administration;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;
using static TeamsEmailBot.Tests.Dialogs.ServiceBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>The settings of the tenant by chat.</summary>
public sealed class SettingDialogTests
{
    private static readonly Configuration Off = WithHelp with { Tenant = Ready.Tenant with { EmailEnabled = false } };

    [Theory]
    [InlineData("en-US", "settings", "Concurrent tasks:", "at most 500, 2 open now", "makes no outbound tasks of its own")]
    [InlineData("de-DE", "Einstellungen", "Gleichzeitige Aufgaben:", "höchstens 500, jetzt 2 offen", "erzeugt keine eigenen ausgehenden Aufgaben")]
    public async Task X001_X002_N008_all_settings_with_value_and_effect(string locale, string command, params string[] texts)
    {
        using var bench = await OpenAsync(WithHelp with { Tenant = Ready.Tenant with { SupportContact = "Patti", PeopleFilter = "accountEnabled eq true" } });
        for (var i = 0; i < 2; i++)
            await bench.Services.GetRequiredService<TaskSlots>().TakeAsync(new TaskKey(Help.Id, new TaskId($"t{i}")), 10, default);
        var face = await bench.SayAsync(Patti, command, locale);
        foreach (var text in texts.Concat(["Patti", "UTC", "accountEnabled eq true", "20"]))
            Assert.True(face.Says(text), $"{text}: {face.Text}");
    }

    [Fact]
    public async Task X002_what_lacks_a_licence_is_marked()
    {
        using var bench = await OpenAsync(Ready);
        Assert.True((await bench.SayAsync(Patti, "settings")).Says("Not in effect: licence missing. No service has a service licence"));
    }

    [Fact]
    public async Task N001_N054_X015_switching_e_mail_off_says_first_what_stops_and_keeps_everything()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.AddTasksAsync(TaskState.Queued, 2);
        await bench.AddTasksAsync(TaskState.Accepted, 1);
        var face = await bench.SayAsync(Patti, "settings email");
        face = await bench.PressAsync(Patti, face, "No");
        Assert.True(face.Says("1 services take no more mail") && face.Says("2 waiting tasks are withdrawn") && face.Says("1 tasks in work are finished"), face.Text);
        face = await bench.SayAsync(Patti, "save");
        Assert.True(face.Says("E-mail is off."), face.Text);
        Assert.False(bench.Configuration.Tenant.EmailEnabled);
        Assert.Equal(HelpBox, bench.Service().Mailbox);
        Assert.True((await bench.SayAsync(Patti, "settings")).Says("An administrator switches it on here."));
    }

    [Fact]
    public async Task X014_X018_switching_e_mail_on_names_what_goes_live()
    {
        using var bench = await OpenAsync(Off);
        var face = await bench.SayAsync(Patti, "Einstellungen E-Mail ja", "de-DE");
        Assert.True(face.Says("1 Services laufen dann: Customer Help."), face.Text);
        face = await bench.SayAsync(Patti, "ja", "de-DE");
        Assert.True(face.Says("E-Mail ist an."), face.Text);
        Assert.True(bench.Configuration.IsWatched(HelpBox));
    }

    [Fact]
    public async Task X016_e_mail_is_not_switched_on_without_a_credential_that_works()
    {
        using var bench = await OpenAsync(Off);
        bench.Access.SignIn = new Failure(FailureCategory.Unauthenticated, "AADSTS7000222");
        await bench.SayAsync(Patti, "settings email on");
        var face = await bench.SayAsync(Patti, "save");
        Assert.True(face.Says("cannot sign in to Microsoft 365 (AADSTS7000222)"), face.Text);
        Assert.False(bench.Configuration.Tenant.EmailEnabled);

        // Entra being away for a moment bars nobody.
        bench.Access.SignIn = new Failure(FailureCategory.Transient, "TimedOut");
        face = await bench.SayAsync(Patti, "save");
        Assert.True(face.Says("E-mail is on."), face.Text);
    }

    [Theory]
    [InlineData("en-US", "E-mail is off for the whole tenant")]
    [InlineData("de-DE", "E-Mail ist für den ganzen Mandanten aus")]
    public async Task N001_while_e_mail_is_off_every_command_of_administrators_says_so_in_a_sentence(string locale, string sentence)
    {
        var commands = CommandTable.All.Where(command => command.Roles == Roles.Administrator).ToList();
        foreach (var (configuration, isOff) in new[] { (Off, true), (WithHelp, false) })
        {
            using var bench = await OpenAsync(configuration);
            foreach (var command in commands)
            {
                var face = await bench.SayAsync(Patti, command.TitlesIn(Words.For(locale))[0], locale);
                Assert.True(face.Says(sentence) == isOff, $"{command.Verb}: {face.Text}");
            }
        }
    }

    [Fact]
    public void Every_command_of_administrators_alone_is_in_one_topic_of_help()
    {
        var commands = CommandTable.All.Where(command => command.Roles == Roles.Administrator).ToList();
        Assert.Equivalent(commands, HelpTopic.Of([.. CommandTable.All]).SelectMany(topic => topic.Commands).ToList(), strict: true);
    }

    [Theory]
    [InlineData("en-US", "help", "help mailboxes", "mailbox add")]
    [InlineData("de-DE", "Hilfe", "Hilfe Postfächer", "Postfach anlegen")]
    public async Task Help_of_administrators_lists_topics_and_each_shows_its_commands(string locale, string help, string topic, string command)
    {
        using var bench = await OpenAsync(WithHelp);
        var face = await bench.SayAsync(Patti, help, locale);
        Assert.True(face.Says(topic) && !face.Says(command), face.Text);
        face = await bench.SayAsync(Patti, topic, locale);
        Assert.True(face.Says(command) && !face.Says("export"), face.Text);
    }

    [Theory]
    [InlineData("maxConcurrentTasks", "1", "0", "A whole number from 1 to 100000.")]
    [InlineData("maxConcurrentTasks", "100000", "100001", "A whole number from 1 to 100000.")]
    [InlineData("outboundLimit", "1", "0", "A whole number from 1 to 50.")]
    [InlineData("outboundLimit", "50", "51", "A whole number from 1 to 50.")]
    [InlineData("outboundLimit", "21", "many", "A whole number from 1 to 50.")]
    public async Task N008_X003_X004_X005_X006_X007_X008_limits_are_refused_with_their_range(string field, string right, string wrong, string range)
    {
        using var bench = await OpenAsync(Ready);
        var face = await bench.SayAsync(Patti, "settings limits");
        Assert.True(face.Says("500") && face.Says("20") && face.Says("makes no outbound tasks of its own"), face.Text);
        face = await bench.PressAsync(Patti, face, "Change", field);
        face = await bench.PressAsync(Patti, face, "Next", wrong);
        Assert.True(face.Says(range) && face.Value == wrong, face.Text);
        face = await bench.PressAsync(Patti, face, "Next", right);
        await bench.PressAsync(Patti, face, "Save");
        var tenant = bench.Configuration.Tenant;
        Assert.Equal(right, (field == "outboundLimit" ? tenant.OutboundLimit : tenant.MaxConcurrentTasks).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task N008_a_limit_below_the_present_use_says_what_follows()
    {
        using var bench = await OpenAsync(Ready);
        await bench.Services.GetRequiredService<TaskSlots>().TakeAsync(new TaskKey(Help.Id, new TaskId("t")), 10, default);
        await bench.SayAsync(Patti, "settings limits");
        await bench.SayAsync(Patti, "change concurrent tasks");
        var face = await bench.SayAsync(Patti, "1");
        Assert.True(face.Says("1 tasks are open already. None is closed"), face.Text);
    }

    [Fact]
    public async Task X042_X048_X050_a_filter_is_tried_and_its_count_said_before_it_is_saved()
    {
        const string Filter = "endsWith(userPrincipalName,'onmicrosoft.com') and preferredLanguage eq 'en-GB'";
        using var bench = await OpenAsync(Ready);
        var directory = Directory(bench);
        directory.Count = _ => 12;
        var face = await bench.SayAsync(Patti, "settings people");
        Assert.True(face.Says("Without a filter the search is over the whole tenant."), face.Text);
        face = await bench.PressAsync(Patti, face, "Change", "peopleFilter");
        Assert.Equal("", face.Value);
        face = await bench.PressAsync(Patti, face, "Next", "$filter=" + Filter);
        Assert.True(face.Says("it finds 12 accounts") && face.Says("wherever a task is handed to a person"), face.Text);
        Assert.Equal([Filter, Filter], directory.Asked);
        await bench.PressAsync(Patti, face, "Save");
        Assert.Equal(Filter, bench.Configuration.Tenant.PeopleFilter);

        // X045: empty again means everybody.
        await bench.SayAsync(Patti, "settings people");
        await bench.SayAsync(Patti, "change filter of the people search");
        await bench.SayAsync(Patti, "-");
        await bench.SayAsync(Patti, "save");
        Assert.Equal("", bench.Configuration.Tenant.PeopleFilter);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/users?$filter=x", "This is an address, not a filter.")]
    [InlineData("?$filter=accountEnabled eq true", "This is an address, not a filter.")]
    public async Task X046_a_whole_address_is_refused_with_what_is_wanted(string given, string reason)
    {
        using var bench = await OpenAsync(Ready);
        await bench.SayAsync(Patti, "settings people");
        await bench.SayAsync(Patti, "change 1");
        var face = await bench.SayAsync(Patti, given);
        Assert.True(face.Says(reason), face.Text);
        Assert.Empty(Directory(bench).Asked);
    }

    [Theory]
    [InlineData(FailureCategory.Invalid, "Request_UnsupportedQuery", "does not understand this filter (Request_UnsupportedQuery)")]
    [InlineData(FailureCategory.Refused, "Authorization_RequestDenied", "lacks a permission for it, mostly User.Read.All")]
    [InlineData(FailureCategory.Throttled, "TooManyRequests", "could not be tried (TooManyRequests)")]
    public async Task X050_X052_X053_a_filter_that_does_not_work_is_not_saved(FailureCategory category, string code, string reason)
    {
        using var bench = await OpenAsync(Ready);
        Directory(bench).Count = _ => new Failure(category, code);
        await bench.SayAsync(Patti, "settings people");
        await bench.SayAsync(Patti, "change 1");
        var face = await bench.SayAsync(Patti, "departmnt eq 'x'");
        Assert.True(face.Says(reason), face.Text);
        Assert.Equal("departmnt eq 'x'", face.Value);
    }

    [Fact]
    public async Task X051_a_filter_that_finds_nobody_is_said_to()
    {
        using var bench = await OpenAsync(Ready);
        await bench.SayAsync(Patti, "settings people");
        await bench.SayAsync(Patti, "change 1");
        Assert.True((await bench.SayAsync(Patti, "accountEnabled eq false")).Says("it finds nobody"));
    }

    [Theory]
    [InlineData("no members, only services", TeamVisibility.NoMembers)]
    [InlineData("members of all services", TeamVisibility.AllMembers)]
    [InlineData("2", TeamVisibility.NoMembers)]
    public async Task X054_X055_X056_X057_team_visibility_has_three_levels(string typed, TeamVisibility level)
    {
        using var bench = await OpenAsync(Ready);
        Assert.True((await bench.SayAsync(Patti, "settings people")).Says("members of one’s own services"));
        await bench.SayAsync(Patti, "change team visibility");
        await bench.SayAsync(Patti, typed);
        await bench.SayAsync(Patti, "save");
        Assert.Equal(level, bench.Configuration.Tenant.TeamVisibility);
    }

    [Fact]
    public async Task G065_X029_X030_X031_the_general_settings()
    {
        var guest = Ready.Users[0] with { Id = new("cccccccc-0000-0000-0000-000000000009"), DisplayName = "A guest", UserPrincipalName = "guest@fabrikam.example", IsGuest = true };
        using var bench = await OpenAsync(Ready with { Tenant = Ready.Tenant with { AllowGuests = true }, Users = [.. Ready.Users, guest] });
        var face = await bench.SayAsync(Patti, "settings general");
        Assert.True(face.Says("token valid and of this tenant") && face.Says("the bot has no API for callers"), face.Text);
        await Change("support contact", "Patti, extension 17");
        await Change("time zone", "Berlin");
        await Change("default language", "de");
        await Change("blocked senders", "ads.example");
        await bench.SayAsync(Patti, "change api authorization");
        face = await bench.SayAsync(Patti, "none");
        Assert.True(face.Says("is not among them"), face.Text);
        await bench.SayAsync(Patti, "token valid");
        face = await Change("guests as agents", "no");
        Assert.True(face.Says("1 guests have roles here"), face.Text);
        face = await bench.SayAsync(Patti, "save");
        Assert.True(face.Says("Guests of the tenant have no role here."), face.Text);
        await Change("guests as agents", "yes");
        face = await bench.SayAsync(Patti, "save");
        Assert.True(face.Says("The settings are saved."), face.Text);
        Assert.True(bench.Configuration.Tenant is
        {
            SupportContact: "Patti, extension 17", TimeZone: "Europe/Berlin", DefaultLanguage: "de", AllowGuests: true, BlockedSenders: ["ads.example"], ApiAuthorization: ApiAuthorization.Token,
        });
        Assert.True((await bench.SayAsync(Patti, "help")).Says("Patti, extension 17"));

        async Task<Face> Change(string what, string value)
        {
            await bench.SayAsync(Patti, $"change {what}");
            return await bench.SayAsync(Patti, value);
        }
    }

    [Fact]
    public async Task X062_X071_X073_presence_of_one_person_says_availability_and_activity()
    {
        using var bench = await OpenAsync(Ready, null, Accounts);
        bench.Access.Presence = new PresenceFacts("Busy", "InACall");
        var face = await bench.SayAsync(Patti, "presence test megan@contoso.example");
        Assert.True(face.Says("megan@contoso.example: availability Busy, activity InACall."), face.Text);
        await bench.SayAsync(Patti, "presence test");
        Assert.True((await bench.SayAsync(Patti, "nobody@contoso.example")).Says("knows no account"));
        Assert.True((await bench.SayAsync(Patti, "megan@contoso.example")).Says("activity InACall"));
    }

    [Theory]
    [InlineData("Authorization_RequestDenied", FailureCategory.Refused, "Presence.Read.All is missing (Authorization_RequestDenied)")]
    [InlineData("TooManyRequests", FailureCategory.Throttled, "could not be read now (TooManyRequests)")]
    public async Task X059_X060_X061_without_the_permission_the_card_says_what_that_means(string code, FailureCategory category, string text)
    {
        using var bench = await OpenAsync(Ready, null, Accounts);
        bench.Access.Presence = new Failure(category, code);
        var face = await bench.SayAsync(Patti, "presence");
        Assert.True(face.Says(text) && face.Says("service distribution"), face.Text);
    }

    [Fact]
    public async Task X070_where_the_permission_is_missing_a_link_leads_to_the_consent()
    {
        using var bench = await OpenAsync(Ready, null, Accounts);
        bench.Access.Presence = new Failure(FailureCategory.Refused, "Authorization_RequestDenied");
        bench.Access.Facts = bench.Access.Facts with { TenantId = "11111111-0000-0000-0000-000000000001", ClientId = "22222222-0000-0000-0000-000000000002" };
        Assert.Contains("Grant in Entra", (await bench.SayAsync(Patti, "presence")).Titles);
        bench.Access.Presence = new PresenceFacts("Available", "Available");
        var face = await bench.SayAsync(Patti, "presence");
        Assert.DoesNotContain("Grant in Entra", face.Titles);
        Assert.True(face.Says("Presence can be read."), face.Text);
    }

    [Fact]
    public async Task X067_X068_X069_what_Microsoft_does_not_tell_is_said()
    {
        using var bench = await OpenAsync(Ready, null, Accounts);
        bench.Access.Presence = new PresenceFacts("PresenceUnknown", "PresenceUnknown");
        var face = await bench.SayAsync(Patti, "presence megan@contoso.example");
        Assert.True(face.Says("privacy mode of Teams") && face.Says("only the duty switch") && face.Says("Microsoft does not tell of calls"), face.Text);
    }

    [Fact]
    public async Task Of_two_administrators_the_second_sees_what_the_first_changed()
    {
        using var bench = await OpenAsync(Ready);
        var face = await bench.SayAsync(Patti, "settings limits");
        await bench.DoAsync(new SetTenant(bench.Configuration.Tenant with { OutboundLimit = 7 }));
        face = await bench.PressAsync(Patti, face, "Save");
        Assert.True(face.Says("from “20” to “7”"), face.Text);
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("settings email no")]
    [InlineData("settings limits")]
    [InlineData("settings people")]
    [InlineData("settings general")]
    [InlineData("presence")]
    [InlineData("presence test megan@contoso.example")]
    public async Task X047_only_administrators_see_and_do_it(string command)
    {
        using var bench = await OpenAsync(WithHelp with { Tenant = Ready.Tenant with { PeopleFilter = "accountEnabled eq true" } }, null, Accounts);
        var revision = bench.Configuration.Revision;
        foreach (var person in new[] { Stranger, Megan.Value, "cccccccc-0000-0000-0000-000000000004" })
        {
            var face = await bench.SayAsync(person, command);
            Assert.False(face.Says("Settings") || face.Says("accountEnabled") || face.Says("Presence") || face.Says("tasks are open"), face.Text);
        }

        Assert.Equal(revision, bench.Configuration.Revision);
    }

    private static readonly DirectoryUser[] Accounts =
        [DirectoryFake.Account(Megan.Value, "megan@contoso.example", "Megan Bowen"), DirectoryFake.Account(Patti, "patti@contoso.example", "Patti Fernandez")];

    private static DirectoryFake Directory(DialogBench bench) => (DirectoryFake)bench.Services.GetRequiredService<IDirectory>();
}
