using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>Looks for what Teams drops, ignores or breaks on without a word (teams.md 4.1, 4.2, design.md 9).</summary>
internal static class CardInspector
{
    /// <summary>Budget of a card in bytes.</summary>
    private const int MostBytes = 28 * 1024;

    private const int MostActions = 6;

    private static readonly HashSet<string> Elements =
    [
        "TextBlock", "RichTextBlock", "TextRun", "Image", "ImageSet", "Container", "ColumnSet", "Column", "FactSet", "ActionSet", "Table", "TableRow",
        "TableCell", "Input.Text", "Input.Number", "Input.Date", "Input.Time", "Input.Toggle", "Input.ChoiceSet", "AdaptiveCard", "Data.Query",
    ];

    private static readonly HashSet<string> Actions = ["Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility"];

    public static IReadOnlyList<string> Inspect(JsonObject card)
    {
        List<string> found = [];
        var version = ConnectorJson.Text(card["version"]);
        if (version is null)
            found.Add("The card has no version: mobile clients do not render it.");
        else if (version is not ("1.2" or "1.3" or "1.4" or "1.5"))
            found.Add($"Version {version} is not rendered everywhere; 1.5 is the highest safe one.");
        if (Encoding.UTF8.GetByteCount(card.ToJsonString()) > MostBytes)
            found.Add("The card is larger than 28 KB.");
        Visit(card, found, new HashSet<string>(StringComparer.Ordinal));
        return found;
    }

    private static void Visit(JsonNode? node, List<string> found, HashSet<string> inputs)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    Visit(item, found, inputs);
                break;
            case JsonObject json:
                if (ConnectorJson.Text(json["type"]) is { } type)
                    CheckTyped(json, type, found, inputs);
                if (json["actions"] is JsonArray { Count: > MostActions })
                    found.Add("More than six actions: the rest is dropped.");
                foreach (var (name, child) in json)
                    if (name is not ("data" or "msteams" or "msTeams" or "metadata" or "authentication" or "choices" or "facts" or "targetElements"))
                        Visit(child, found, inputs);
                break;
        }
    }

    private static void CheckTyped(JsonObject json, string type, List<string> found, HashSet<string> inputs)
    {
        if (type.StartsWith("Action.", StringComparison.Ordinal))
            CheckAction(json, type, found);
        else if (!Elements.Contains(type))
            found.Add($"Unknown element type {type}: it is dropped silently.");
        if (!type.StartsWith("Input.", StringComparison.Ordinal))
            return;
        var id = ConnectorJson.Text(json["id"]);
        if (string.IsNullOrEmpty(id))
            found.Add($"An {type} has no id: its value is not sent.");
        else if (!inputs.Add(id))
            found.Add($"Two inputs have the id {id}.");
        if (string.IsNullOrEmpty(ConnectorJson.Text(json["label"])))
            found.Add($"The {type} {id} has no label.");
    }

    private static void CheckAction(JsonObject json, string type, List<string> found)
    {
        if (!Actions.Contains(type))
            found.Add($"Unknown action type {type}: it is dropped silently.");
        if (type == "Action.Execute" && string.IsNullOrEmpty(ConnectorJson.Text(json["verb"])))
            found.Add("An Action.Execute has no verb: pressing it sends nothing.");
        if (type is "Action.Execute" or "Action.Submit" && json["data"] is { } data && data.GetValueKind() != JsonValueKind.Object)
            found.Add($"The data of an {type} is no object: nothing usable arrives.");
    }
}
