using System.Text.Json;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>One page of a list; <paramref name="Next"/> leads on, null at the end.</summary>
internal sealed record GraphPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Lists that come in pages.</summary>
internal static class GraphPages
{
    /// <summary>More pages than any list of ours has; an endless chain of next links ends here.</summary>
    private const int Most = 50;

    /// <summary>One page. <paramref name="read"/> returns null for an entry that is to be left out.</summary>
    public static Task<Outcome<GraphPage<T>>> PageAsync<T>(
        this GraphHttp http, GraphCall call, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class
    {
        // A link comes back from outside or out of storage: it must not lead us, and our token, somewhere else.
        if (Uri.IsWellFormedUriString(call.Url, UriKind.Absolute) && !http.Owns(call.Url))
            return Task.FromResult<Outcome<GraphPage<T>>>(new Failure(FailureCategory.Invalid, "ForeignNextLink"));
        return http.SendAsync<GraphPage<T>>(call, answer => Page(http, answer, read), cancellation);
    }

    /// <summary>All pages.</summary>
    public static async Task<Outcome<IReadOnlyList<T>>> AllAsync<T>(
        this GraphHttp http, GraphCall first, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class
    {
        var all = new List<T>();
        var call = first;
        for (var count = 0; count < Most; count++)
        {
            var page = await http.PageAsync(call, read, cancellation);
            if (!page.Succeeded)
                return page.Failure;
            all.AddRange(page.Value.Items);
            if (page.Value.Next is not { } next)
                return all;
            call = first with { Url = next };
        }

        return new Failure(FailureCategory.Invalid, "TooManyPages");
    }

    private static Outcome<GraphPage<T>> Page<T>(GraphHttp http, JsonElement answer, Func<JsonElement, T?> read)
        where T : class
    {
        if (!answer.HasItems("value"))
            return GraphErrors.Unreadable;
        var next = answer.Text("@odata.nextLink");
        if (next is not null && !http.Owns(next))
            return new Failure(FailureCategory.Invalid, "ForeignNextLink");
        return new GraphPage<T>([.. answer.Items("value").Select(read).OfType<T>()], next);
    }
}
