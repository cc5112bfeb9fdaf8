using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>
/// Puts the token on requests to Graph and on no others. A 401 is answered once with a new token: a refused request was not executed,
/// so this is safe for every method. Azure.Core's own policy does that only for a claims challenge (graph.md 9, first row, wants both).
/// </summary>
internal sealed partial class GraphAuthentication(GraphTokens tokens, Uri resource) : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!GraphPipeline.IsBelow(resource, message.Request.Uri.ToUri()))
            throw new InvalidOperationException("A request left for an address outside Graph:BaseUrl; it gets no token.");
        var token = await tokens.GetAsync(message.CancellationToken);
        await SendAsync(message, pipeline, token);
        if (message.Response.Status != 401)
            return;
        var claims = message.Response.Headers.TryGetValue("WWW-Authenticate", out var challenge) ? Claims(challenge) : null;
        message.Response.Dispose();
        await SendAsync(message, pipeline, await tokens.ReplaceAsync(token, claims, message.CancellationToken));
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Graph is called asynchronously only.");

    /// <summary>The claims that a challenge asks for, decoded; null when it asks for none or they cannot be read.</summary>
    internal static string? Claims(string challenge)
    {
        if (ClaimsParameter().Match(challenge) is not { Success: true } match)
            return null;
        var encoded = match.Groups[1].Value.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        encoded = encoded.PadRight((encoded.Length + 3) / 4 * 4, '=');
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static ValueTask SendAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline, string token)
    {
        message.Request.Headers.SetValue("Authorization", $"Bearer {token}");
        return ProcessNextAsync(message, pipeline);
    }

    [GeneratedRegex("\\bclaims=\"([^\"]+)\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClaimsParameter();
}
