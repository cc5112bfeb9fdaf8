using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Manifest;

/// <summary>Reading, writing and naming places in the JSON files of a package.</summary>
internal static partial class JsonFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Indented, with umlauts as they are: people read these files in the Teams admin centre.</summary>
    public static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonDocument? Parse(string fileName, byte[] content, List<Finding> findings)
    {
        try
        {
            ReadOnlyMemory<byte> text = content;
            return JsonDocument.Parse(text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text, Strict);
        }
        catch (JsonException error)
        {
            findings.Add(new(fileName, $"is not valid JSON: {error.Message.TrimEnd('.')}", "Correct the file at the line named (lines count from 0)"));
            return null;
        }
    }

    public static string Member(string path, string name) => Plain().IsMatch(name) ? $"{path}.{name}" : $"{path}['{name}']";

    public static string Item(string path, int index) => $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]";

    /// <summary>Every string in the document with the place where it stands.</summary>
    public static IEnumerable<(string Path, string Value)> Strings(JsonElement element, string path = "$") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value, Member(path, property.Name))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Strings(item, Item(path, index))),
        JsonValueKind.String => [(path, element.GetString()!)],
        _ => [],
    };

    /// <summary>The string at a chain of member names, or null where one of them is missing or of another kind.</summary>
    public static string? Text(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    /// <summary>The items of an array member; none where it is missing or of another kind (the schema reports that).</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray()
            : [];

    [GeneratedRegex(@"\A[$A-Za-z_][$A-Za-z0-9_]*\z")]
    private static partial Regex Plain();
}
