namespace TeamsEmailBot.Sandbox.Graph.Query;

/// <summary>One part of $expand: a navigation property, for extended properties with the filter that names them (graph.md 5.1).</summary>
internal sealed record Expansion(string Property, FilterNode? Filter)
{
    public static IReadOnlyList<Expansion> Parse(string text) => [.. Parts(text).Select(One)];

    private static Expansion One(string part)
    {
        var open = part.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return new Expansion(part.Trim(), null);
        var inner = part[(open + 1)..].TrimEnd();
        const string Filter = "$filter=";
        if (!inner.EndsWith(')') || !inner.StartsWith(Filter, StringComparison.OrdinalIgnoreCase))
            throw GraphRefusal.BadRequest($"Parsing OData Select and Expand failed: '{part}'.");
        return new Expansion(part[..open].Trim(), FilterParser.Parse(inner[Filter.Length..^1]));
    }

    /// <summary>Splits at commas outside parentheses and quotes.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        int depth = 0, start = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'';
            if (quoted)
                continue;
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] != ',' || depth != 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }
}
