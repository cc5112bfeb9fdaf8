using System.Text;
using System.Text.Json;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>What Teams demands of a card beyond the schema (teams.md 4), checked on the JSON that goes over the wire.</summary>
internal static class CardRules
{
    private static readonly HashSet<string> Elements =
    [
        "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "ColumnSet", "Column", "Container", "ActionSet",
        "Input.Text", "Input.Toggle", "Input.ChoiceSet", "Action.Execute", "Action.Submit", "Action.OpenUrl",
        "Chart.VerticalBar.Grouped", "Chart.VerticalBar", "Chart.Line",
    ];

    // Members of a chart that Teams documents ("Charts in Adaptive Cards") and we use.
    private static readonly HashSet<string> ChartMembers = ["type", "title", "xAxisTitle", "yAxisTitle", "data", "fallback", "spacing", "separator"];

    /// <summary>Everything wrong with the card; empty when it is right.</summary>
    public static IReadOnlyList<string> Mistakes(JsonElement card)
    {
        List<string> mistakes = [];
        Need(card.GetProperty("version").GetString() == "1.5", "version");
        Need(Text(card, "fallbackText").Length > 0, "fallbackText");
        Need(card.GetProperty("msteams").GetProperty("width").GetString() == "Full", "width");
        Need(!card.TryGetProperty("actions", out _), "root actions have no fallback in old clients");
        Need(Encoding.UTF8.GetByteCount(card.GetRawText()) < 24 * 1024, "too large");
        Walk(card, isFallback: false);
        return mistakes;

        void Need(bool holds, string what)
        {
            if (!holds)
                mistakes.Add(what);
        }

        void Walk(JsonElement node, bool isFallback)
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray())
                    Walk(item, isFallback);
                return;
            }

            if (node.ValueKind != JsonValueKind.Object)
                return;
            if (node.TryGetProperty("type", out var type) && type.GetString() is { } name && name != "task/fetch")
                Element(node, name, isFallback);
            foreach (var member in node.EnumerateObject())
            {
                Need(member.Value.ValueKind != JsonValueKind.Null, $"null in {member.Name}");
                if (member.Name != "refresh")
                    Walk(member.Value, isFallback || member.Name == "fallback");
            }
        }

        void Element(JsonElement node, string name, bool isFallback)
        {
            Need(Elements.Contains(name), $"{name} is not on the list");
            if (name.StartsWith("Action.", StringComparison.Ordinal))
            {
                Need(Text(node, "title").Length > 0, "button without title");
            }

            if (name.StartsWith("Chart.", StringComparison.Ordinal))
            {
                Need(node.TryGetProperty("fallback", out var instead) && !Text(instead, "type").StartsWith("Chart.", StringComparison.Ordinal), "chart without a fallback for older clients");
                Need(node.EnumerateObject().All(member => ChartMembers.Contains(member.Name)), "chart with a member that Teams does not know");
                var series = node.GetProperty("data").EnumerateArray().ToList();
                Need(series.Count > 0, "chart without data");
                var points = name == "Chart.VerticalBar" ? series : [.. series.SelectMany(one => one.GetProperty("values").EnumerateArray())];
                Need(name == "Chart.VerticalBar" || series.All(one => Text(one, "legend").Length > 0), "series without a legend");
                Need(points.All(point => Text(point, "x").Length > 0 && point.GetProperty("y").ValueKind == JsonValueKind.Number), "point without x or y");
            }

            if (name == "ActionSet")
                Need(node.GetProperty("actions").GetArrayLength() is > 0 and <= 6, $"{node.GetProperty("actions").GetArrayLength()} buttons in a row");

            if (name == "Action.Execute")
            {
                Need(Text(node, "verb").Length > 0, "Execute without verb");
                Need(node.TryGetProperty("fallback", out var fallback) && Text(fallback, "type") == "Action.Submit"
                    && Text(fallback.GetProperty("data"), "verb") == Text(node, "verb"), "Execute without a Submit of the same verb");
            }

            if (name is "Action.Execute" or "Action.Submit")
            {
                var data = node.GetProperty("data");
                Need(data.EnumerateObject().All(member => member.Name is "verb" or "s" or "t" or "v" or "m" or "x" or "msteams"), "data carry more than ids");
            }

            if (name.StartsWith("Input.", StringComparison.Ordinal))
            {
                Need(Text(node, "id").Length > 0 && Text(node, "label").Length > 0, "input without id or label");
                Need(node.TryGetProperty("isRequired", out var required) || name == "Input.Toggle", "input that does not say whether it is required");
                Need(required.ValueKind != JsonValueKind.True || Text(node, "errorMessage").Length > 0, "required input without message");
            }

            if (name == "TextBlock")
                Need(node.GetProperty("wrap").GetBoolean(), "text that does not wrap");
            if (name == "Action.OpenUrl")
                Need(Text(node, "url").StartsWith("https://", StringComparison.Ordinal), "link that is not https");
        }
    }

    /// <summary>All texts of elements of one type.</summary>
    public static IEnumerable<string> Texts(JsonElement node, string type)
    {
        if (node.ValueKind == JsonValueKind.Object && Text(node, "type") == type && node.TryGetProperty("text", out var text))
            yield return text.GetString()!;
        var children = node.ValueKind switch
        {
            JsonValueKind.Object => node.EnumerateObject().Select(member => member.Value),
            JsonValueKind.Array => node.EnumerateArray(),
            _ => [],
        };
        foreach (var found in children.SelectMany(child => Texts(child, type)))
            yield return found;
    }

    private static string Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
