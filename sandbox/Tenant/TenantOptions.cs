using TeamsEmailBot.Sandbox.Clock;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>How the simulated tenant starts.</summary>
public sealed record TenantOptions
{
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Time of the tenant. The control API can only move a <see cref="SandboxClock"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The same seed and the same order of acts give the same ids.</summary>
    public int Seed { get; init; } = 1;

    public required World World { get; init; }

    /// <summary>
    /// True: Graph and the connector demand a valid bearer token, and activities carry a signed one (graph.md 10.3, teams.md 1). False: loopback, no tokens.
    /// </summary>
    public bool RequireTokens { get; init; }

    /// <summary>Secret that the token endpoint accepts for the world's app id.</summary>
    public string ClientSecret { get; init; } = SandboxTokens.Secret;

    /// <summary>When that secret ends: from then on the token endpoint answers AADSTS7000222.</summary>
    public DateTimeOffset SecretEnds { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Application permissions that the app registration lists, and the consent page grants.</summary>
    public IReadOnlyList<string> Requested { get; init; } = ["Mail.ReadWrite", "Mail.Send", "User.Read.All", "Presence.Read.All"];

    /// <summary>What is consented to at the start. Null: a tenant that asks for no permissions at all. Empty: one in which nobody has ever consented.</summary>
    public IReadOnlyList<string>? Consented { get; init; }

    /// <summary>False: until the first consent the tenant has no enterprise application of the app, and the token endpoint answers AADSTS700016.</summary>
    public bool IsAppKnown { get; init; } = true;

    /// <summary>Enforce Graph's 10,000 requests per ten minutes (graph.md 7.1) and the connector's windows (teams.md 3.4).</summary>
    public bool EnforceRateLimits { get; init; } = true;

    /// <summary>Base address of the bot, for example http://127.0.0.1:3978; may be set later.</summary>
    public Uri? BotUrl { get; init; }

    /// <summary>Folder of the web page; null: no page is served.</summary>
    public string? PageFolder { get; init; }
}
