using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Access;

/// <summary>What became of a consent link.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConsentOutcome>))]
public enum ConsentOutcome
{
    /// <summary>Nobody has come back from it yet.</summary>
    Open,

    /// <summary>Entra says that an administrator consented. A claim that came through a browser: the check proves it (graph.md 10.2).</summary>
    Granted,

    Declined,

    /// <summary>He came back after the link had ended.</summary>
    ExpiredState,

    /// <summary>The link was used before.</summary>
    UsedState,

    /// <summary>We made no such link.</summary>
    UnknownState,

    /// <summary>He consented in another tenant than the one configured: mostly signed in with another account (P-013).</summary>
    WrongTenant,
}

/// <summary>A link to Entra's consent page.</summary>
/// <param name="Id">By which <see cref="ConsentDesk.FindAsync"/> knows it; not the secret in the address.</param>
public sealed record ConsentLink(string Id, Uri Address, DateTimeOffset ExpiresAt);

/// <summary>What is remembered of a link.</summary>
/// <param name="Administrator">For whom it was made; he is told what came of it.</param>
public sealed record ConsentState(AgentId Administrator, DateTimeOffset ExpiresAt)
{
    public ConsentOutcome Outcome { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The tenant that Entra named; a GUID.</summary>
    public string? Tenant { get; init; }

    /// <summary>Entra's reason for a refusal, for example <c>consent_required</c> or an AADSTS number.</summary>
    public string? Code { get; init; }
}

/// <summary>What the browser brought back; nothing of it is trusted.</summary>
public sealed record ConsentReturn(string? State, string? Tenant, string? AdminConsent, string? Error, string? ErrorDescription);

/// <summary>Where the bot is found from outside.</summary>
/// <param name="ConsentCallback">Must be registered as a redirect address of the app, letter by letter.</param>
public sealed record AccessAddresses(Uri ConsentCallback);
