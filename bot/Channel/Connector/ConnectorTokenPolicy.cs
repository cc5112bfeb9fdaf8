using System.Net.Http.Headers;
using Azure.Core;
using Azure.Core.Pipeline;

namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>
/// Puts the Connector token on requests to allowed hosts, and on no others (I9). One token is shared until shortly before its end; a 401 drops it and
/// tries once more with a new one: the Connector did nothing yet, so that is safe for every call.
/// </summary>
internal sealed class ConnectorTokenPolicy(BotOptions options, ServiceHosts hosts, Func<TokenCredential>? credentials, TimeProvider time)
    : HttpPipelinePolicy, IDisposable
{
    /// <summary>A token is not used in its last minutes, so that it does not end on the way.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    private readonly TokenRequestContext scope = new([options.ConnectorScope]);
    private readonly SemaphoreSlim single = new(1, 1);
    private TokenCredential? credential;
    private AccessToken? token;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var target = message.Request.Uri.ToUri();
        if (!hosts.Allows(target) || (credentials is null && !ServiceHosts.IsLoopback(target)))
            throw new InvalidOperationException($"The Connector client was about to call {target.Host}, which is not in Bot:AllowedServiceHosts.");
        if (credentials is null)
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        var used = await TokenAsync(null, message.CancellationToken);
        Authorize(message, used);
        await ProcessNextAsync(message, pipeline);
        if (message.Response.Status != StatusCodes.Status401Unauthorized)
            return;
        message.Response.Dispose();
        Authorize(message, await TokenAsync(used, message.CancellationToken));
        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The Connector is called asynchronously only.");

    public void Dispose() => single.Dispose();

    private static void Authorize(HttpMessage message, AccessToken token) =>
        message.Request.Headers.SetValue("Authorization", new AuthenticationHeaderValue("Bearer", token.Token).ToString());

    /// <summary>The shared token; a new one when it is near its end or when it is the <paramref name="refused"/> one.</summary>
    private async ValueTask<AccessToken> TokenAsync(AccessToken? refused, CancellationToken cancellation)
    {
        await single.WaitAsync(cancellation);
        try
        {
            var dropped = refused is { } old && token is { } present && old.Token == present.Token;
            if (token is { } kept && !dropped && time.GetUtcNow() < kept.ExpiresOn - Reserve)
                return kept;

            // Credentials keep tokens of their own; only a new one surely asks Entra again.
            if (credential is null || dropped)
                credential = credentials!();
            token = await credential.GetTokenAsync(scope, cancellation);
            return token.Value;
        }
        finally
        {
            single.Release();
        }
    }
}
