using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Access;

/// <summary>How the app proves who it is (graph.md 10.3).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CredentialKind>))]
public enum CredentialKind
{
    /// <summary>No authentication: towards a simulator on this machine.</summary>
    None,

    ClientSecret,
    Certificate,
    ManagedIdentity,
    WorkloadIdentity,
}

/// <summary>Which app signs in where and how, as the settings say; never the secret itself (E-043).</summary>
/// <param name="TenantId">Id or domain; null when the environment provides it (managed identity, workload identity).</param>
/// <param name="ClientId">Null for a system-assigned managed identity.</param>
public sealed record CredentialFacts(CredentialKind Kind, string? TenantId, string? ClientId, Uri Authority, Uri Graph)
{
    /// <summary>When the certificate, or by the settings the secret, ends; null when that is not known or never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public EntraCloud Cloud => EntraCloud.Of(Authority, Graph);

    /// <summary>The scope that asks for all permissions that the app registration lists.</summary>
    public string Scope => Graph.GetLeftPart(UriPartial.Authority) + "/.default";
}

/// <summary>What stands in the app's token. A hint only: grants made in Exchange do not appear in it (graph.md 10.3).</summary>
/// <param name="AppId">Application (client) id that Entra signed in.</param>
/// <param name="TenantId">Id of the tenant that issued it.</param>
/// <param name="PrincipalId">Object id of the enterprise application, which Exchange's cmdlets want (graph.md 10.5).</param>
/// <param name="Roles">Consented application permissions.</param>
public sealed record TokenFacts(string? AppId, string? TenantId, string? PrincipalId, IReadOnlyList<string> Roles);
