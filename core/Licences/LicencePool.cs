using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Licences;

/// <summary>How many licences of a kind were bought and how many are given away (N-003, N-009).</summary>
public sealed record LicencePool(int Total, int Assigned)
{
    /// <summary>Never negative: a pool that shrank below what is given away has none free.</summary>
    public int Free => Math.Max(0, Total - Assigned);

    public bool IsOverAssigned => Assigned > Total;

    /// <summary>E-mail licences, one per user who may receive e-mail tasks (N-004).</summary>
    public static LicencePool Email(Configuration configuration) =>
        new(configuration.Tenant.EmailLicences, configuration.Users.Count(user => user.HasEmailLicence));

    /// <summary>Service licences, one per contact-centre service (N-002, N-068).</summary>
    public static LicencePool Service(Configuration configuration) =>
        new(configuration.Tenant.ServiceLicences, configuration.Services.Count(service => service.HasServiceLicence));
}
