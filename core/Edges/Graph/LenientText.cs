using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>
/// Text of a JSON string even where it is not valid Unicode. Exchange cuts previews after 255 UTF-16 units, in the middle of an emoji too,
/// and <see cref="JsonElement.GetString"/> throws at the half that is left.
/// </summary>
internal static class LenientText
{
    private const char Replacement = '\uFFFD';

    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Repair(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(text)).AsSpan(1..^1));
        }
    }

    private static string Repair(ReadOnlySpan<char> raw)
    {
        var repaired = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\' || at + 1 >= raw.Length)
            {
                repaired.Append(raw[at]);
                continue;
            }

            at++;
            repaired.Append(raw[at] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'u' => Unit(raw, ref at), var other => other });
        }

        for (var at = 0; at < repaired.Length; at++)
        {
            if (char.IsHighSurrogate(repaired[at]) && at + 1 < repaired.Length && char.IsLowSurrogate(repaired[at + 1]))
                at++;
            else if (char.IsSurrogate(repaired[at]))
                repaired[at] = Replacement;
        }

        return repaired.ToString();
    }

    private static char Unit(ReadOnlySpan<char> raw, ref int at)
    {
        if (at + 4 >= raw.Length || !ushort.TryParse(raw.Slice(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            return Replacement;
        at += 4;
        return (char)unit;
    }
}
