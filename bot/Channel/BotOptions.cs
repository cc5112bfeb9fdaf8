namespace TeamsEmailBot.Bot.Channel;

/// <summary>How the bot is registered with Azure Bot Service.</summary>
internal enum BotAppType
{
    SingleTenant,
    UserAssignedMSI,

    /// <summary>No authentication at all; only while every configured peer is this machine.</summary>
    None,
}

/// <summary>How the bot proves who it is when it asks for a token.</summary>
internal enum BotCredential
{
    ClientSecret,
    Certificate,
    ManagedIdentity,
    WorkloadIdentity,

    /// <summary>No token; goes with <see cref="BotAppType.None"/>.</summary>
    None,
}

/// <summary>The checked settings of section <c>Bot</c> (design.md 5). Made by <see cref="BotOptionsReader"/> only, so whoever holds one may rely on it.</summary>
internal sealed record BotOptions
{
    public const string Section = "Bot";

    /// <summary>Client id of the app registration, in lower case; the audience of every inbound token. Empty with <see cref="BotAppType.None"/> unless set.</summary>
    public required string AppId { get; init; }

    /// <summary>Home tenant of the bot; empty only with <see cref="BotAppType.None"/>.</summary>
    public required string AppTenantId { get; init; }

    public required BotAppType AppType { get; init; }

    /// <summary>Default: <c>ClientSecret</c> for SingleTenant, <c>ManagedIdentity</c> for UserAssignedMSI, <c>None</c> for None.</summary>
    public required BotCredential Credential { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>When the client secret ends; only to remind administrators in time (E-040). Default: not known.</summary>
    public DateTimeOffset? SecretExpires { get; init; }

    /// <summary>A PFX or PEM file with the private key.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>Where Teams and Graph reach us from outside.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Where the keys of the Bot Connector are announced. Default: by <c>Cloud</c>.</summary>
    public required Uri OpenIdMetadataUrl { get; init; }

    /// <summary>Accepted issuers, the Bot Framework's first. Default: that one alone. Entra issuers need <see cref="AllowedCallers"/> (teams.md 1.2).</summary>
    public required IReadOnlyList<string> TokenIssuers { get; init; }

    /// <summary>App ids that may call with an Entra token; empty while only the Bot Framework's issuer is accepted.</summary>
    public required IReadOnlyList<string> AllowedCallers { get; init; }

    /// <summary>Entra's host without tenant. Default: by <c>Cloud</c>.</summary>
    public required Uri LoginAuthority { get; init; }

    /// <summary>Scope of the Connector token. Default: by <c>Cloud</c>.</summary>
    public required string ConnectorScope { get; init; }

    /// <summary>See <see cref="ServiceHosts"/>. Default: by <c>Cloud</c>; loopback alone with <see cref="BotAppType.None"/>.</summary>
    public required IReadOnlyList<string> AllowedServiceHosts { get; init; }

    /// <summary>Object ids or UPNs of those who may configure from the start. Default: nobody.</summary>
    public required IReadOnlyList<string> Admins { get; init; }

    /// <summary>Tenants whose users are served. Default: <see cref="AppTenantId"/>; with <see cref="BotAppType.None"/> and neither set, any.</summary>
    public required IReadOnlyList<string> AllowedTenants { get; init; }

    /// <summary>Requests a second to the Connector for one tenant (<c>Limits:TeamsRequestsPerSecond</c>, 1–50, default 25; Teams allows 50, teams.md 3.4).</summary>
    public double RequestsPerSecond { get; init; } = 25;

    /// <summary>Never prints the secret.</summary>
    public override string ToString() => $"Bot {AppId} ({AppType}, {Credential})";
}
