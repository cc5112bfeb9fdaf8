using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Which fields the document has. Defaults are those of the records; ranges and references are for <see cref="ConfigurationRules"/>.</summary>
internal static class DraftReader
{
    private static readonly Dictionary<string, Roles> RoleNames = new(StringComparer.Ordinal)
    {
        ["agent"] = Roles.Agent,
        ["supervisor"] = Roles.Supervisor,
        ["administrator"] = Roles.Administrator,
    };

    private static readonly Dictionary<string, ActivityKind> KindNames = new(StringComparer.Ordinal) { ["queue"] = ActivityKind.Queue, ["end"] = ActivityKind.End };

    public static ConfigurationDraft Read(DocumentNode root, List<ConfigurationProblem> problems)
    {
        var fields = new Fields(root, problems);
        _ = fields.Text("$schema");
        var draft = new ConfigurationDraft(
            fields.Inner("tenant") is { } tenant ? Tenant(tenant) : new(),
            fields.Objects("units", Unit),
            fields.Objects("users", user => User(user, problems)),
            fields.Objects("mailboxes", Mailbox),
            fields.Objects("workflows", workflow => Workflow(workflow, problems)),
            fields.Objects("services", Service));
        fields.Close();
        return draft;
    }

    private static TenantSettings Tenant(Fields fields)
    {
        var defaults = new TenantSettings();
        var settings = new TenantSettings
        {
            EmailEnabled = fields.Flag("emailEnabled"),
            MaxConcurrentTasks = fields.Number("maxConcurrentTasks", defaults.MaxConcurrentTasks),
            ServiceLicences = fields.Number("serviceLicences", defaults.ServiceLicences),
            EmailLicences = fields.Number("emailLicences", defaults.EmailLicences),
            AllowGuests = fields.Flag("allowGuests"),
            SupportContact = fields.Text("supportContact"),
            TimeZone = fields.Text("timeZone") ?? defaults.TimeZone,
            BlockedSenders = fields.Texts("blockedSenders"),
        };
        fields.Close();
        return settings;
    }

    private static OrganizationUnit Unit(Fields fields)
    {
        var unit = new OrganizationUnit(new(fields.Required("id")), fields.Required("name"), fields.Text("parent") is { } parent ? new UnitId(parent) : null);
        fields.Close();
        return unit;
    }

    private static DraftUser User(Fields fields, List<ConfigurationProblem> problems)
    {
        var user = new DraftUser(Identity(fields), RolesOf(fields, problems), fields.Flag("emailLicence"));
        fields.Close();
        return user;
    }

    private static DraftIdentity Identity(Fields fields)
    {
        var identity = new DraftIdentity(fields.Text("id"), fields.Text("userPrincipalName"));
        if (!fields.Has("id") && !fields.Has("userPrincipalName"))
            fields.Missing("userPrincipalName", "Add userPrincipalName or id.");
        return identity;
    }

    private static Roles RolesOf(Fields fields, List<ConfigurationProblem> problems)
    {
        var roles = Roles.None;
        foreach (var item in fields.List("roles"))
            if (item.Text is null || !RoleNames.TryGetValue(item.Text, out var role))
                problems.Add(new(item.Path, ProblemCode.UnknownValue, "There is no such role.", $"Use {string.Join(", ", RoleNames.Keys)}."));
            else if (roles.HasFlag(role))
                problems.Add(new(item.Path, ProblemCode.Duplicate, "This role is listed already.", "List every role once."));
            else
                roles |= role;
        return roles;
    }

    private static DraftMailbox Mailbox(Fields fields)
    {
        var folders = new FolderNames();
        if (fields.Inner("folders") is { } names)
        {
            folders = new(names.Text("handled") ?? folders.Handled, names.Text("ended") ?? folders.Ended, names.Text("failed") ?? folders.Failed);
            names.Close();
        }

        var mailbox = new DraftMailbox(
            Identity(fields), fields.Required("name"), new(fields.Required("unit")), fields.Number("maxMailMegabytes", Core.Mailboxes.Mailbox.MinSizeMegabytes), folders);
        fields.Close();
        return mailbox;
    }

    private static Workflow Workflow(Fields fields, List<ConfigurationProblem> problems)
    {
        if (!fields.Has("activities"))
            fields.Missing("activities", "Add a list of activities, for example [{ \"kind\": \"queue\" }].");
        var workflow = new Workflow(
            new(fields.Required("id")), fields.Required("name"), new(fields.Required("unit")), fields.Objects("activities", activity => Activity(activity, problems)));
        fields.Close();
        return workflow;
    }

    private static WorkflowActivity Activity(Fields fields, List<ConfigurationProblem> problems)
    {
        var name = fields.Required("kind");
        if (!KindNames.TryGetValue(name, out var kind) && fields.Text("kind") is not null)
            problems.Add(new($"{fields.Path}.kind", ProblemCode.UnknownValue, "There is no activity of this kind.", $"Use {string.Join(" or ", KindNames.Keys)}."));
        var words = fields.Texts("whenSubjectContains");
        fields.Close();
        return new(kind, words.Count > 0 ? words : null);
    }

    private static DraftService Service(Fields fields)
    {
        var service = new DraftService(
            new Service
            {
                Id = new(fields.Required("id")),
                Name = fields.Required("name"),
                Unit = new(fields.Required("unit")),
                HasServiceLicence = fields.Flag("serviceLicence"),
                EmailEnabled = fields.Flag("emailEnabled"),
                Suspended = fields.Flag("suspended"),
                Workflow = fields.Text("workflow") is { } workflow ? new WorkflowId(workflow) : null,
                Distribution = fields.Inner("distribution") is { } distribution ? Distribution(distribution) : new(),
                ReopenDays = fields.Number("reopenDays", 14),
                Signature = fields.Text("signature") ?? "",
                SortOutBulk = fields.Flag("sortOutBulk"),
                BlockedSenders = fields.Texts("blockedSenders"),
                Acknowledgement = fields.Text("acknowledgement") ?? "",
            },
            fields.Text("mailbox"),
            fields.Texts("agents"));
        fields.Close();
        return service;
    }

    private static DistributionSettings Distribution(Fields fields)
    {
        var defaults = new DistributionSettings();
        var settings = new DistributionSettings
        {
            OfferSeconds = fields.Number("offerSeconds", defaults.OfferSeconds),
            MissesUntilOffDuty = fields.Number("missesUntilOffDuty", defaults.MissesUntilOffDuty),
            TasksPerAgent = fields.Number("tasksPerAgent", defaults.TasksPerAgent),
            DeliverWhenBusy = fields.Flag("deliverWhenBusy"),
            DeliverInMeeting = fields.Flag("deliverInMeeting"),
            DeliverWhenAway = fields.Flag("deliverWhenAway"),
        };
        fields.Close();
        return settings;
    }
}
