using Azure.Core;
using Azure.Core.Pipeline;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>
/// Azure.Core's pipeline as the tables need it: one attempt per call, because only <see cref="TablesCommitter"/> can tell what a repetition means;
/// no redirects, no logging of addresses.
/// </summary>
internal sealed class TablesPipeline : IDisposable
{
    // Entra ID needs at least this version (Microsoft Learn: "Authorize access to tables using Microsoft Entra ID").
    private const string Version = "2020-12-06";
    private const string Scope = "https://storage.azure.com/.default";

    /// <summary>Requests under way at once. More would only wait at the service, which serves a partition one after the other.</summary>
    private const int Places = 64;

    private static readonly string UserAgent = $"TeamsEmailBot/{typeof(TablesPipeline).Assembly.GetName().Version?.ToString(3) ?? "1.0.0"}";
    private readonly SemaphoreSlim places = new(Places);
    private readonly TablesSettings settings;
    private readonly HttpClient client;
    private readonly HttpPipeline pipeline;

    /// <param name="credential">Asked for tokens when the account has neither key nor signature.</param>
    /// <param name="handler">Carries the requests; disposed with this.</param>
    public TablesPipeline(TablesSettings settings, Func<TokenCredential> credential, TimeProvider clock, HttpMessageHandler handler)
    {
        this.settings = settings;
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new Options { Transport = new HttpClientTransport(client), RetryPolicy = new SingleAttempt() };
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        HttpPipelinePolicy[] proof = settings.Account switch
        {
            { Key: { } key, Name: { } name } => [new SharedKeyPolicy(name, key, clock)],
            { Signature: not null } => [],
            _ => [new BearerTokenAuthenticationPolicy(credential(), Scope)],
        };
        pipeline = HttpPipelineBuilder.Build(options, [], proof, null);
    }

    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxConnectionsPerServer = Places,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>Sends once. Trouble below HTTP is thrown; every answer, good or bad, is returned.</summary>
    public async Task<TablesAnswer> SendAsync(TablesCall call, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.NetworkTimeout = settings.RequestLimit;
        var request = message.Request;
        request.Method = call.Method;
        request.Uri.Reset(Address(call));
        request.Headers.SetValue("User-Agent", UserAgent);
        request.Headers.SetValue("x-ms-version", Version);
        request.Headers.SetValue("DataServiceVersion", "3.0");
        request.Headers.SetValue("MaxDataServiceVersion", "3.0;NetFx");
        request.Headers.SetValue("Accept", call.Accept);
        if (call.Body is { } body)
        {
            request.Headers.SetValue("Content-Type", call.ContentType);
            request.Content = RequestContent.Create(body);
        }

        // Waited for here, because waiting for a connection would count as part of the request's time.
        await places.WaitAsync(cancellation);
        try
        {
            await pipeline.SendAsync(message, cancellation);
            return TablesAnswer.Of(message.Response);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        places.Dispose();
    }

    private Uri Address(TablesCall call)
    {
        var query = string.Join('&', new[] { call.Query, settings.Account.Signature }.OfType<string>());
        return new(settings.Account.Endpoint, query.Length > 0 ? $"{call.Path}?{query}" : call.Path);
    }

    private sealed class Options : ClientOptions;

    private sealed class SingleAttempt : HttpPipelinePolicy
    {
        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessNextAsync(message, pipeline);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }
}
