using Azure.Core;
using Azure.Identity;

namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>
/// The Azure.Identity credential that <c>Bot:Credential</c> names. The authority is always the bot's own tenant: with the multi-tenant one every answer of a
/// single-tenant bot is lost (teams.md 1.4).
/// </summary>
internal static class BotCredentials
{
    /// <summary>Makes new credentials on demand; null when nothing is authenticated.</summary>
    public static Func<TokenCredential>? From(BotOptions options) => options.Credential switch
    {
        BotCredential.None => null,
        BotCredential.ClientSecret => () => new ClientSecretCredential(
            options.AppTenantId, options.AppId, options.ClientSecret, new ClientSecretCredentialOptions { AuthorityHost = options.LoginAuthority }),
        BotCredential.Certificate => () => new ClientCertificateCredential(
            options.AppTenantId, options.AppId, options.CertificatePath, new ClientCertificateCredentialOptions { AuthorityHost = options.LoginAuthority }),
        BotCredential.ManagedIdentity => () => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(options.AppId)),
        BotCredential.WorkloadIdentity => () => new WorkloadIdentityCredential(
            new WorkloadIdentityCredentialOptions { TenantId = options.AppTenantId, ClientId = options.AppId, AuthorityHost = options.LoginAuthority }),
        _ => throw new InvalidOperationException($"Unknown credential {options.Credential}."),
    };
}
