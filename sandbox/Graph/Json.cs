using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;

namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>Small helpers to write and read Graph's JSON.</summary>
internal static class Json
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonObject? Recipient(SandboxAddress? address) => address is null ? null : new JsonObject
    {
        ["emailAddress"] = new JsonObject { ["name"] = address.Name ?? address.Address, ["address"] = address.Address },
    };

    public static string? Text(JsonNode? node, string property) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw WrongType(property, "Edm.String"),
    };

    public static bool Bool(JsonNode? node, string property) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw WrongType(property, "Edm.Boolean"),
    };

    public static JsonObject Object(JsonNode? node, string property) => node as JsonObject ?? throw WrongType(property, "an object");

    public static JsonArray List(JsonNode? node, string property) => node as JsonArray ?? throw WrongType(property, "a collection");

    /// <summary>Refuses members that the type does not have; annotations (@odata...) pass.</summary>
    public static void OnlyKnown(JsonObject json, string type, params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in json)
            if (!name.Contains('@') && !known.Contains(name))
                throw GraphRefusal.UnknownProperty(name, type);
    }

    public static GraphRefusal WrongType(string property, string type) =>
        new(400, "RequestBodyRead", $"Cannot convert the value of property '{property}' to {type}.");
}
