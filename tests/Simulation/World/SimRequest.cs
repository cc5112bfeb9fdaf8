using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>A request to Graph, taken apart.</summary>
internal sealed class SimRequest
{
    private readonly Dictionary<string, string> query = new(StringComparer.Ordinal);
    private readonly byte[]? body;

    public SimRequest(HttpMethod method, Uri address, byte[]? body)
    {
        this.body = body;
        Method = method.Method;
        Address = address;
        Path = [.. address.AbsolutePath.Split('/').Skip(2).Select(Uri.UnescapeDataString)];
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            query[Uri.UnescapeDataString(pair[..at])] = Uri.UnescapeDataString(pair[(at + 1)..]);
        }
    }

    public string Method { get; }

    public Uri Address { get; }

    /// <summary>The segments after the version.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>The mailbox it is about, or the workload: what shares a throttling limit.</summary>
    public string Scope => Path[0] == "users" ? Path[1] : Path[0];

    public string? Option(string name) => query.GetValueOrDefault(name);

    public JsonNode Json() => JsonNode.Parse(body!)!;

    public override string ToString() => $"{Method} {string.Join('/', Path)}";
}
