using System.Globalization;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Writes the parts of Graph's addresses so that no id and no value can change the request's shape.</summary>
internal static class GraphUrl
{
    /// <summary>One id as path segment: ids hold <c>/</c>, <c>+</c> and <c>=</c> (graph.md 3), guests' UPNs a <c>#</c> (graph.md 8.2).</summary>
    public static string Segment(string id)
    {
        // A segment of dots alone would climb in the path, and escaping leaves dots as they are.
        if (id.AsSpan().Trim('.').Trim().IsEmpty)
            throw new ArgumentException("An id must not be empty or consist of dots.", nameof(id));
        return Uri.EscapeDataString(id);
    }

    /// <summary>Query options, values escaped.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string Value)> options)
    {
        var query = "";
        foreach (var (name, value) in options)
            query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        return query;
    }

    /// <summary>A string literal of an OData filter.</summary>
    public static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A time as Graph's filters and bodies take it; whole seconds, cut towards the past.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
