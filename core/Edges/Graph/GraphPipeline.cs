using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>
/// Azure.Core's pipeline as Graph needs it: no retries (decision 0004), no redirects, no content logging, our own headers on every request.
/// </summary>
internal sealed class GraphPipeline : IDisposable
{
    private static readonly string UserAgent =
        $"TeamsEmailBot/{typeof(GraphPipeline).Assembly.GetName().Version?.ToString(3) ?? "1.0.0"}";

    /// <summary>Where upload sessions lie (graph.md 5.3).</summary>
    private static readonly string[] UploadHosts = [".office.com", ".office365.com", ".office365.us"];

    private const string ImmutableIds = "IdType=\"ImmutableId\"";

    private readonly Uri baseUrl;
    private readonly GraphTokens? tokens;
    private readonly HttpClient client;
    private readonly HttpPipeline pipeline;
    private readonly HttpPipeline bare;

    /// <param name="createCredential">Makes a credential; null sends no tokens (<see cref="GraphCredential.None"/>).</param>
    /// <param name="wire">Stands in for the network; null is the network.</param>
    public GraphPipeline(Uri baseUrl, Func<TokenCredential>? createCredential, TimeProvider clock, HttpMessageHandler? wire = null)
    {
        this.baseUrl = GraphOptions.AsFolder(baseUrl);
        tokens = createCredential is null ? null : new GraphTokens(createCredential, this.baseUrl, clock);
        client = new HttpClient(wire ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Connections are renewed so that a change of Graph's addresses is noticed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            // The caller's clock measures the time of a request.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var options = new Options { Transport = new HttpClientTransport(client), RetryPolicy = new SingleAttempt() };
        bare = HttpPipelineBuilder.Build(options, [], [], null);
        pipeline = HttpPipelineBuilder.Build(options, [], tokens is null ? [] : [new GraphAuthentication(tokens, this.baseUrl)], null);
    }

    /// <summary>True when <paramref name="address"/> lies below <paramref name="root"/>: same scheme, host and port, path continued.</summary>
    public static bool IsBelow(Uri root, Uri address) =>
        Uri.Compare(root, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && address.UserInfo.Length == 0
        && address.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a next link may be followed: it leads to the Graph we were told to use.</summary>
    public bool Owns(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && IsBelow(baseUrl, address);

    /// <summary>True when a file may be sent to this address: it is Exchange's, or that of the Graph we were told to use.</summary>
    public bool MayUpload(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
        && (Uri.Compare(baseUrl, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && UploadHosts.Any(host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))));

    /// <summary>The token in use, or a new one; null where none is sent. Throws <see cref="GraphTokenException"/> when there is none to be had.</summary>
    public async ValueTask<string?> SignInAsync(bool fresh, CancellationToken cancellation) =>
        tokens is null ? null : fresh ? await tokens.RenewAsync(cancellation) : await tokens.GetAsync(cancellation);

    /// <summary>Sends once. Trouble below HTTP is thrown; every answer, good or bad, is returned.</summary>
    public async Task<GraphAnswer> SendAsync(GraphCall call, string clientRequestId, CancellationToken cancellation)
    {
        var sender = call.Range is null ? pipeline : bare;
        using var message = sender.CreateMessage();
        // The answer is read by GraphAnswer, which knows a limit.
        message.BufferResponse = false;
        message.NetworkTimeout = Timeout.InfiniteTimeSpan;
        var request = message.Request;
        request.Method = call.Method;
        request.Uri.Reset(new Uri(baseUrl, call.Url));
        request.ClientRequestId = clientRequestId;
        request.Headers.SetValue("client-request-id", clientRequestId);
        request.Headers.SetValue("User-Agent", UserAgent);
        request.Headers.SetValue("Accept", "application/json");
        // On every request, next links included: the header decides which kind of id comes back (graph.md 3, 11).
        request.Headers.SetValue("Prefer", call.Prefer is null ? ImmutableIds : $"{ImmutableIds}, {call.Prefer}");
        if (call.IsAdvancedQuery)
            request.Headers.SetValue("ConsistencyLevel", "eventual");
        if (call.Body is { } body)
        {
            request.Headers.SetValue("Content-Type", call.Range is null ? "application/json" : "application/octet-stream");
            if (call.Range is not null)
                request.Headers.SetValue("Content-Range", call.Range);
            request.Content = RequestContent.Create(body);
        }
        else if (call.Method == RequestMethod.Post)
        {
            request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        }

        await sender.SendAsync(message, cancellation);
        return await GraphAnswer.ReadAsync(message.Response, cancellation);
    }

    public void Dispose()
    {
        client.Dispose();
        tokens?.Dispose();
    }

    private sealed class Options : ClientOptions
    {
        public Options()
        {
            // Addresses of people stand in some URLs and in mail; GraphLog writes what is safe.
            Diagnostics.IsLoggingEnabled = false;
            Diagnostics.IsDistributedTracingEnabled = false;
            // Otherwise Azure.Core's own User-Agent takes the place of ours.
            Diagnostics.IsTelemetryEnabled = false;
        }
    }

    /// <summary>Stands where the retry policy would: see decision 0004.</summary>
    private sealed class SingleAttempt : HttpPipelinePolicy
    {
        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessNextAsync(message, pipeline);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }
}
