using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for the settings of the tenant and its licence pools (N-008, N-009, X-003, X-004, X-046).</summary>
internal static class TenantRules
{
    public const int MostConcurrentTasks = 100_000;
    public const int MostLicences = 1_000_000;
    public const int LeastOutbound = 1;
    public const int MostOutbound = 50;
    public const int LeastRetention = 30;
    public const int MostRetention = 4000;

    public static void Check(Configuration configuration, Findings findings)
    {
        var tenant = configuration.Tenant;
        findings.Range("$.tenant.maxConcurrentTasks", tenant.MaxConcurrentTasks, 1, MostConcurrentTasks);
        findings.Range("$.tenant.serviceLicences", tenant.ServiceLicences, 0, MostLicences);
        findings.Range("$.tenant.emailLicences", tenant.EmailLicences, 0, MostLicences);
        if (tenant.SupportContact is { } contact && !Texts.IsOneLine(contact, Texts.SupportContactLength))
            findings.Problem("$.tenant.supportContact", ProblemCode.BadText, "The support contact is empty, too long or has line breaks.", $"Use 1 to {Texts.SupportContactLength} characters on one line, or leave it out.");
        findings.TimeZone("$.tenant.timeZone", tenant.TimeZone);
        if (!TenantSettings.Languages.Contains(tenant.DefaultLanguage))
            findings.Problem("$.tenant.defaultLanguage", ProblemCode.UnknownValue, "The bot does not speak this language.", $"Use {string.Join(" or ", TenantSettings.Languages)}.");
        findings.Range("$.tenant.outboundLimit", tenant.OutboundLimit, LeastOutbound, MostOutbound);
        findings.Range("$.tenant.retentionDays", tenant.RetentionDays, LeastRetention, MostRetention);
        if (configuration.Services.MaxBy(service => service.ReopenDays) is { } longest && longest.ReopenDays >= tenant.RetentionDays)
            findings.Problem("$.tenant.retentionDays", ProblemCode.RetentionTooShort, $"The service '{longest.Name}' reopens tasks for {longest.ReopenDays} days, and they would not be kept so long.", "Keep for more days than any service reopens tasks.");
        Filter("$.tenant.peopleFilter", tenant.PeopleFilter, findings);
        findings.Range("$.tenant.alerts.escalateMinutes", tenant.Alerts.EscalateMinutes, 0, AlertSettings.LongestEscalation);
        if (tenant.Alerts.QuietFrom is null != tenant.Alerts.QuietTo is null || (tenant.Alerts.QuietFrom is { } from && from == tenant.Alerts.QuietTo))
            findings.Problem($"$.tenant.alerts.{(tenant.Alerts.QuietFrom is null ? "quietFrom" : "quietTo")}", ProblemCode.BadHours, "The quiet hours have no beginning, no end, or no length.", "Give both times, and different ones, or neither.");
        findings.Senders("$.tenant.blockedSenders", tenant.BlockedSenders);
        Pool("$.tenant.emailLicences", "e-mail", LicencePool.Email(configuration), findings);
        Pool("$.tenant.serviceLicences", "service", LicencePool.Service(configuration), findings);
    }

    private static void Filter(string path, string filter, Findings findings)
    {
        var (message, remedy) = PeopleFilter.MistakeOf(filter) switch
        {
            PeopleFilterMistake.WholeUrl => ("This is an address, not a filter.", "Give only what stands after $filter= in the address."),
            PeopleFilterMistake.ParameterName => ("The bot itself writes $filter= before the filter.", "Leave $filter= out and give what stands after it."),
            PeopleFilterMistake.Form => ("The filter is too long, has line breaks, or has spaces at its ends.", $"Use at most {PeopleFilter.MaxLength} characters on one line."),
            _ => ("", ""),
        };
        if (message.Length > 0)
            findings.Problem(path, ProblemCode.BadFilter, message, remedy);
    }

    private static void Pool(string path, string kind, LicencePool pool, Findings findings)
    {
        if (pool.IsOverAssigned)
            findings.Problem(path, ProblemCode.LicencesExhausted, $"{pool.Assigned} {kind} licences are given away, but there are only {pool.Total}.", $"Take a {kind} licence from somebody, or raise the number when more were bought.");
    }
}
