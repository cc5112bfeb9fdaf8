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
    public string ClientSecret { get; init; } = "sandbox-secret";

    /// <summary>Enforce Graph's 10,000 requests per ten minutes (graph.md 7.1) and the connector's windows (teams.md 3.4).</summary>
    public bool EnforceRateLimits { get; init; } = true;

    /// <summary>Base address of the bot, for example http://127.0.0.1:3978; may be set later.</summary>
    public Uri? BotUrl { get; init; }

    /// <summary>Folder of the web page; null: no page is served.</summary>
    public string? PageFolder { get; init; }
}
