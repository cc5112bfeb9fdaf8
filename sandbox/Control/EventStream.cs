
namespace TeamsEmailBot.Sandbox.Control;

/// <summary>Server-sent events to one watcher until he leaves.</summary>
internal static class EventStream
{
    public static async Task SendAsync(HttpContext context, TenantEvents events)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var channel = events.Watch();
        try
        {
            // A first comment opens the stream at once, also when nothing happens for a while.
            await context.Response.WriteAsync(": watching\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (var item in channel.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync($"event: {item.Name}\ndata: {item.Data}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The watcher left.
        }
        finally
        {
            events.Leave(channel);
        }
    }
}
