using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Licences;

/// <summary>The one place that says whether a licence lets somebody receive e-mail tasks.</summary>
public static class LicenceGate
{
    /// <summary>True when e-mail is on for the tenant and the person is an agent with an e-mail licence (N-001, N-004, E-004).</summary>
    public static bool MayReceive(Configuration configuration, User user) =>
        configuration.Tenant.EmailEnabled
        && user.HasEmailLicence
        && user.Roles.HasFlag(Roles.Agent)
        && (!user.IsGuest || configuration.Tenant.AllowGuests);
}
