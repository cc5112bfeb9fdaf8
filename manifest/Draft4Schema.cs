using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Manifest;

/// <summary>
/// Checks a JSON document against a JSON Schema of draft 04, as far as Microsoft's Teams schemas use it. A schema with a keyword
/// it does not know is refused when loaded, so an update of the schemas can never pass half checked.
/// </summary>
/// <remarks>Own code because the packages for it are under the AGPL or not to be had; the tests hold it against ajv.</remarks>
internal sealed class Draft4Schema
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly JsonElement _root;

    public Draft4Schema(JsonElement root)
    {
        _root = root;
        Draft4Vocabulary.RefuseUnknown(root, "#");
    }

    public List<Finding> Validate(string fileName, JsonElement document)
    {
        var findings = new List<Finding>();
        Check(_root, document, "$", findings);
        return [.. findings.Select(finding => finding with { Where = $"{fileName} {finding.Where}" })];
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<Finding> findings)
    {
        // Draft 04 would ignore what stands beside a reference, but Microsoft's schemas put lengths there and its tools heed them.
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(Resolve(reference.GetString()!), value, path, findings);
        }

        if (schema.TryGetProperty("type", out var type) && !IsOfType(type, value))
        {
            findings.Add(new(path, $"is {Kind(value)}, not {type.ToString().ToLowerInvariant()}", "Write a value of that kind"));
            return;
        }

        if ((schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)))
            || (schema.TryGetProperty("const", out allowed) && !JsonElement.DeepEquals(allowed, value)))
        {
            findings.Add(new(path, $"is {value.GetRawText()}", $"Allowed is {allowed.GetRawText()}"));
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path, findings);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path, findings);
                break;
            case JsonValueKind.String:
                CheckString(schema, value.GetString()!, path, findings);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value.GetDouble(), path, findings);
                break;
        }

        CheckCombinations(schema, value, path, findings);
    }

    private void CheckObject(JsonElement schema, JsonElement value, string path, List<Finding> findings)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(item => item.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
            {
                findings.Add(new(JsonFile.Member(path, name), "is missing", "Add it"));
            }
        }

        if (schema.TryGetProperty("dependencies", out var dependencies))
        {
            foreach (var dependency in dependencies.EnumerateObject().Where(dependency => value.TryGetProperty(dependency.Name, out _)))
            {
                CheckDependency(dependency.Value, value, path, findings);
            }
        }

        CheckRange(schema, "minProperties", "maxProperties", value.EnumerateObject().Count(), "members", path, findings);
        foreach (var property in value.EnumerateObject())
        {
            var at = JsonFile.Member(path, property.Name);
            var known = false;
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out var inner))
            {
                known = true;
                Check(inner, property.Value, at, findings);
            }

            if (schema.TryGetProperty("patternProperties", out var patterns))
            {
                foreach (var pattern in patterns.EnumerateObject().Where(pattern => Matches(property.Name, pattern.Name)))
                {
                    known = true;
                    Check(pattern.Value, property.Value, at, findings);
                }
            }

            if (known || !schema.TryGetProperty("additionalProperties", out var additional))
            {
                continue;
            }

            if (additional.ValueKind == JsonValueKind.False)
            {
                findings.Add(new(at, "is not known to Teams", "Remove it or correct its name"));
            }
            else if (additional.ValueKind == JsonValueKind.Object)
            {
                Check(additional, property.Value, at, findings);
            }
        }
    }

    private void CheckDependency(JsonElement dependency, JsonElement value, string path, List<Finding> findings)
    {
        if (dependency.ValueKind == JsonValueKind.Object)
        {
            Check(dependency, value, path, findings);
            return;
        }

        foreach (var name in dependency.EnumerateArray().Select(item => item.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
        {
            findings.Add(new(JsonFile.Member(path, name), "is missing beside its companion", "Add it"));
        }
    }

    private void CheckArray(JsonElement schema, JsonElement value, string path, List<Finding> findings)
    {
        var count = value.GetArrayLength();
        CheckRange(schema, "minItems", "maxItems", count, "entries", path, findings);
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True)
        {
            var items = value.EnumerateArray().ToList();
            if (items.Where((item, index) => items.Take(index).Any(earlier => JsonElement.DeepEquals(earlier, item))).Any())
            {
                findings.Add(new(path, "names an entry twice", "Keep one of them"));
            }
        }

        if (schema.TryGetProperty("items", out var each))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(each, item, JsonFile.Item(path, index++), findings);
            }
        }
    }

    private static void CheckString(JsonElement schema, string value, string path, List<Finding> findings)
    {
        CheckRange(schema, "minLength", "maxLength", value.EnumerateRunes().Count(), "characters", path, findings);
        if (schema.TryGetProperty("pattern", out var pattern) && !Matches(value, pattern.GetString()!))
        {
            findings.Add(new(path, $"is '{value}'", $"Write it in the form {pattern.GetString()}"));
        }

        if (schema.TryGetProperty("format", out var format) && format.ValueEquals("uri") && !Uri.TryCreate(value, UriKind.Absolute, out _))
        {
            findings.Add(new(path, $"is '{value}', not a whole address", "Write it with its protocol, such as https://"));
        }
    }

    private static void CheckNumber(JsonElement schema, double value, string path, List<Finding> findings) =>
        CheckRange(schema, "minimum", "maximum", value, "as value", path, findings);

    private static void CheckRange(JsonElement schema, string lower, string upper, double actual, string what, string path, List<Finding> findings)
    {
        if (schema.TryGetProperty(lower, out var least) && actual < least.GetDouble())
        {
            findings.Add(new(path, $"has {Number(actual)} {what}", $"At least {Number(least.GetDouble())} must be there"));
        }

        if (schema.TryGetProperty(upper, out var most) && actual > most.GetDouble())
        {
            findings.Add(new(path, $"has {Number(actual)} {what}", $"At most {Number(most.GetDouble())} are allowed"));
        }
    }

    private void CheckCombinations(JsonElement schema, JsonElement value, string path, List<Finding> findings)
    {
        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var part in all.EnumerateArray())
            {
                Check(part, value, path, findings);
            }
        }

        foreach (var (keyword, exactlyOne) in new[] { ("anyOf", false), ("oneOf", true) })
        {
            if (!schema.TryGetProperty(keyword, out var forms))
            {
                continue;
            }

            var results = forms.EnumerateArray().Select(form => Try(form, value, path)).ToList();
            var fitting = results.Count(result => result.Count == 0);
            if (fitting == 0)
            {
                // The form that fits best is most likely the one that was meant.
                findings.AddRange(results.MinBy(result => result.Count)!);
            }
            else if (exactlyOne && fitting > 1)
            {
                findings.Add(new(path, $"fits {Number(fitting)} forms that exclude each other", "Keep the members of one form"));
            }
        }
    }

    private List<Finding> Try(JsonElement schema, JsonElement value, string path)
    {
        var findings = new List<Finding>();
        Check(schema, value, path, findings);
        return findings;
    }

    private JsonElement Resolve(string reference)
    {
        var target = _root;
        foreach (var step in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            target = target.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }

        return target;
    }

    private static bool IsOfType(JsonElement type, JsonElement value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOfType(one, value))
        : type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            var other => throw new NotSupportedException($"The schema names the type '{other}', which does not exist."),
        };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static bool Matches(string value, string pattern) => Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, PatternTimeout);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
