using System.Globalization;
using System.Text.Json;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Reads Graph's JSON leniently: what is missing or of another type than documented is absent, never an error (F-12).</summary>
internal static class GraphReading
{
    public static JsonElement? Object(this JsonElement parent, string name) => Member(parent, name, JsonValueKind.Object);

    public static string? Text(this JsonElement parent, string name) =>
        Member(parent, name, JsonValueKind.String) is { } text ? LenientText.Of(text) : null;

    public static bool Flag(this JsonElement parent, string name) => Member(parent, name, JsonValueKind.True) is not null;

    public static long? Number(this JsonElement parent, string name) =>
        Member(parent, name, JsonValueKind.Number) is { } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>A time in UTC; Graph's notifications and lists also give local offsets (graph.md 1.3).</summary>
    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        DateTimeOffset.TryParse(
            parent.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>The members of a list; empty when there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        Member(parent, name, JsonValueKind.Array) is { } list ? list.EnumerateArray() : [];

    public static bool HasItems(this JsonElement parent, string name) => Member(parent, name, JsonValueKind.Array) is not null;

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object)
            return null;
        try
        {
            return parent.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;
        }
        catch (InvalidOperationException)
        {
            // Some member's name is not valid text, so that names cannot be compared: then this object has nothing to say.
            return null;
        }
    }
}
