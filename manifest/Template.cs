using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Manifest;

/// <summary>
/// Fills the placeholders of a JSON file. It works on the parsed strings and not on the text, so no value can break out of its string.
/// </summary>
internal static partial class Template
{
    public static byte[]? Fill(string fileName, byte[] template, IReadOnlyDictionary<string, string> values, List<Finding> findings)
    {
        if (JsonFile.Parse(fileName, template, findings) is not { } document)
        {
            return null;
        }

        using (document)
        {
            var filled = Fill(fileName, document.RootElement, "$", values, findings);
            return JsonSerializer.SerializeToUtf8Bytes(filled, JsonFile.Written);
        }
    }

    private static JsonNode? Fill(string file, JsonElement element, string path, IReadOnlyDictionary<string, string> values, List<Finding> findings)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var filled = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    filled[property.Name] = Fill(file, property.Value, JsonFile.Member(path, property.Name), values, findings);
                }

                return filled;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select((item, index) => Fill(file, item, JsonFile.Item(path, index), values, findings))]);
            case JsonValueKind.String:
                return JsonValue.Create(Placeholder().Replace(element.GetString()!, match =>
                {
                    if (values.TryGetValue(match.Groups[1].Value, out var value))
                    {
                        return value;
                    }

                    findings.Add(new($"{file} {path}", $"uses the unknown placeholder {match.Value}", $"Known are {string.Join(", ", values.Keys)}"));
                    return match.Value;
                }));
            default:
                return JsonNode.Parse(element.GetRawText());
        }
    }

    [GeneratedRegex(@"\{\{\s*([^{}]*?)\s*\}\}")]
    private static partial Regex Placeholder();
}
