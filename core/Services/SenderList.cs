using System.Text.RegularExpressions;

namespace TeamsEmailBot.Core.Services;

/// <summary>A list of senders: whole addresses, or domains with everything below them.</summary>
public static partial class SenderList
{
    public const int MaxEntries = 1000;

    /// <summary>True for <c>name@domain.example</c> and <c>domain.example</c>.</summary>
    public static bool IsEntry(string entry) => entry.Length <= 254 && Entry().IsMatch(entry);

    /// <summary>True when one of the entries means this address.</summary>
    public static bool Covers(IEnumerable<string> entries, string address) => entries.Any(entry => Covers(entry, address.Trim()));

    private static bool Covers(string entry, string address) =>
        string.Equals(entry, address, StringComparison.OrdinalIgnoreCase)
        || !entry.Contains('@', StringComparison.Ordinal)
        && (address.EndsWith($"@{entry}", StringComparison.OrdinalIgnoreCase)
            || address.Contains('@', StringComparison.Ordinal) && address.EndsWith($".{entry}", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\A([!-?A-~]{1,64}@)?([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z")]
    private static partial Regex Entry();
}
