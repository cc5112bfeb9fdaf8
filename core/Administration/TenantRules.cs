using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for the settings of the tenant and its licence pools (N-008, N-009).</summary>
internal static class TenantRules
{
    public const int MostConcurrentTasks = 100_000;
    public const int MostLicences = 1_000_000;

    public static void Check(Configuration configuration, Findings findings)
    {
        var tenant = configuration.Tenant;
        findings.Range("$.tenant.maxConcurrentTasks", tenant.MaxConcurrentTasks, 1, MostConcurrentTasks);
        findings.Range("$.tenant.serviceLicences", tenant.ServiceLicences, 0, MostLicences);
        findings.Range("$.tenant.emailLicences", tenant.EmailLicences, 0, MostLicences);
        if (tenant.SupportContact is { } contact && !Texts.IsOneLine(contact, Texts.SupportContactLength))
            findings.Problem("$.tenant.supportContact", ProblemCode.BadText, "The support contact is empty, too long or has line breaks.", $"Use 1 to {Texts.SupportContactLength} characters on one line, or leave it out.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(tenant.TimeZone, out var zone) || !zone.HasIanaId)
            findings.Problem("$.tenant.timeZone", ProblemCode.UnknownTimeZone, "This time zone is not known here.", "Use a name of the IANA list, for example Europe/Berlin.");
        findings.Senders("$.tenant.blockedSenders", tenant.BlockedSenders);
        Pool("$.tenant.emailLicences", "e-mail", LicencePool.Email(configuration), findings);
        Pool("$.tenant.serviceLicences", "service", LicencePool.Service(configuration), findings);
    }

    private static void Pool(string path, string kind, LicencePool pool, Findings findings)
    {
        if (pool.IsOverAssigned)
            findings.Problem(path, ProblemCode.LicencesExhausted, $"{pool.Assigned} {kind} licences are given away, but there are only {pool.Total}.", $"Take a {kind} licence from somebody, or raise the number when more were bought.");
    }
}
