using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Edges.Graph;

namespace TeamsEmailBot.Tests.Journeys.Support;

/// <summary>Writes down every byte that the bot sends to Graph: request lines, headers and bodies. The requests go over the network as always.</summary>
internal sealed class GraphTap : DelegatingHandler
{
    private readonly Lock gate = new();
    private readonly MemoryStream sent = new();

    public GraphTap() : base(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All })
    {
    }

    public ReadOnlyMemory<byte> Sent
    {
        get
        {
            lock (gate)
                return sent.ToArray();
        }
    }

    /// <summary>Puts the tap into the line of a bot that is being built; for a bot without tokens.</summary>
    public void PutInto(WebApplicationBuilder builder) => builder.Services.AddSingleton(
        provider => new GraphPipeline(new Uri(builder.Configuration["Graph:BaseUrl"]!), null, provider.GetRequiredService<TimeProvider>(), this));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        lock (gate)
        {
            sent.Write(Encoding.UTF8.GetBytes($"{request.Method} {request.RequestUri} {Uri.UnescapeDataString(request.RequestUri!.ToString())}\n{request.Headers}\n"));
            sent.Write(body);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            sent.Dispose();
        base.Dispose(disposing);
    }
}
