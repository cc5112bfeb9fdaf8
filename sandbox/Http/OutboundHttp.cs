using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Http;

/// <summary>A POST of the tenant to the bot.</summary>
/// <param name="Authorization">Value of the Authorization header, or null.</param>
internal sealed record OutboundRequest(
    Uri Url, string Body, string ContentType, string Direction, string Summary, string Kind, string? Authorization = null);

/// <summary>The bot's answer.</summary>
internal sealed record OutboundAnswer(int Status, string ContentType, string Body);

/// <summary>Posts to the bot, with a deadline by the tenant's clock, and writes the wire log.</summary>
internal sealed class OutboundHttp(TenantState tenant) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Null when there was no answer: refused, broken or too late.</summary>
    public async Task<OutboundAnswer?> PostAsync(OutboundRequest request, TimeSpan patience, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await TryAsync(request, patience, cancellation);
        tenant.Wire.Add(new WireEntry(
            0, tenant.Now, request.Direction, "POST", request.Url.AbsolutePath, answer?.Status ?? 0, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            Encoding.UTF8.GetByteCount(request.Body), answer?.Body.Length ?? 0, request.Summary, request.Kind));
        tenant.Signals.Pulse();
        return answer;
    }

    public void Dispose() => client.Dispose();

    private async Task<OutboundAnswer?> TryAsync(OutboundRequest request, TimeSpan patience, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(patience, tenant.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, request.Url) { Content = new StringContent(request.Body, Encoding.UTF8) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.ContentType, "utf-8");
            if (request.Authorization is { } authorization)
                message.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var response = await client.SendAsync(message, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return new OutboundAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", body);
        }
        catch (HttpRequestException)
        {
            // No listener, or the connection broke: as good as no answer.
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
