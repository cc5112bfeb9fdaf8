using System.Globalization;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>Ids of single-value extended properties: <c>String {guid} Name X</c>, <c>Integer 0x3FDF</c> (graph.md 5.5).</summary>
internal static partial class ExtendedProperty
{
    /// <summary>MAPI message class.</summary>
    public const string MessageClass = "String 0x1a";

    /// <summary>PidTagMessageSize.</summary>
    public const string MessageSize = "Integer 0xe08";

    /// <summary>PidTagInReplyToId.</summary>
    public const string InReplyTo = "String 0x1042";

    /// <summary>PidTagLastVerbExecuted.</summary>
    public const string LastVerb = "Integer 0x1081";

    /// <summary>PidTagLastVerbExecutionTime.</summary>
    public const string LastVerbTime = "SystemTime 0x1082";

    private const string AutoResponseSuppress = "Integer 0x3fdf";

    private const string InternetHeaders = "String {00020386-0000-0000-c000-000000000046} Name ";

    /// <summary>The headers that a sent mail gets from its properties: those of the set PS_INTERNET_HEADERS, and X-Auto-Response-Suppress (MS-OXCMAIL 2.1.3).</summary>
    public static IEnumerable<SandboxHeader> Headers(IReadOnlyDictionary<string, string> properties)
    {
        foreach (var (id, value) in properties)
            if (id.StartsWith(InternetHeaders, StringComparison.OrdinalIgnoreCase))
                yield return new SandboxHeader(id[InternetHeaders.Length..], value);
            else if (id == AutoResponseSuppress)
                yield return new SandboxHeader("X-Auto-Response-Suppress", Suppressed(int.Parse(value, CultureInfo.InvariantCulture)));
    }

    private static string Suppressed(int bits) => bits == -1
        ? "All"
        : string.Join(", ", new[] { (1, "DR"), (2, "NDR"), (4, "RN"), (8, "NRN"), (16, "OOF"), (32, "AutoReply") }.Where(bit => (bits & bit.Item1) != 0).Select(bit => bit.Item2));

    /// <summary>One spelling per property, the one Graph answers with (0x001A comes back as 0x1a); null when it is no valid id.</summary>
    public static string? Normalise(string id)
    {
        if (Tagged().Match(id) is { Success: true } tagged)
            return string.Create(
                CultureInfo.InvariantCulture, $"{tagged.Groups[1].Value} 0x{uint.Parse(tagged.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture):x}");
        if (Named().Match(id) is { Success: true } named && Guid.TryParse(named.Groups[2].Value, out var set))
            return $"{named.Groups[1].Value} {{{set}}} {named.Groups[3].Value} {named.Groups[4].Value}";
        return null;
    }

    [GeneratedRegex(@"^(String|Integer|Boolean|SystemTime|Long|Binary) 0x([0-9A-Fa-f]{1,8})$")]
    private static partial Regex Tagged();

    [GeneratedRegex(@"^(String|Integer|Boolean|SystemTime|Long|Binary) (\{[0-9A-Fa-f-]{36}\}) (Name|Id) (\S.*)$")]
    private static partial Regex Named();
}
