using System.Text.Json;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Reads the code from Graph's error body, which may also be empty, HTML, or cut off (graph.md 9).</summary>
internal static class GraphErrorBody
{
    private const int Deepest = 8;

    /// <summary>The most detailed code that the table knows, else the outermost; null when there is none that is fit to be logged.</summary>
    public static string? Code(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (Member(document.RootElement, "error") is not { } error)
                return null;
            string? outermost = null;
            string? known = null;
            var level = 0;
            for (JsonElement? at = error; at is { } current && level < Deepest; at = Member(current, "innerError"), level++)
            {
                if (current.Text("code") is not { } code || !IsCode(code))
                    continue;
                outermost ??= code;
                if (GraphErrors.Knows(code))
                    known = code;
            }

            return known ?? outermost;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Graph spells <c>innerError</c> and <c>innererror</c>.</summary>
    private static JsonElement? Member(JsonElement parent, string name)
    {
        if (parent.ValueKind == JsonValueKind.Object)
            foreach (var member in parent.EnumerateObject())
                if (member.Value.ValueKind == JsonValueKind.Object && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                    return member.Value;
        return null;
    }

    /// <summary>A code is logged and stored; what does not look like one might be an address or a text.</summary>
    private static bool IsCode(string text) =>
        text.Length is > 0 and <= 80 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-');
}
