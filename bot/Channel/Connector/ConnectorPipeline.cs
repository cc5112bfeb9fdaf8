using Azure.Core;
using Azure.Core.Pipeline;

namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>
/// Azure.Core's pipeline as the Connector needs it: no retries of its own (<see cref="RetryRules"/> decides, because a post must not be doubled),
/// no redirects (the token would follow), no logging of addresses.
/// </summary>
internal static class ConnectorPipeline
{
    /// <summary>How long one attempt may take. Teams itself gives up after 15 seconds on us.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);

    public static HttpPipeline Build(HttpClient http, ConnectorTokenPolicy tokens)
    {
        var options = new Options { Transport = new HttpClientTransport(http) };
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = AttemptTimeout;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return HttpPipelineBuilder.Build(options, perCallPolicies: [], perRetryPolicies: [tokens], new ResponseClassifier());
    }

    /// <summary>The handler of every HTTP client in this room: direct, without cookies and redirects.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    private sealed class Options : ClientOptions;
}
