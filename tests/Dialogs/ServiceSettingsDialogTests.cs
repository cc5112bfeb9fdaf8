using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Services;
using TeamsEmailBot.Core.Services;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;
using static TeamsEmailBot.Tests.Dialogs.ServiceBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>The settings of a service: agents, skills, distribution, hours, mail, thresholds.</summary>
public sealed class ServiceSettingsDialogTests
{
    [Fact]
    public async Task N013_agents_come_and_go_and_who_stays_keeps_skills()
    {
        using var bench = await OpenAsync(WithHelp);
        var face = await bench.SayAsync(Patti, "service agents help");
        Assert.True(face.Says("Who works on the mail?"), face.Text);
        face = await bench.SayAsync(Patti, "Megan Bowen; Joni Sherman");
        Assert.True(face.Says("No new mail is offered to Vance, Adele") && face.Says("no mail is offered to: Joni Sherman"), face.Text);
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("The service Customer Help is changed."), face.Text);
        Assert.Equal([Joni, Megan], bench.Service().AgentIds);
        Assert.Equal([new AgentSkill("German", 5)], bench.Service().Agents[1].Skills);

        await bench.SayAsync(Patti, "service add-agent help");
        face = await bench.SayAsync(Patti, "-");
        Assert.True(face.Says("It has no agents, so its mail waits."), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.True((await bench.SayAsync(Patti, "services")).Says("With an e-mail licence, but in no service: Megan Bowen, Vance, Adele."));
    }

    [Fact]
    public async Task Skills_and_priority_of_one_agent()
    {
        using var bench = await OpenAsync(WithHelp);
        var face = await bench.SayAsync(Patti, "service skills help");
        face = await bench.PressAsync(Patti, face, "Next", Megan.Value);
        Assert.Equal("German 5", face.Value);
        face = await bench.PressAsync(Patti, face, "Next", "German 4\nInvoices 7");
        Assert.True(face.Says("The level is a number from 1 to 5."), face.Text);
        await bench.SayAsync(Patti, "+ german 4; + Invoices");
        await bench.SayAsync(Patti, "change priority");
        Assert.True((await bench.SayAsync(Patti, "6")).Says("A whole number from 1 to 5."));
        await bench.SayAsync(Patti, "1");
        await bench.SayAsync(Patti, "yes");
        var member = bench.Service().Agents[0];
        Assert.Equal(1, member.Priority);
        Assert.Equal([new AgentSkill("german", 4), new AgentSkill("Invoices", 3)], member.Skills);
        Assert.Equal(Adele, bench.Service().Agents[1].Agent);
    }

    [Theory]
    [InlineData("distribution.offerSeconds", "90 s", "9 s", "11 min")]
    [InlineData("distribution.offerSeconds", "10", "0", "soon")]
    [InlineData("distribution.offerSeconds", "10 min", "601", "-5")]
    [InlineData("distribution.missesUntilOffDuty", "10", "0", "11")]
    [InlineData("distribution.missesUntilOffDuty", "1", "x", "1.5")]
    [InlineData("distribution.tasksPerAgent", "25", "26", "0")]
    [InlineData("distribution.tasksPerAgent", "1", "", "many")]
    [InlineData("distribution.order", "by priority", "by chance", "")]
    [InlineData("distribution.deliverWhenBusy", "yes", "perhaps", "2x")]
    public async Task X063_X064_X065_distribution_takes_what_is_in_range_and_no_more(string field, string right, params string[] wrong)
    {
        using var bench = await OpenAsync(WithHelp);
        var face = await bench.SayAsync(Patti, "service distribution help");
        Assert.True(face.Says("is never offered mail"), face.Text);
        face = await bench.PressAsync(Patti, face, "Change", field);
        var asked = face.Text.Split('\n')[1];
        foreach (var given in wrong)
            Assert.Contains(asked, (await bench.SayAsync(Patti, $"\"{given}\"")).Text, StringComparison.Ordinal);
        await bench.SayAsync(Patti, right);
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("The service Customer Help is changed."), face.Text);
        Assert.NotEqual(Help.Distribution, bench.Service().Distribution);
    }

    [Fact]
    public async Task X067_X068_help_tells_what_presence_cannot()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.SayAsync(Patti, "service distribution help");
        await bench.SayAsync(Patti, "change deliver when away");
        Assert.True((await bench.SayAsync(Patti, "help")).Says("Microsoft does not tell of calls"));
    }

    [Fact]
    public async Task Opening_hours_and_holidays_are_typed_as_people_write_them()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.SayAsync(Patti, "Service Öffnungszeiten help", "de-DE");
        Assert.True((await bench.SayAsync(Patti, "werktags", "de-DE")).Says("Zum Beispiel: Mo-Fr"));
        var face = await bench.SayAsync(Patti, "Mo-Fr 8-17 Uhr, Sa 9 bis 12", "de-DE");
        Assert.True(face.Says("Mo-Fr 08:00-17:00, Sa 09:00-12:00"), face.Text);
        await bench.SayAsync(Patti, "ändern Zeitzone", "de-DE");
        await bench.SayAsync(Patti, "Berlin", "de-DE");
        await bench.SayAsync(Patti, "ändern Feiertage", "de-DE");
        await bench.SayAsync(Patti, "24.12.2026 - 26.12.2026 Weihnachten; 2027-01-01 Neujahr", "de-DE");
        face = await bench.SayAsync(Patti, "ja", "de-DE");
        Assert.True(face.Says("Der Service Customer Help ist geändert."), face.Text);
        var hours = bench.Service().OpeningHours;
        Assert.Equal("Europe/Berlin", hours.TimeZone);
        Assert.Equal([new Holiday(new(2026, 12, 24), new(2026, 12, 26), "Weihnachten"), new Holiday(new(2027, 1, 1), new(2027, 1, 1), "Neujahr")], hours.Holidays);
        Assert.Equal(6, hours.Hours.Count);

        // One more, one less, without typing the others again.
        await bench.SayAsync(Patti, "service hours help");
        await bench.SayAsync(Patti, "always");
        await bench.SayAsync(Patti, "change holidays");
        face = await bench.SayAsync(Patti, "+ 2027-05-01 May Day; - Neujahr");
        Assert.True(face.Says("round the clock"), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(["Weihnachten", "May Day"], bench.Service().OpeningHours.Holidays.Select(holiday => holiday.Name));
        Assert.Empty(bench.Service().OpeningHours.Hours);
    }

    [Theory]
    [InlineData("Mon-Fri 8:00-17:00, Sat 9-12", "Mon-Fri 08:00-17:00, Sat 09:00-12:00")]
    [InlineData("mon-fri 8–17", "Mon-Fri 08:00-17:00")]
    [InlineData("Monday to Friday 8am-5:30pm", "Mon-Fri 08:00-17:30")]
    [InlineData("Mo, Mi und Fr 8.30-12, 13-17 Uhr", "Mon 08:30-12:00, 13:00-17:00, Wed 08:30-12:00, 13:00-17:00, Fri 08:30-12:00, 13:00-17:00")]
    [InlineData("Fri-Mon 10-18", "Mon 10:00-18:00, Fri-Sun 10:00-18:00")]
    [InlineData("daily 0-24", "Mon-Sun 00:00-24:00")]
    [InlineData("Sa 12pm-0:00", "Sat 12:00-24:00")]
    [InlineData("Sonnabend 9-12\nSo 10-11", "Sat 09:00-12:00, Sun 10:00-11:00")]
    [InlineData("Mon 8-12; Mon 12-16", "Mon 08:00-12:00, 12:00-16:00")]
    [InlineData("immer", "")]
    [InlineData("-", "")]
    public void Hours_are_understood_and_written_in_one_form(string typed, string written)
    {
        var (hours, mistake) = WeekText.Read(typed);
        Assert.Null(mistake);
        Assert.Equal(written, HoursPrompt.Write(hours));
        Assert.Equal(hours, HoursPrompt.Of(HoursPrompt.Write(hours)));
        Assert.Equal(hours, WeekText.Read(WeekText.Write(hours, Words.German.Culture)).Hours);
    }

    [Theory]
    [InlineData("8-17", "Form")]
    [InlineData("Mon", "Form")]
    [InlineData("Mon 8-17, Tue", "Form")]
    [InlineData("Mon 8", "Form")]
    [InlineData("Mon 25-26", "Form")]
    [InlineData("Mon 8:60-9", "Form")]
    [InlineData("Mon ٨-٩", "Form")]
    [InlineData("Mon 08:٣٠-17:00", "Form")]
    [InlineData("Mon 13pm-5pm", "Form")]
    [InlineData("Mon 24-24", "Form")]
    [InlineData("Xyz 8-17", "Form")]
    [InlineData("M 8-17", "Form")]
    [InlineData("Mon 17-8", "Backwards")]
    [InlineData("Mon 8-8", "Backwards")]
    [InlineData("Mon 8-12, Mon-Fri 11-13", "Overlap")]
    [InlineData("Mon 0-1, 1-2, 2-3, 3-4, 4-5, 5-6, 6-7, 7-8, 8-9, 9-10, 10-11", "Overlap")]
    public void Hours_that_are_none_are_told_apart(string typed, string mistake) => Assert.Equal(mistake, WeekText.Read(typed).Mistake.ToString());

    [Theory]
    [InlineData("2026-12-24..2026-12-26 Christmas", "2026-12-24..2026-12-26 Christmas")]
    [InlineData("2026-12-24 to 2026-12-26 Christmas", "2026-12-24..2026-12-26 Christmas")]
    [InlineData("2026-12-24-2026-12-26 Christmas", "2026-12-24..2026-12-26 Christmas")]
    [InlineData("1.1.2027 Neujahr, ganz frei", "2027-01-01 Neujahr, ganz frei")]
    [InlineData("2026-01-01..2027-01-01 A year", "2026-01-01..2027-01-01 A year")]
    [InlineData("2026-12-24 Christmas 🎄", "2026-12-24 Christmas 🎄")]
    [InlineData("2026-12-24 Christ\tmas", null)]
    [InlineData("2026-12-24", null)]
    [InlineData("Christmas", null)]
    [InlineData("2026-02-30 Never", null)]
    [InlineData("2026-12-26..2026-12-24 Backwards", null)]
    [InlineData("2026-01-01..2027-01-02 More than a year", null)]
    public async Task Holidays_are_understood_or_explained(string typed, string? canonical)
    {
        var given = await new HolidaysPrompt([]).ReadAsync(typed, Words.English, default);
        Assert.Equal(canonical, given.Value);
        Assert.Equal(canonical is null, given.Reason is not null);
    }

    [Fact]
    public async Task A_holiday_whose_name_came_with_a_document_does_not_stop_the_dialog()
    {
        Holiday[] holidays = [new(new(2026, 12, 24), new(2026, 12, 26), "Christmas 🎄"), new(new(2027, 3, 8), new(2027, 3, 8), "\u200FNouruz"), new(new(2027, 4, 1), new(2027, 4, 1), "bis 12345678")];
        using var bench = await OpenAsync(Ready with { Services = [Help with { OpeningHours = new Calendar { Holidays = holidays } }] });
        await bench.SayAsync(Patti, "service hours help");
        await bench.SayAsync(Patti, "Mon-Fri 8-17");
        var face = await bench.SayAsync(Patti, "save");
        Assert.True(face.Says("is changed"), face.Text);
        Assert.Equal(holidays, bench.Service().OpeningHours.Holidays);
    }

    [Theory]
    [InlineData("German ٥", "German ٥ 3")]
    [InlineData("German 5", "German 5")]
    [InlineData("German 6", null)]
    public async Task Digits_of_other_scripts_are_letters_of_a_skills_name(string typed, string? canonical) =>
        Assert.Equal(canonical, (await new SkillsPrompt([]).ReadAsync(typed, Words.English, default)).Value);

    [Theory]
    [InlineData("٣٠ min")]
    [InlineData("٣")]
    [InlineData("99999999 days")]
    public async Task I9_a_time_that_is_none_is_explained(string typed) =>
        Assert.NotNull((await new DurationPrompt(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)).ReadAsync(typed, Words.English, default)).Reason);

    [Fact]
    public async Task G023_G020_F41_what_a_service_sends_and_from_where()
    {
        using var bench = await OpenAsync(WithHelp);
        var face = await bench.SayAsync(Patti, "service mail help");
        face = await bench.PressAsync(Patti, face, "Change", "fromAddress");
        Assert.True((await bench.SayAsync(Patti, "other@contoso.example")).Says("is not among them"));
        await bench.SayAsync(Patti, "orders@contoso.example");
        await bench.SayAsync(Patti, "change signature");
        await bench.SayAsync(Patti, "Kind regards\nYour team");
        await bench.SayAsync(Patti, "change acknowledgement");
        Assert.True((await bench.SayAsync(Patti, new string('x', 2001))).Says("That has 2001 characters; 2000 are allowed."));
        await bench.SayAsync(Patti, "We got it.");
        await bench.SayAsync(Patti, "change reopen within");
        Assert.True((await bench.SayAsync(Patti, "3651")).Says("A whole number from 0 to 3650."));
        await bench.SayAsync(Patti, "0");
        await bench.SayAsync(Patti, "change sort out newsletters");
        await bench.SayAsync(Patti, "yes");
        await bench.SayAsync(Patti, "change blocked senders");
        Assert.True((await bench.SayAsync(Patti, "ads.example, not a domain")).Says("neither an address nor a domain"));
        await bench.SayAsync(Patti, "ads.example, spam@news.example");
        face = await bench.SayAsync(Patti, "save");
        Assert.True(face.Says("is changed"), face.Text);
        Assert.True(bench.Service() is
        {
            FromAddress: "orders@contoso.example", Signature: "Kind regards\nYour team", Acknowledgement: "We got it.", ReopenDays: 0, SortOutBulk: true,
            BlockedSenders: ["ads.example", "spam@news.example"],
        });

        // Back to the mailbox's own address; a From address does not outlive its mailbox.
        await bench.SayAsync(Patti, "service mail help");
        await bench.SayAsync(Patti, "change from address");
        await bench.SayAsync(Patti, "the mailbox itself (help@contoso.example)");
        await bench.SayAsync(Patti, "save");
        Assert.Null(bench.Service().FromAddress);
    }

    [Fact]
    public async Task Targets_are_typed_in_minutes_or_hours_and_a_finish_before_the_first_answer_is_refused()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.SayAsync(Patti, "service targets help");
        foreach (var wrong in new[] { "0", "3 days", "1000000", "soon" })
            Assert.True((await bench.SayAsync(Patti, wrong)).Says("A time from 1 min to 720 h, for example 30 min or 4 h."), wrong);
        await bench.SayAsync(Patti, "4 h");
        var face = await bench.SayAsync(Patti, "90");
        Assert.True(face.Says("Tasks that are open now keep their deadlines."), face.Text);
        face = await bench.SayAsync(Patti, "save");
        Assert.False(face.Says("is changed"), face.Text);
        Assert.Equal(new ServiceTargets(), bench.Service().Targets);

        await bench.SayAsync(Patti, "change finish within");
        await bench.SayAsync(Patti, "16 hours");
        await bench.SayAsync(Patti, "change first answer, highest priority");
        await bench.SayAsync(Patti, "30 min");
        await bench.SayAsync(Patti, "change reminder before");
        await bench.SayAsync(Patti, "20");
        face = await bench.SayAsync(Patti, "save");
        Assert.True(face.Says("is changed"), face.Text);
        Assert.Equal(new ServiceTargets { Normal = new(240, 960), Highest = new(30), ReminderMinutes = 20 }, bench.Service().Targets);
        Assert.True((await bench.SayAsync(Patti, "service show help")).Says("first answer 4 h, finish 16 h"));
    }

    [Fact]
    public async Task Targets_can_be_set_in_German_and_taken_back()
    {
        using var bench = await OpenAsync(Ready with { Services = [Help with { Targets = new ServiceTargets { Normal = new(240, 960) } }] });
        var face = await bench.SayAsync(Patti, "Service Zielzeiten help", "de-DE");
        Assert.Equal("4 Std.", face.Value);
        await bench.SayAsync(Patti, "45 Minuten", "de-DE");
        face = await bench.SayAsync(Patti, "-", "de-DE");
        Assert.True(face.Says("Bereits offene Aufgaben behalten ihre Fristen."), face.Text);
        await bench.PressAsync(Patti, face, "Speichern und anwenden");
        Assert.Equal(new ServiceTargets { Normal = new(45) }, bench.Service().Targets);
    }

    [Fact]
    public async Task Thresholds_are_saved_and_the_card_says_who_is_told()
    {
        using var bench = await OpenAsync(WithHelp);
        await bench.SayAsync(Patti, "service thresholds help");
        Assert.True((await bench.SayAsync(Patti, "10001")).Says("A whole number from 1 to 10000."));
        await bench.SayAsync(Patti, "20");
        var face = await bench.SayAsync(Patti, "-");
        Assert.True(face.Says("Supervisors are told when a threshold is reached"), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(new ServiceThresholds { QueueLength = 20 }, bench.Service().Thresholds);
    }

    [Fact]
    public async Task A_list_too_long_for_its_field_is_not_emptied_by_an_empty_field()
    {
        var many = Enumerable.Range(0, 900).Select(i => $"spam-{i:000}.example").ToList();
        using var bench = await OpenAsync(Ready with { Services = [Help with { BlockedSenders = many }] });
        var face = await bench.SayAsync(Patti, "service mail help");
        face = await bench.PressAsync(Patti, face, "Change", "blockedSenders");
        Assert.Null(face.Value);
        face = await bench.PressAsync(Patti, face, "Next", "");
        await bench.PressAsync(Patti, face, "Save & apply");
        Assert.Equal(many, bench.Service().BlockedSenders);
        await bench.SayAsync(Patti, "service mail help");
        await bench.SayAsync(Patti, "change blocked senders");
        await bench.SayAsync(Patti, "- spam-000.example");
        await bench.SayAsync(Patti, "save");
        Assert.Equal(many.Skip(1), bench.Service().BlockedSenders);
    }

    [Fact]
    public async Task More_entries_than_allowed_are_refused()
    {
        var given = await new SenderListPrompt([]).ReadAsync(string.Join('\n', Enumerable.Range(0, 1001).Select(i => $"s{i}.example")), Words.English, default);
        Assert.Equal("That are 1001; at most 1000 are allowed.", given.Reason);
    }
}
