using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Graph.Query;

/// <summary>Cuts a page and says where the next one begins.</summary>
internal static class Paging
{
    /// <summary><paramref name="usual"/> when the caller names no size; sizes above <paramref name="most"/> are refused.</summary>
    public static JsonObject Page<T>(GraphCall call, IReadOnlyList<T> all, int usual, int most, Func<T, JsonObject> render)
    {
        if (call.Query.Top > most)
            throw GraphRefusal.InvalidQuery($"The value '{call.Query.Top}' of $top is not valid: the maximum is {most}.");
        var size = call.Query.Top ?? Math.Min(call.Prefer.MaxPageSize ?? usual, most);
        var page = all.Skip(call.Query.Skip).Take(size).ToList();
        var json = new JsonObject { ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#Collection" };
        if (call.Query.Count)
            json["@odata.count"] = all.Count;
        json["value"] = Json.Array(page.Select(render));
        var next = call.Query.Skip + page.Count;
        if (next < all.Count)
            json["@odata.nextLink"] = $"{call.RequestUrl}?{string.Join('&', ((string[])[call.Query.WithoutSkip, $"$skip={next}"]).Where(p => p.Length > 0))}";
        return json;
    }
}
