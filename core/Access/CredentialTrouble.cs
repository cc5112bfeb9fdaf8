using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Access;

/// <summary>Why the app cannot sign in; every number of Entra that an administrator can act upon is told apart (graph.md 9, X-020, X-041).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CredentialTrouble>))]
public enum CredentialTrouble
{
    /// <summary>It can.</summary>
    None,

    /// <summary>AADSTS7000215: the secret's id was taken for its value, or it is another app's.</summary>
    SecretWrong,

    /// <summary>AADSTS7000222.</summary>
    SecretExpired,

    /// <summary>AADSTS700027, 700024, 700030: the certificate is not the app's, has ended, or the machine's clock is wrong.</summary>
    CertificateRefused,

    /// <summary>AADSTS700016: no such app in this tenant; mostly nobody has consented there, or the client id is wrong.</summary>
    AppNotInTenant,

    /// <summary>AADSTS7000112: the enterprise application is switched off.</summary>
    AppDisabled,

    /// <summary>AADSTS90002, 900023: no such tenant in this cloud.</summary>
    TenantUnknown,

    /// <summary>AADSTS65001: nobody has consented.</summary>
    ConsentMissing,

    /// <summary>AADSTS50194: a shared authority (<c>common</c>) was asked for a single-tenant app (F-59).</summary>
    SharedAuthority,

    /// <summary>AADSTS53003: a conditional access policy for workload identities refuses.</summary>
    PolicyRefuses,

    /// <summary>AADSTS70021, 700211, 700212, 700213: no federated credential fits the token that the host presents.</summary>
    FederationMismatch,

    /// <summary>The host offers no such credential: no managed identity, no token file.</summary>
    CredentialUnavailable,

    /// <summary>Entra was not reached, or is itself in trouble; it passes.</summary>
    AuthorityUnreachable,

    /// <summary>Entra refuses for another reason; the code says which.</summary>
    Other,
}

/// <summary>Reads the trouble from a failure of the token endpoint.</summary>
public static class CredentialTroubles
{
    /// <summary>None for a failure that is not about signing in.</summary>
    public static CredentialTrouble Of(Failure failure) => failure.Code.ToUpperInvariant() switch
    {
        "AADSTS7000215" => CredentialTrouble.SecretWrong,
        "AADSTS7000222" => CredentialTrouble.SecretExpired,
        "AADSTS700027" or "AADSTS700024" or "AADSTS700030" => CredentialTrouble.CertificateRefused,
        "AADSTS700016" => CredentialTrouble.AppNotInTenant,
        "AADSTS7000112" => CredentialTrouble.AppDisabled,
        "AADSTS90002" or "AADSTS900023" => CredentialTrouble.TenantUnknown,
        "AADSTS65001" => CredentialTrouble.ConsentMissing,
        "AADSTS50194" => CredentialTrouble.SharedAuthority,
        "AADSTS53003" => CredentialTrouble.PolicyRefuses,
        "AADSTS70021" or "AADSTS700211" or "AADSTS700212" or "AADSTS700213" => CredentialTrouble.FederationMismatch,
        "CREDENTIALUNAVAILABLE" => CredentialTrouble.CredentialUnavailable,
        "TOKENENDPOINTUNREACHABLE" or "AADSTS90033" or "AADSTS50196" => CredentialTrouble.AuthorityUnreachable,
        _ => failure.Category == FailureCategory.Unauthenticated ? CredentialTrouble.Other : CredentialTrouble.None,
    };
}
