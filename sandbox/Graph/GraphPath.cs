namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>Takes the raw request target apart, because ids may hold an escaped slash, which the web host's own path would lose.</summary>
internal static class GraphPath
{
    /// <summary>Segments after <paramref name="prefix"/>, unescaped; <c>mailFolders('inbox')</c> counts as two.</summary>
    public static IReadOnlyList<string> Split(string rawTarget, string prefix)
    {
        var path = rawTarget.Split('?', 2)[0];
        List<string> segments = [];
        foreach (var raw in path[prefix.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var segment = Uri.UnescapeDataString(raw);
            var open = segment.IndexOf("('", StringComparison.Ordinal);
            if (open > 0 && segment.EndsWith("')", StringComparison.Ordinal))
            {
                segments.Add(segment[..open]);
                segments.Add(segment[(open + 2)..^2].Replace("''", "'", StringComparison.Ordinal));
            }
            else
            {
                segments.Add(segment);
            }
        }

        return segments;
    }

    public static string Query(string rawTarget) => rawTarget.Split('?', 2) is [_, var query] ? query : "";
}
