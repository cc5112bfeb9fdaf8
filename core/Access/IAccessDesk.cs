using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Access;

/// <summary>What became of a consent, for the administrator who asked for it (P-019).</summary>
/// <param name="Report">What the check says now; null when nothing was granted.</param>
public sealed record ConsentNews(ConsentState State, AccessReport? Report);

/// <summary>Whose credential it is; the two may be of one app.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CredentialUse>))]
public enum CredentialUse
{
    /// <summary>For the mailboxes (section <c>Graph</c>).</summary>
    Graph,

    /// <summary>For Teams (section <c>Bot</c>).</summary>
    Bot,
}

/// <summary>A credential that ends soon (E-040).</summary>
/// <param name="Days">Days that are left, rounded up.</param>
public sealed record ExpiryNews(CredentialUse Use, CredentialKind Kind, DateTimeOffset ExpiresAt, int Days);

/// <summary>Port: how administrators are told about the bot's access. A failure means: try again later; who cannot be reached at all is no failure.</summary>
public interface IAccessDesk
{
    /// <summary>Object ids of everybody who may configure, as far as known.</summary>
    ValueTask<IReadOnlyList<AgentId>> AdministratorsAsync(CancellationToken cancellation);

    Task<Failure?> TellAsync(AgentId administrator, ConsentNews news, CancellationToken cancellation);

    Task<Failure?> TellAsync(AgentId administrator, ExpiryNews news, CancellationToken cancellation);
}
