using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Tests.Support;

/// <summary>The public address of the bots: passes each request on to the next of those that are there, as a load balancer does; 503 while there is none.</summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Func<IReadOnlyList<Uri>> bots;
    private readonly WebApplication app;
    private uint turn;

    private FrontDoor(Func<IReadOnlyList<Uri>> bots)
    {
        this.bots = bots;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(PassOnAsync);
    }

    public Uri Url => new(app.Urls.Single());

    public static async Task<FrontDoor> OpenAsync(Func<IReadOnlyList<Uri>> bots, CancellationToken cancellation)
    {
        var door = new FrontDoor(bots);
        await door.app.StartAsync(cancellation);
        return door;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var there = bots();
        if (there.Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var target = new Uri(there[(int)(Interlocked.Increment(ref turn) % there.Count)], $"{context.Request.Path}{context.Request.QueryString}");
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target) { Content = new StreamContent(context.Request.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        if (context.Request.Headers.Authorization is [{ } authorization])
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        try
        {
            using var answer = await client.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            // The process died with the request in its hands.
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
        catch (OperationCanceledException)
        {
            // The caller gave up.
        }
    }
}
