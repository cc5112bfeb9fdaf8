using System.Security.Cryptography;
using System.Text;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>How the document names a person or a mailbox: by object id, by user principal name, or by both (then the id decides, F-63).</summary>
internal sealed record DraftIdentity(string? Id, string? UserPrincipalName)
{
    /// <summary>What to ask the directory for.</summary>
    public string Key => Id ?? UserPrincipalName ?? "";

    public bool IsNamed(string reference) => Is(Id, reference) || Is(UserPrincipalName, reference);

    /// <summary>
    /// Stands in for the directory's answer while the document alone is checked. The same writing gives the same id, so that what is listed twice is seen; the
    /// forms are valid, so that only what stands in the document is found wrong.
    /// </summary>
    public DirectoryUser Provisional(int index)
    {
        var id = Id ?? (UserPrincipalName is { } name ? Hash(name.ToUpperInvariant()) : $"entry-{index}");
        return new(id, "", UserPrincipalName ?? $"{Hash(id)}@unresolved.invalid", [], IsGuest: false);
    }

    public static bool Is(string? written, string reference) => string.Equals(written, reference, StringComparison.OrdinalIgnoreCase);

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 16));
}
