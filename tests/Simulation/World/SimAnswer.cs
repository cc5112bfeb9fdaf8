using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>What Graph answers.</summary>
internal sealed record SimAnswer(int Status, string? Body = null, TimeSpan? RetryAfter = null)
{
    public static SimAnswer Ok(JsonNode body) => new(200, body.ToJsonString());

    public static SimAnswer Created(JsonNode body) => new(201, body.ToJsonString());

    public static SimAnswer Accepted { get; } = new(202);

    public static SimAnswer NoContent { get; } = new(204);

    public static SimAnswer NotFound { get; } = Error(404, "ErrorItemNotFound");

    public static SimAnswer Error(int status, string code, TimeSpan? retryAfter = null) =>
        new(status, $$$"""{"error":{"code":"{{{code}}}","message":"simulated"}}""", retryAfter);

    public HttpResponseMessage ToHttp()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status);
        if (Body is not null)
            response.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        if (RetryAfter is { } wait)
            response.Headers.TryAddWithoutValidation("Retry-After", ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return response;
    }
}
