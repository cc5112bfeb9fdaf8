using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>What came in: <see cref="Activity"/> is set exactly when the verdict passed.</summary>
internal sealed record Received(GuardVerdict Verdict, Activity? Activity);

/// <summary>Turns a request into an activity that passed the guard. The body is read only after the token passed, and never more of it than allowed.</summary>
internal sealed class ActivityReceiver(ActivityGuard guard, ILogger<ActivityReceiver> logger)
{
    /// <summary>Real activities stay far below; Teams' own limit for a message is about 100 KB.</summary>
    public const int LargestBody = 256 * 1024;

    public async Task<Received> ReceiveAsync(HttpContext context)
    {
        var received = await ReadAsync(context.Request, context.RequestAborted);
        if (!received.Verdict.Passed)
            ChannelLog.ActivityRefused(logger, received.Verdict.Status, received.Verdict.Reason);
        return received;
    }

    private async Task<Received> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsPost(request.Method))
            return Refuse(StatusCodes.Status405MethodNotAllowed, "not a POST");
        var called = await guard.CheckCallerAsync(request, cancellation);
        if (called.Caller is not { } caller)
            return new(called, null);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || !(type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)))
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "not JSON in UTF-8");
        if (request.ContentLength > LargestBody)
            return Refuse(StatusCodes.Status413PayloadTooLarge, "body too large");

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestBody + 1;
        try
        {
            if (await BoundedBody.ReadAsync(request.Body, LargestBody, cancellation) is not { } body)
                return Refuse(StatusCodes.Status413PayloadTooLarge, "body too large");
            if (Parse(body.Span) is not { } activity)
                return new(GuardVerdict.Malformed("not an activity"), null);
            var verdict = guard.CheckActivity(activity, caller);
            return new(verdict, verdict.Passed ? activity : null);
        }
        catch (BadHttpRequestException bad)
        {
            return Refuse(bad.StatusCode is >= 400 and < 500 ? bad.StatusCode : StatusCodes.Status400BadRequest, "body cannot be read");
        }
        catch (IOException)
        {
            // The connection broke while the body came; whoever reads the status is gone.
            return new(GuardVerdict.Malformed("body ended early"), null);
        }
    }

    private static Received Refuse(int status, string reason) => new(new GuardVerdict(status, reason), null);

    private static Activity? Parse(ReadOnlySpan<byte> body)
    {
        // JSON is UTF-8. What a button carries is read later, and reading other bytes would throw there.
        if (!Utf8.IsValid(body))
            return null;
        try
        {
            return JsonSerializer.Deserialize(HalfCharacters.Mend(body), ChannelJson.Default.Activity);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
