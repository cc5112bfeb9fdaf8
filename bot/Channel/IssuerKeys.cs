namespace TeamsEmailBot.Bot.Channel;

/// <summary>Where the keys of an accepted issuer come from. <paramref name="EntraTenant"/> is set for issuers of Entra ID.</summary>
internal sealed record IssuerSource(SigningKeys Keys, string? EntraTenant);

/// <summary>The accepted issuers (<c>Bot:TokenIssuers</c>): the Bot Framework's family with one key set, Entra's with another (teams.md 1.2).</summary>
internal sealed class IssuerKeys
{
    private readonly Dictionary<string, IssuerSource> sources = new(StringComparer.Ordinal);
    private readonly SigningKeys botFramework;
    private readonly SigningKeys entra;

    public IssuerKeys(BotOptions options, SigningKeys botFramework, SigningKeys entra)
    {
        (this.botFramework, this.entra) = (botFramework, entra);
        foreach (var issuer in options.TokenIssuers)
            sources[issuer] = EntraIssuer.TenantOf(issuer, options.LoginAuthority) is { } tenant ? new(entra, tenant) : new(botFramework, null);
    }

    public IssuerSource? Find(string issuer) => sources.GetValueOrDefault(issuer);

    /// <summary>True while the key set still holds exactly this key; false also when it is due for a refresh.</summary>
    public bool IsAnnounced(SigningKey key, bool isEntra) => (isEntra ? entra : botFramework).Peek(key.Id)?.Matches(key) == true;
}
