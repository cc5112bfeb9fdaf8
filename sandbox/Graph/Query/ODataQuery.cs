using System.Globalization;

namespace TeamsEmailBot.Sandbox.Graph.Query;

/// <summary>The query options of a request; which of them a resource takes, the resource says.</summary>
internal sealed record ODataQuery
{
    private static readonly string[] Known = ["$select", "$filter", "$orderby", "$top", "$skip", "$expand", "$count", "includeHiddenFolders"];

    public IReadOnlyList<string>? Select { get; private init; }

    public FilterNode? Filter { get; private init; }

    public IReadOnlyList<(string Property, bool Descending)> OrderBy { get; private init; } = [];

    public int? Top { get; private init; }

    public int Skip { get; private init; }

    public IReadOnlyList<Expansion> Expand { get; private init; } = [];

    public bool Count { get; private init; }

    public bool IncludeHiddenFolders { get; private init; }

    /// <summary>Names of the options that were given.</summary>
    public IReadOnlySet<string> Given { get; private init; } = new HashSet<string>();

    /// <summary>All options as given but $skip, for the next link.</summary>
    public string WithoutSkip { get; private init; } = "";

    public static ODataQuery Parse(string raw)
    {
        Dictionary<string, string> options = new(StringComparer.OrdinalIgnoreCase);
        List<string> kept = [];
        foreach (var pair in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (Unescape(n), Unescape(v)) : (Unescape(pair), "");
            if (!Known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw GraphRefusal.BadRequest($"The query parameter '{name}' is not supported.");
            if (!options.TryAdd(name, value))
                throw GraphRefusal.BadRequest($"Query option '{name}' was specified more than once, but it must be specified at most once.");
            if (!name.Equals("$skip", StringComparison.OrdinalIgnoreCase))
                kept.Add(pair);
        }

        return new ODataQuery
        {
            Given = new HashSet<string>(options.Keys, StringComparer.OrdinalIgnoreCase),
            WithoutSkip = string.Join('&', kept),
            Select = options.TryGetValue("$select", out var select) ? Names(select) : null,
            Filter = options.TryGetValue("$filter", out var filter) ? FilterParser.Parse(filter) : null,
            OrderBy = options.TryGetValue("$orderby", out var order) ? [.. Names(order).Select(Order)] : [],
            Top = options.TryGetValue("$top", out var top) ? Number(top, "$top", 1) : null,
            Skip = options.TryGetValue("$skip", out var skip) ? Number(skip, "$skip", 0) : 0,
            Expand = options.TryGetValue("$expand", out var expand) ? Expansion.Parse(expand) : [],
            Count = options.TryGetValue("$count", out var count) && count == "true",
            IncludeHiddenFolders = options.TryGetValue("includeHiddenFolders", out var hidden) && hidden == "true",
        };
    }

    /// <summary>Refuses every option that is not among <paramref name="allowed"/>.</summary>
    public void Only(params ReadOnlySpan<string> allowed)
    {
        foreach (var name in Given)
            if (!allowed.Contains(name))
                throw GraphRefusal.BadRequest($"The query parameter '{name}' is not supported on this resource.");
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static List<string> Names(string list)
    {
        List<string> names = [.. list.Split(',').Select(n => n.Trim())];
        return names.TrueForAll(n => n.Length > 0) ? names : throw GraphRefusal.BadRequest("Parsing OData Select and Expand failed: an empty name.");
    }

    private static (string Property, bool Descending) Order(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var property] => (property, false),
        [var property, "asc"] => (property, false),
        [var property, "desc"] => (property, true),
        _ => throw GraphRefusal.BadRequest($"Syntax error in $orderby '{text}'."),
    };

    private static int Number(string text, string option, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw GraphRefusal.InvalidQuery($"The value '{text}' of {option} is not valid.");
}
