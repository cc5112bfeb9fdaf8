using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Organization;

namespace TeamsEmailBot.Tests.Administration;

public sealed class ConfigurationRulesTests
{
    private static readonly Configuration Sound = Sample.Configuration;

    [Fact]
    public void The_sample_has_neither_problems_nor_warnings_but_the_missing_administrator()
    {
        var report = ConfigurationRules.Check(Sound);

        Assert.Empty(report.Problems);
        Assert.Equal([ProblemCode.NoAdministrator], report.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void The_empty_configuration_is_sound() => Assert.Empty(ConfigurationRules.Check(Configuration.Empty).Problems);

    [Theory]
    [InlineData("h", true)]
    [InlineData("Customer Help", true)]
    [InlineData("a@b_c.d-e 5", true)]
    [InlineData("Käufer ΑΩ 東京 ไทย हिन्दी", true)]
    [InlineData("1234567890123456789012345678901234567890", true)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData(" x", false)]
    [InlineData("x ", false)]
    [InlineData("a,b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a/b", false)]
    [InlineData("😀", false)]
    public void N017_G022_a_mailbox_name(string name, bool isRight) =>
        AssertCodes(Box(box => box with { Name = name }), isRight ? [] : ["$.mailboxes[0].name BadName"]);

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void G028_the_size_limit_of_a_mailbox(int megabytes, bool isRight) =>
        AssertCodes(Box(box => box with { MaxMailMegabytes = megabytes }), isRight ? [] : ["$.mailboxes[0].maxMailMegabytes OutOfRange"]);

    [Theory]
    [InlineData("help@contoso.example", null)]
    [InlineData("guest_tailspin.example#EXT#@contoso.example", null)]
    [InlineData("help", "@")]
    [InlineData("@contoso.example", "name before the @ is empty")]
    [InlineData("a b@contoso.example", "a space")]
    [InlineData("a@b@contoso.example", "more than one @")]
    [InlineData(".a@contoso.example", "dot")]
    [InlineData("ä@contoso.example", "character ä")]
    [InlineData("help@", "domain after the @ is empty")]
    [InlineData("help@contoso", "no dot")]
    [InlineData("help@contoso..example", "empty part")]
    [InlineData("help@-contoso.example", "hyphen")]
    [InlineData("help@con toso.example", "a space")]
    [InlineData("help@contoso.ex\u0000mple", "U+0000")]
    public void N021_a_wrong_user_principal_name_is_told_with_its_wrong_part(string name, string? part)
    {
        var problems = ConfigurationRules.Check(Box(box => box with { UserPrincipalName = name })).Problems;

        if (part is null)
            Assert.Empty(problems);
        else
            Assert.Contains(part, Assert.Single(problems, problem => problem is { Path: "$.mailboxes[0].userPrincipalName", Code: ProblemCode.BadUserPrincipalName }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other-id", "other@contoso.example", "other@contoso.example", null)]
    [InlineData("0b000000-0000-0000-0000-000000000001", "other@contoso.example", "other@contoso.example", "$.mailboxes[1].id Duplicate")]
    [InlineData("other-id", "HELP@contoso.example", "x@contoso.example", "$.mailboxes[1].userPrincipalName AddressTaken")]
    [InlineData("other-id", "support@contoso.example", "x@contoso.example", "$.mailboxes[1].userPrincipalName AddressTaken")]
    [InlineData("other-id", "other@contoso.example", "Support@Contoso.example", "$.mailboxes[1].userPrincipalName AddressTaken")]
    public void N022_a_mailbox_is_unique_by_object_id_and_by_any_address(string id, string userPrincipalName, string alias, string? expected)
    {
        var second = Sound.Mailboxes[0] with { Id = new(id), UserPrincipalName = userPrincipalName, Addresses = [alias] };

        AssertCodes(Sound with { Mailboxes = [Sound.Mailboxes[0], second] }, expected is null ? [] : [expected]);
    }

    [Fact]
    public void N022_a_mailbox_serves_one_service()
    {
        var second = Sound.Services[0] with { Id = new("second") };

        AssertCodes(
            Sound with { Tenant = Sound.Tenant with { ServiceLicences = 2 }, Services = [Sound.Services[0], second] },
            ["$.services[1].mailbox MailboxTaken"]);
    }

    [Theory]
    [InlineData("contoso", "contoso", true)]
    [InlineData("customer-care", "customer-care", true)]
    [InlineData("customer-care", "contoso", true)]
    [InlineData("contoso", "customer-care", false)]
    [InlineData("customer-care", "sibling", false)]
    public void N019_N066_mailbox_and_workflow_are_of_the_services_unit_or_above(string service, string owner, bool isRight)
    {
        var units = Sound with { Units = [.. Sound.Units, new(new("sibling"), "Sibling", Sample.Contoso)], Services = [Sound.Services[0] with { Unit = new(service) }] };

        AssertCodes(
            units with { Mailboxes = [units.Mailboxes[0] with { Unit = new(owner) }], Workflows = [units.Workflows[0] with { Unit = new(owner) }] },
            isRight ? [] : ["$.services[0].mailbox NotVisible", "$.services[0].workflow NotVisible"]);
    }

    [Theory]
    [InlineData(false, false, false, true)]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    public void N002_N068_email_mailbox_and_workflow_need_the_service_licence(bool email, bool mailbox, bool workflow, bool isRight)
    {
        var service = Sound.Services[0] with { HasServiceLicence = false, EmailEnabled = email, Mailbox = mailbox ? Sample.Help : null, Workflow = workflow ? Sample.Straight : null };

        Assert.Equal(isRight, !Codes(Sound with { Services = [service] }).Contains("$.services[0].serviceLicence ServiceLicenceMissing"));
    }

    [Fact]
    public void N070_email_needs_both_mailbox_and_workflow()
    {
        AssertCodes(Desk(service => service with { Mailbox = null }), ["$.services[0].mailbox MailboxMissing"]);
        AssertCodes(Desk(service => service with { Workflow = null }), ["$.services[0].workflow WorkflowMissing"]);
        AssertCodes(Desk(service => service with { Mailbox = null, Workflow = null }), ["$.services[0].mailbox MailboxMissing", "$.services[0].workflow WorkflowMissing"]);
        AssertCodes(Desk(service => service with { Mailbox = null, Workflow = null, EmailEnabled = false }), []);
    }

    [Theory]
    [InlineData(2, 1, new string[0])]
    [InlineData(1, 1, new[] { "$.tenant.emailLicences LicencesExhausted" })]
    [InlineData(2, 0, new[] { "$.tenant.serviceLicences LicencesExhausted" })]
    public void N009_no_pool_is_ever_over_assigned(int email, int services, string[] expected) =>
        AssertCodes(Sound with { Tenant = Sound.Tenant with { EmailLicences = email, ServiceLicences = services } }, expected);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void N008_the_limit_of_the_tenant(int limit, bool isRight) =>
        AssertCodes(Sound with { Tenant = Sound.Tenant with { MaxConcurrentTasks = limit } }, isRight ? [] : ["$.tenant.maxConcurrentTasks OutOfRange"]);

    [Theory]
    [InlineData(true, Roles.Agent, false, false)]
    [InlineData(true, Roles.Administrator, false, false)]
    [InlineData(true, Roles.Agent, true, true)]
    [InlineData(false, Roles.Agent, false, true)]
    public void E004_guests_have_no_role_unless_the_tenant_allows_it(bool isGuest, Roles roles, bool allowed, bool isRight)
    {
        var user = Sound.Users[0] with { IsGuest = isGuest, Roles = roles | Roles.Agent };

        AssertCodes(
            Sound with { Tenant = Sound.Tenant with { AllowGuests = allowed }, Users = [user, Sound.Users[1]] }, isRight ? [] : ["$.users[0].roles GuestNotAllowed"]);
    }

    [Fact]
    public void Agents_exist_have_the_role_and_are_listed_once()
    {
        var supervisor = Sound.Users[1] with { Roles = Roles.Supervisor };

        AssertCodes(
            Desk(service => service with { Agents = [new(Sample.Megan), new(Sample.Adele), new(new("nobody")), new(Sample.Megan)] }) with { Users = [Sound.Users[0], supervisor] },
            ["$.services[0].agents[1] NotAnAgent", "$.services[0].agents[2] UnknownReference", "$.services[0].agents[3] Duplicate"]);
    }

    [Theory]
    [InlineData(10, 1, 1, new string[0])]
    [InlineData(600, 10, 25, new string[0])]
    [InlineData(9, 0, 0, new[] { "offerSeconds", "missesUntilOffDuty", "tasksPerAgent" })]
    [InlineData(601, 11, 26, new[] { "offerSeconds", "missesUntilOffDuty", "tasksPerAgent" })]
    public void The_ranges_of_distribution(int seconds, int misses, int tasks, string[] wrong) => AssertCodes(
        Desk(service => service with { Distribution = new() { OfferSeconds = seconds, MissesUntilOffDuty = misses, TasksPerAgent = tasks } }),
        [.. wrong.Select(field => $"$.services[0].distribution.{field} OutOfRange")]);

    [Theory]
    [InlineData("A", "B", "C", new string[0])]
    [InlineData("A", "a", "C", new[] { "ended" })]
    [InlineData("A", "A", "a", new[] { "ended", "failed" })]
    [InlineData("INBOX", "B", "C", new[] { "handled" })]
    public void N046_the_outcome_folders_differ_and_none_is_the_Inbox(string handled, string ended, string failed, string[] wrong) => AssertCodes(
        Box(box => box with { Folders = new(handled, ended, failed) }), [.. wrong.Select(field => $"$.mailboxes[0].folders.{field} FolderNames")]);

    [Theory]
    [InlineData("contoso")]
    [InlineData("customer-care")]
    [InlineData("third")]
    public void A_circle_of_units_is_found_at_each_of_its_units_and_nowhere_else(string parentOfContoso)
    {
        var units = new List<OrganizationUnit>
        {
            new(Sample.Contoso, "Contoso", new(parentOfContoso)),
            new(Sample.Care, "Customer Care", Sample.Contoso),
            new(new("third"), "Third", Sample.Care),
            new(new("below"), "Below the circle", new("third")),
        };
        string[] expected = parentOfContoso switch
        {
            "contoso" => ["$.units[0].parent UnitCycle"],
            "customer-care" => ["$.units[0].parent UnitCycle", "$.units[1].parent UnitCycle"],
            _ => ["$.units[0].parent UnitCycle", "$.units[1].parent UnitCycle", "$.units[2].parent UnitCycle"],
        };

        AssertCodes(Sound with { Units = units }, expected);
    }

    [Fact]
    public void References_to_what_is_not_there_are_found_each()
    {
        var nowhere = new UnitId("nowhere");
        var broken = Sound with
        {
            Units = [Sound.Units[0] with { Parent = nowhere }, Sound.Units[1]],
            Mailboxes = [Sound.Mailboxes[0] with { Unit = nowhere }],
            Workflows = [Sound.Workflows[0] with { Unit = nowhere }],
            Services = [Sound.Services[0] with { Unit = nowhere, Mailbox = new("gone"), Workflow = new("gone") }],
        };

        AssertCodes(
            broken,
            [
                "$.mailboxes[0].unit UnknownReference", "$.services[0].mailbox UnknownReference", "$.services[0].unit UnknownReference",
                "$.services[0].workflow UnknownReference", "$.units[0].parent UnknownReference", "$.workflows[0].unit UnknownReference",
            ]);
    }

    [Theory]
    [InlineData("UTC", true)]
    [InlineData("Europe/Berlin", true)]
    [InlineData("W. Europe Standard Time", false)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("", false)]
    public void The_time_zone_is_one_of_the_IANA_list(string zone, bool isRight) =>
        AssertCodes(Sound with { Tenant = Sound.Tenant with { TimeZone = zone } }, isRight ? [] : ["$.tenant.timeZone UnknownTimeZone"]);

    [Fact]
    public void N013_a_licence_without_service_and_a_service_without_licence_are_warned_of_and_allowed()
    {
        var report = ConfigurationRules.Check(Desk(service => service with { Agents = [] }));

        Assert.True(report.IsSound);
        Assert.Equal(
            ["$.services[0].agents NobodyLicensed", "$.users NoAdministrator", "$.users[0].emailLicence LicenceIdle", "$.users[1].emailLicence LicenceIdle"],
            report.Warnings.Select(warning => $"{warning.Path} {warning.Code}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void N001_X002_services_set_up_while_email_is_off_are_warned_of_and_not_in_effect()
    {
        var off = Sound with { Tenant = Sound.Tenant with { EmailEnabled = false } };

        Assert.Contains(ConfigurationRules.Check(off).Warnings, warning => warning is { Path: "$.tenant.emailEnabled", Code: ProblemCode.EmailOff });
        Assert.False(off.IsWatched(Sample.Help));
        Assert.False(LicenceGate.MayReceive(off, off.Users[0]));
    }

    [Fact]
    public void An_activity_after_one_that_takes_every_mail_is_warned_of()
    {
        var workflow = Sound.Workflows[0] with { Activities = [new(ActivityKind.End, Condition.With(ConditionKind.Subject, "newsletter")), new(ActivityKind.Queue), new(ActivityKind.End)] };

        var warning = Assert.Single(ConfigurationRules.Check(Sound with { Workflows = [workflow] }).Warnings, warning => warning.Code == ProblemCode.ActivityUnreachable);
        Assert.Equal("$.workflows[0].activities[2]", warning.Path);
    }

    [Fact]
    public void N003_N004_the_pools_count_and_the_gate_opens_for_licensed_agents_only()
    {
        Assert.Equal((2, 2, 0), (LicencePool.Email(Sound).Total, LicencePool.Email(Sound).Assigned, LicencePool.Email(Sound).Free));
        Assert.Equal(0, new LicencePool(1, 3).Free);
        Assert.True(LicenceGate.MayReceive(Sound, Sound.Users[0]));
        Assert.False(LicenceGate.MayReceive(Sound, Sound.Users[0] with { HasEmailLicence = false }));
        Assert.False(LicenceGate.MayReceive(Sound, Sound.Users[0] with { Roles = Roles.Supervisor }));
        Assert.False(LicenceGate.MayReceive(Sound, Sound.Users[0] with { IsGuest = true }));
    }

    private static Configuration Box(Func<Mailbox, Mailbox> change) => Sound with { Mailboxes = [change(Sound.Mailboxes[0])] };

    private static Configuration Desk(Func<Service, Service> change) => Sound with { Services = [change(Sound.Services[0])] };

    private static string[] Codes(Configuration configuration) =>
        [.. ConfigurationRules.Check(configuration).Problems.Select(problem => $"{problem.Path} {problem.Code}").Order(StringComparer.Ordinal)];

    private static void AssertCodes(Configuration configuration, string[] expected) => Assert.Equal(expected.Order(StringComparer.Ordinal), Codes(configuration));
}
