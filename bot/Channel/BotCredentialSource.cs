using TeamsEmailBot.Core.Access;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>When the bot's own credential for Teams ends: a certificate tells itself, of a secret only <c>Bot:SecretExpires</c> knows.</summary>
internal sealed class BotCredentialSource(BotOptions options) : ICredentialSource
{
    public ValueTask<ExpiringCredential?> ReadAsync(CancellationToken cancellation)
    {
        var (kind, expires) = options.Credential switch
        {
            BotCredential.Certificate => (CredentialKind.Certificate, CertificateFile.ExpiryOf(options.CertificatePath)),
            BotCredential.ClientSecret => (CredentialKind.ClientSecret, options.SecretExpires),
            _ => (CredentialKind.None, null),
        };
        return new(expires is { } at ? new ExpiringCredential(CredentialUse.Bot, kind, at) : null);
    }
}
