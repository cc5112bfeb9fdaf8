using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Core.Access;

/// <summary>What is wrong with an id that an administrator typed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IdProblem>))]
public enum IdProblem
{
    None,
    Missing,

    /// <summary>Neither a GUID nor, for a tenant, a domain.</summary>
    NotAnId,

    /// <summary><c>common</c>, <c>organizations</c> or <c>consumers</c>: one tenant must be named (F-59).</summary>
    SharedAuthority,

    /// <summary>It looks like a secret: it must be deleted from the chat and replaced (E-043).</summary>
    LooksLikeSecret,

    /// <summary>Client id and tenant id are the same: one was copied twice.</summary>
    SameAsTenant,
}

/// <summary>Checks the ids of an app registration before anything is tried with them (E-029, E-030, E-048, G-046).</summary>
public static partial class EntraIds
{
    /// <summary>A tenant's id or one of its domains.</summary>
    public static IdProblem CheckTenant(string? text) => text?.Trim() switch
    {
        null or "" => IdProblem.Missing,
        var tenant when tenant.ToUpperInvariant() is "COMMON" or "ORGANIZATIONS" or "CONSUMERS" => IdProblem.SharedAuthority,
        var tenant when IsGuid(tenant) || Domain().IsMatch(tenant) => IdProblem.None,
        var tenant => IsSecret(tenant) ? IdProblem.LooksLikeSecret : IdProblem.NotAnId,
    };

    /// <summary>An application (client) id.</summary>
    public static IdProblem CheckClient(string? text, string? tenant = null) => text?.Trim() switch
    {
        null or "" => IdProblem.Missing,
        var client when IsGuid(client) => string.Equals(client, tenant?.Trim(), StringComparison.OrdinalIgnoreCase) ? IdProblem.SameAsTenant : IdProblem.None,
        var client => IsSecret(client) ? IdProblem.LooksLikeSecret : IdProblem.NotAnId,
    };

    /// <summary>A certificate's thumbprint: 40 hexadecimal digits, which Windows shows with spaces between (E-048).</summary>
    public static IdProblem CheckThumbprint(string? text) => text?.Replace(" ", "", StringComparison.Ordinal) switch
    {
        null or "" => IdProblem.Missing,
        { Length: 40 } digits when digits.All(char.IsAsciiHexDigit) => IdProblem.None,
        _ => IdProblem.NotAnId,
    };

    /// <summary>Whether a text holds a client secret of Entra or a private key: then it does not belong into a chat (E-043).</summary>
    public static bool IsSecret(string text) => Secret().IsMatch(text) || text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    private static bool IsGuid(string text) => Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty;

    [GeneratedRegex(@"^(?=.{4,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Domain();

    // Secrets that Entra makes: three letters, a digit, Q~, and some thirty letters.
    [GeneratedRegex(@"(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])", RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
