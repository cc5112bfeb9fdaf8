using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Single-value extended properties: stored ones and those every message has.</summary>
internal static class ExtendedProperties
{
    /// <summary>The ids that a filter <c>id eq '..' or id eq '..'</c> names; null when it is anything else.</summary>
    public static IReadOnlyList<string>? IdsOf(FilterNode? filter) => filter switch
    {
        CompareNode { Path: "id", Operator: "eq", Value: string id } => [Valid(id)],
        OrNode either when IdsOf(either.Left) is { } left && IdsOf(either.Right) is { } right => [.. left, .. right],
        _ => null,
    };

    public static string? Value(StoredMessage message, string id) => id switch
    {
        ExtendedProperty.MessageClass => message.MessageClass,
        ExtendedProperty.MessageSize => message.Size.ToString(CultureInfo.InvariantCulture),
        ExtendedProperty.InReplyTo => message.InReplyTo,
        _ => message.ExtendedProperties.GetValueOrDefault(id),
    };

    public static JsonArray Read(StoredMessage message, IReadOnlyList<string> ids) => Json.Array(
        from id in ids
        let value = Value(message, id)
        where value is not null
        select new JsonObject { ["id"] = id, ["value"] = value });

    /// <summary>Writes what a draft's body brings.</summary>
    public static void Set(StoredMessage message, JsonArray properties)
    {
        foreach (var property in properties)
        {
            var json = Json.Object(property, "singleValueExtendedProperties");
            Json.OnlyKnown(json, "singleValueLegacyExtendedProperty", "id", "value");
            var id = Valid(Json.Text(json["id"], "id") ?? throw Json.WrongType("id", "Edm.String"));
            message.ExtendedProperties[id] = Json.Text(json["value"], "value") ?? throw Json.WrongType("value", "Edm.String");
        }
    }

    public static string Valid(string id) =>
        ExtendedProperty.Normalise(id) ?? throw new GraphRefusal(400, "ErrorInvalidProperty", "The property id is invalid.");
}
