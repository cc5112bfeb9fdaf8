using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Notifications;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Endpoints;

/// <summary>
/// Where Graph calls: validation of the address, notifications, lifecycle events (graph.md 1.2–1.7). Anonymous by design of Graph; what counts is the secret in
/// each item. Answers as soon as the work is durably noted, whatever Graph itself is doing.
/// </summary>
internal static class GraphEndpoints
{
    public const string Notifications = "/api/graph/notifications";
    public const string Lifecycle = "/api/graph/lifecycle";

    /// <summary>Graph's tokens are a few hundred characters.</summary>
    private const int LongestToken = 4096;

    public static void MapGraph(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Notifications, TakeAsync);
        endpoints.MapPost(Lifecycle, TakeAsync);
    }

    private static async Task TakeAsync(HttpContext context, NotificationIntake intake)
    {
        if (context.Request.Query.TryGetValue("validationToken", out var token))
        {
            await EchoAsync(context, token.ToString());
            return;
        }

        context.Response.StatusCode = await StatusAsync(context, intake);
    }

    // Plain text and nosniff: what is echoed comes from outside and must never run in a browser.
    private static async Task EchoAsync(HttpContext context, string token)
    {
        if (token.Length is 0 or > LongestToken)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.WriteAsync(token, context.RequestAborted);
    }

    private static async Task<int> StatusAsync(HttpContext context, NotificationIntake intake)
    {
        try
        {
            if (await BoundedBody.ReadAsync(context.Request.Body, NotificationGate.MaxBodyBytes, context.RequestAborted) is not { } body)
                return StatusCodes.Status413PayloadTooLarge;
            return await intake.TakeAsync(body, context.RequestAborted) ? StatusCodes.Status202Accepted : StatusCodes.Status400BadRequest;
        }
        catch (StoreUnavailableException)
        {
            // Not noted: Graph shall come again (graph.md 1.4).
            return StatusCodes.Status503ServiceUnavailable;
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode;
        }
        catch (IOException)
        {
            // The connection broke while the body came; whoever reads the status is gone.
            return StatusCodes.Status400BadRequest;
        }
    }
}
