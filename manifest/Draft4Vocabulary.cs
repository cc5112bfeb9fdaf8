using System.Text.Json;

namespace TeamsEmailBot.Manifest;

/// <summary>The keywords <see cref="Draft4Schema"/> heeds, and the refusal of all others.</summary>
internal static class Draft4Vocabulary
{
    private static readonly HashSet<string> Annotations = ["$schema", "id", "title", "description", "default", "definitions", "markdownDescription"];

    private static readonly HashSet<string> Assertions =
    [
        "$ref", "type", "enum", "const", "properties", "patternProperties", "additionalProperties", "required", "dependencies", "items", "minItems",
        "maxItems", "uniqueItems", "minProperties", "maxProperties", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "allOf", "anyOf", "oneOf",
    ];

    public static void RefuseUnknown(JsonElement schema, string place)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var at = $"{place}/{keyword.Name}";
            if (keyword.Name is "properties" or "patternProperties" or "definitions" or "dependencies")
            {
                foreach (var inner in keyword.Value.EnumerateObject().Where(inner => inner.Value.ValueKind == JsonValueKind.Object))
                {
                    RefuseUnknown(inner.Value, $"{at}/{inner.Name}");
                }
            }
            else if (keyword.Name is "allOf" or "anyOf" or "oneOf")
            {
                foreach (var inner in keyword.Value.EnumerateArray())
                {
                    RefuseUnknown(inner, at);
                }
            }
            else if (keyword.Name is "items" or "additionalProperties" && keyword.Value.ValueKind == JsonValueKind.Object)
            {
                RefuseUnknown(keyword.Value, at);
            }
            else if (!Annotations.Contains(keyword.Name) && !Assertions.Contains(keyword.Name))
            {
                throw new NotSupportedException($"The schema uses the keyword {at}, which this validator does not know.");
            }
            else if (keyword.Name == "items" || (keyword.Name == "format" && !keyword.Value.ValueEquals("uri")))
            {
                throw new NotSupportedException($"The schema uses {at} in a form this validator does not know.");
            }
        }
    }
}
