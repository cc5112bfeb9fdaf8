namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>One path of Graph with its verbs; a segment in braces takes any value.</summary>
/// <param name="Method">GET, POST, PATCH or DELETE.</param>
/// <param name="Pattern">For example <c>users/{user}/messages/{message}</c>.</param>
/// <param name="Summary">One phrase for people.</param>
/// <param name="Handle">Called under the tenant's lock.</param>
internal sealed record GraphRoute(string Method, string Pattern, string Summary, Func<GraphCall, GraphAnswer> Handle)
{
    private readonly string[] segments = Pattern.Split('/');

    /// <summary>Keys of collections that live in an Exchange mailbox: the user of the path must have one.</summary>
    public bool NeedsMailbox => segments is ["users", _, "messages" or "mailFolders" or "sendMail" or "mailboxSettings" or "translateExchangeIds", ..];

    /// <summary>Instead of <see cref="Handle"/>, for what must wait for others (the validation of a subscription); takes the lock itself.</summary>
    public Func<GraphCall, CancellationToken, Task<GraphAnswer>>? HandleAsync { get; init; }

    public string Kind => $"{Method} {Pattern}";

    /// <summary>Null when the path is another one; names are compared without case, as Graph does.</summary>
    public IReadOnlyDictionary<string, string>? Match(IReadOnlyList<string> path)
    {
        if (path.Count != segments.Length)
            return null;
        Dictionary<string, string> values = [];
        for (var i = 0; i < segments.Length; i++)
            if (segments[i] is ['{', .. var name, '}'])
                values[name] = path[i];
            else if (Key(segments[i], path[i]) is { } key)
                values[key.Name] = key.Value;
            else if (!string.Equals(segments[i], path[i], StringComparison.OrdinalIgnoreCase))
                return null;
        return values;
    }

    // A key in parentheses: applications(appId='{app}').
    private static (string Name, string Value)? Key(string pattern, string segment)
    {
        var (open, close) = (pattern.IndexOf('{', StringComparison.Ordinal), pattern.IndexOf('}', StringComparison.Ordinal));
        if (open < 0 || !segment.StartsWith(pattern[..open], StringComparison.OrdinalIgnoreCase) || !segment.EndsWith(pattern[(close + 1)..], StringComparison.Ordinal))
            return null;
        return (pattern[(open + 1)..close], segment[open..^(pattern.Length - close - 1)]);
    }
}
