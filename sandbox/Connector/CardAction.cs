using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>A button of a card with what it would send.</summary>
public sealed record CardAction(string Type, string? Verb, string? Title, JsonObject Data)
{
    internal static IEnumerable<CardAction> FindAll(JsonNode node)
    {
        if (node is JsonObject json)
        {
            if (json["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name.StartsWith("Action.", StringComparison.Ordinal))
            {
                var data = json["data"] as JsonObject ?? [];
                yield return new CardAction(name, Text(json["verb"]) ?? Text(data["verb"]), Text(json["title"]), (JsonObject)data.DeepClone());
            }

            // A fallback is only used by clients that do not know the action itself.
            foreach (var (key, child) in json)
                if (key is not ("fallback" or "refresh" or "data") && child is not null)
                    foreach (var action in FindAll(child))
                        yield return action;
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
                if (item is not null)
                    foreach (var action in FindAll(item))
                        yield return action;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
