using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

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

    public static ConfigurationDraft Read(DocumentNode root, List<ConfigurationProblem> problems)
    {
        var fields = new Fields(root, problems);
        _ = fields.Text("$schema");
        var draft = new ConfigurationDraft(
            fields.Inner("tenant") is { } tenant ? Tenant(tenant) : new(),
            fields.Objects("units", Unit),
            fields.Objects("users", user => User(user, problems)),
            fields.Objects("mailboxes", MailboxReader.Read),
            fields.Objects("workflows", workflow => WorkflowReader.Read(workflow, problems)),
            fields.Objects("services", ServiceReader.Read));
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
            DefaultLanguage = fields.Text("defaultLanguage") ?? defaults.DefaultLanguage,
            OutboundLimit = fields.Number("outboundLimit", defaults.OutboundLimit),
            PeopleFilter = fields.Text("peopleFilter") ?? defaults.PeopleFilter,
            TeamVisibility = fields.Choice("teamVisibility", defaults.TeamVisibility),
            ReportsPerAgent = fields.Flag("reportsPerAgent"),
            ApiAuthorization = fields.Choice("apiAuthorization", defaults.ApiAuthorization),
            RetentionDays = fields.Number("retentionDays", defaults.RetentionDays),
            Alerts = fields.Inner("alerts") is { } alerts ? Alerts(alerts) : new(),
            BlockedSenders = fields.Texts("blockedSenders"),
        };
        fields.Close();
        return settings;
    }

    private static AlertSettings Alerts(Fields fields)
    {
        const string Remedy = "Write a time as 20:00.";
        var settings = new AlertSettings
        {
            QuietFrom = fields.Value("quietFrom", DocumentWords.Time, Remedy),
            QuietTo = fields.Value("quietTo", DocumentWords.Time, Remedy),
            EscalateMinutes = fields.Number("escalateMinutes", new AlertSettings().EscalateMinutes),
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
        var user = new DraftUser(
            Identity(fields),
            RolesOf(fields, problems),
            fields.Flag("emailLicence"),
            [.. fields.Texts("supervisedUnits").Select(unit => new UnitId(unit))],
            [.. fields.Texts("supervisedServices").Select(service => new ServiceId(service))]);
        fields.Close();
        return user;
    }

    internal static DraftIdentity Identity(Fields fields)
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
}
