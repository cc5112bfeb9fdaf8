using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Tests.Organization;

namespace TeamsEmailBot.Tests.Administration;

/// <summary>Rules for sending, skills, opening hours and the choices of the tenant.</summary>
public sealed class ServiceSettingsRulesTests
{
    private const string Box = "$.mailboxes[0]";
    private const string Desk = "$.services[0]";
    private static readonly Configuration Sound = Sample.Configuration;
    private static readonly DateTimeOffset Proven = new(2026, 11, 21, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("help@contoso.example", false, null)]
    [InlineData("SUPPORT@contoso.example", false, null)]
    [InlineData("sales@contoso.example", true, null)]
    [InlineData("sales@contoso.example", false, "provenAt FromNotProven")]
    [InlineData("sales", true, "address BadAddress")]
    [InlineData("contoso.example", true, "address BadAddress")]
    [InlineData("", true, "address BadAddress")]
    public void G034_F34_a_from_address_is_one_of_the_mailboxs_own_or_proven(string address, bool isProven, string? wrong) =>
        AssertCodes(WithFrom(new FromAddress(address, "Contoso", isProven ? Proven : null)), wrong is null ? [] : [$"{Box}.fromAddresses[0].{wrong}"]);

    [Theory]
    [InlineData("Contoso Help", true)]
    [InlineData("", false)]
    [InlineData(" x", false)]
    [InlineData("a\nb", false)]
    public void G034_the_display_name_is_a_name(string name, bool isRight) =>
        AssertCodes(WithFrom(new FromAddress("help@contoso.example", name)), isRight ? [] : [$"{Box}.fromAddresses[0].displayName BadName"]);

    [Fact]
    public void G032_from_addresses_are_listed_once_and_at_most_twenty()
    {
        AssertCodes(WithFrom(new FromAddress("help@contoso.example"), new FromAddress("Help@contoso.example")), [$"{Box}.fromAddresses[1].address Duplicate"]);
        AssertCodes(WithFrom([.. Enumerable.Range(0, 20).Select(n => new FromAddress($"a{n}@contoso.example", null, Proven))]), []);
        AssertCodes(WithFrom([.. Enumerable.Range(0, 21).Select(n => new FromAddress($"a{n}@contoso.example", null, Proven))]), [$"{Box}.fromAddresses OutOfRange"]);
    }

    [Fact]
    public void G020_G023_a_service_has_one_default_sender_and_it_is_on_the_list_of_its_mailbox()
    {
        var listed = WithFrom(new FromAddress("support@contoso.example"));

        AssertCodes(Service(listed, service => service with { FromAddress = "Support@contoso.example" }), []);
        AssertCodes(Service(listed, service => service with { FromAddress = "help@contoso.example" }), [$"{Desk}.fromAddress FromNotListed"]);
        AssertCodes(
            Service(listed, service => service with { FromAddress = "support@contoso.example", Mailbox = null, EmailEnabled = false }), [$"{Desk}.fromAddress FromNotListed"]);
    }

    [Fact]
    public void G014_an_outbound_mailbox_feeds_no_service_but_counts_as_ours()
    {
        var outbound = Sound.Mailboxes[0] with { Id = new("out"), UserPrincipalName = "out@contoso.example", Addresses = [], Direction = MailDirection.Outbound };
        var with = Sound with { Mailboxes = [Sound.Mailboxes[0], outbound] };

        AssertCodes(with, []);
        Assert.True(with.IsOwnAddress("out@contoso.example"));
        var problem = Assert.Single(ConfigurationRules.Check(Service(with, service => service with { Mailbox = new("out") })).Problems);
        Assert.Equal(($"{Desk}.mailbox", ProblemCode.MailboxOutbound), (problem.Path, problem.Code));
        Assert.Contains("Customer Help", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void F35_F48_an_address_that_answers_leave_from_is_our_own() =>
        Assert.True(WithFrom(new FromAddress("sales@contoso.example", null, Proven)).IsOwnAddress("SALES@contoso.example"));

    [Theory]
    [InlineData(1, 1, new string[0])]
    [InlineData(5, 5, new string[0])]
    [InlineData(0, 0, new[] { "priority OutOfRange", "skills[0].level OutOfRange" })]
    [InlineData(6, 6, new[] { "priority OutOfRange", "skills[0].level OutOfRange" })]
    public void Priority_and_level_are_from_one_to_five(int priority, int level, string[] wrong) => AssertCodes(
        Service(Sound, service => service with { Agents = [new(Sample.Megan, priority) { Skills = [new("French", level)] }, new(Sample.Adele)] }),
        [.. wrong.Select(field => $"{Desk}.agents[0].{field}")]);

    [Theory]
    [InlineData("French", "german", null)]
    [InlineData("French", "FRENCH", "skills[1].name Duplicate")]
    [InlineData("French", "", "skills[1].name BadName")]
    [InlineData("French", "12345678901234567890123456789012345678901", "skills[1].name BadName")]
    public void Skills_have_names_and_are_listed_once(string first, string second, string? wrong) => AssertCodes(
        Service(Sound, service => service with { Agents = [new(Sample.Megan) { Skills = [new(first, 1), new(second, 1)] }, new(Sample.Adele)] }),
        wrong is null ? [] : [$"{Desk}.agents[0].{wrong}"]);

    [Theory]
    [InlineData("08:00", "12:00", "12:00", "17:00", null)]
    [InlineData("00:00", "00:00", null, null, null)]
    [InlineData("18:00", "00:00", "08:00", "18:00", null)]
    [InlineData("12:00", "12:00", null, null, "monday[0] BadHours")]
    [InlineData("12:00", "08:00", "09:00", "11:00", "monday[0] BadHours")]
    [InlineData("08:00", "12:00", "11:59", "13:00", "monday[1] BadHours")]
    [InlineData("00:00", "00:00", "12:00", "13:00", "monday[1] BadHours")]
    public void Opening_hours_end_after_they_begin_and_do_not_overlap(string from, string to, string? nextFrom, string? nextTo, string? wrong)
    {
        List<OpenHours> hours = [new(DayOfWeek.Tuesday, new(9, 0), new(10, 0)), new(DayOfWeek.Monday, Time(from), Time(to))];
        if (nextFrom is not null)
            hours.Add(new(DayOfWeek.Monday, Time(nextFrom), Time(nextTo!)));

        AssertHours(new Calendar { Hours = hours }, wrong);
    }

    [Theory]
    [InlineData("2026-12-24", "2026-12-24", "Christmas", null)]
    [InlineData("2026-01-01", "2027-01-01", "Sabbatical", null)]
    [InlineData("2026-01-01", "2027-01-02", "Sabbatical", "holidays[0].to BadHoliday")]
    [InlineData("2026-12-24", "2026-12-23", "Christmas", "holidays[0].to BadHoliday")]
    [InlineData("2026-12-24", "2026-12-24", "", "holidays[0].name BadName")]
    public void Holidays_have_a_name_and_end_within_a_year(string from, string to, string name, string? wrong) =>
        AssertHours(new Calendar { Holidays = [new(Day(from), Day(to), name)] }, wrong);

    [Fact]
    public void A_calendar_has_a_time_zone_ten_spans_a_day_and_two_hundred_holidays()
    {
        AssertHours(new Calendar { TimeZone = "W. Europe Standard Time" }, "timeZone UnknownTimeZone");
        AssertHours(new Calendar { Hours = [.. Enumerable.Range(0, 10).Select(n => new OpenHours(DayOfWeek.Sunday, new(n, 0), new(n + 1, 0)))] }, null);
        AssertHours(new Calendar { Hours = [.. Enumerable.Range(0, 11).Select(n => new OpenHours(DayOfWeek.Sunday, new(n, 0), new(n + 1, 0)))] }, "sunday OutOfRange");
        AssertHours(new Calendar { Holidays = [.. Enumerable.Range(0, 200).Select(n => new Holiday(new(2026, 1, 1), new(2026, 1, 1), $"{n}"))] }, null);
        AssertHours(new Calendar { Holidays = [.. Enumerable.Range(0, 201).Select(n => new Holiday(new(2026, 1, 1), new(2026, 1, 1), $"{n}"))] }, "holidays OutOfRange");
    }

    [Theory]
    [InlineData(null, null, null, null, null, new string[0])]
    [InlineData(1, 1, 1, 1, 0, new string[0])]
    [InlineData(60, 480, 480, null, 1440, new string[0])]
    [InlineData(43_200, 43_200, null, 43_200, null, new string[0])]
    [InlineData(0, 43_201, 0, 43_201, -1, new[] { "firstAnswerMinutes", "finishMinutes", "high.firstAnswerMinutes", "high.finishMinutes", "reminderMinutes" })]
    [InlineData(60, 59, null, null, 1441, new[] { "finishMinutes", "reminderMinutes" })]
    [InlineData(60, 480, 481, null, null, new[] { "high.firstAnswerMinutes" })]
    [InlineData(60, 480, null, 59, null, new[] { "high.finishMinutes" })]
    public void The_ranges_of_the_targets_and_no_finish_before_the_first_answer(int? first, int? finish, int? highFirst, int? highFinish, int? reminder, string[] wrong) => AssertCodes(
        Service(Sound, service => service with { Targets = new() { Normal = new(first, finish), High = new(highFirst, highFinish), ReminderMinutes = reminder } }),
        [.. wrong.Select(field => $"{Desk}.targets.{field} OutOfRange")]);

    [Theory]
    [InlineData(null, null, new string[0])]
    [InlineData(1, 1, new string[0])]
    [InlineData(10_000, 10_080, new string[0])]
    [InlineData(0, 0, new[] { "queueLength", "oldestMinutes" })]
    [InlineData(10_001, 10_081, new[] { "queueLength", "oldestMinutes" })]
    public void The_ranges_of_the_thresholds(int? length, int? minutes, string[] wrong) => AssertCodes(
        Service(Sound, service => service with { Thresholds = new() { QueueLength = length, OldestMinutes = minutes } }), [.. wrong.Select(field => $"{Desk}.thresholds.{field} OutOfRange")]);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(20, true)]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void X003_X004_the_outbound_limit(int limit, bool isRight)
    {
        var report = ConfigurationRules.Check(Tenant(tenant => tenant with { OutboundLimit = limit }));

        Assert.Equal(20, new TenantSettings().OutboundLimit);
        Assert.Equal(isRight, report.IsSound);
        Assert.All(report.Problems, problem => Assert.Equal(("$.tenant.outboundLimit", "Give a number from 1 to 50."), (problem.Path, problem.Remedy)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("endsWith(userPrincipalName,'onmicrosoft.com') and preferredLanguage eq 'en-GB'", true)]
    [InlineData("https://graph.microsoft.com/v1.0/users?$filter=accountEnabled", false)]
    [InlineData("HTTP://x", false)]
    [InlineData("?$filter=accountEnabled eq true", false)]
    [InlineData("/users?$filter=accountEnabled eq true", false)]
    [InlineData("$filter=accountEnabled eq true", false)]
    [InlineData("a\nb", false)]
    [InlineData(" accountEnabled eq true", false)]
    public void X045_X046_X048_the_people_filter_is_the_value_of_the_parameter_alone(string filter, bool isRight) =>
        AssertCodes(Tenant(tenant => tenant with { PeopleFilter = filter }), isRight ? [] : ["$.tenant.peopleFilter BadFilter"]);

    [Theory]
    [InlineData("  $Filter= accountEnabled eq true ", "accountEnabled eq true")]
    [InlineData("accountEnabled eq true", "accountEnabled eq true")]
    [InlineData(" ", "")]
    public void X046_what_is_typed_loses_the_name_of_the_parameter(string typed, string filter)
    {
        Assert.Equal(filter, PeopleFilter.Strip(typed));
        Assert.Null(PeopleFilter.MistakeOf(PeopleFilter.Strip(typed)));
    }

    [Fact]
    public void X029_X054_the_choices_begin_with_the_stricter_ones()
    {
        Assert.Equal(TeamVisibility.OwnMembers, new TenantSettings().TeamVisibility);
        Assert.Equal(ApiAuthorization.TokenAndTenant, new TenantSettings().ApiAuthorization);
        Assert.Equal(["$.tenant.apiAuthorization UnknownValue"], Documents.Found(Documents.Read("""{ "tenant": { "apiAuthorization": "none" } }""")));
        Assert.Equal(["$.tenant.teamVisibility UnknownValue"], Documents.Found(Documents.Read("""{ "tenant": { "teamVisibility": "" } }""")));
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("de", true)]
    [InlineData("fr", false)]
    [InlineData("", false)]
    public void The_language_is_one_that_we_speak(string language, bool isRight) =>
        AssertCodes(Tenant(tenant => tenant with { DefaultLanguage = language }), isRight ? [] : ["$.tenant.defaultLanguage UnknownValue"]);

    private static Configuration WithFrom(params FromAddress[] from) => Sound with { Mailboxes = [Sound.Mailboxes[0] with { FromAddresses = from }] };

    private static Configuration Service(Configuration configuration, Func<Service, Service> change) => configuration with { Services = [change(configuration.Services[0])] };

    private static Configuration Tenant(Func<TenantSettings, TenantSettings> change) => Sound with { Tenant = change(Sound.Tenant) };

    private static void AssertHours(Calendar calendar, string? wrong) =>
        AssertCodes(Service(Sound, service => service with { OpeningHours = calendar }), wrong is null ? [] : [$"{Desk}.openingHours.{wrong}"]);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void AssertCodes(Configuration configuration, string[] expected) =>
        Assert.Equal(expected, ConfigurationRules.Check(configuration).Problems.Select(problem => $"{problem.Path} {problem.Code}"));
}
