using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>A guard with its key server, on a clock that the test moves.</summary>
internal sealed class GuardFixture
{
    public GuardFixture(Func<BotOptions, BotOptions>? change = null, DateTimeOffset? now = null)
    {
        Clock = new ManualClock(now);
        Options = Default;
        Options = change?.Invoke(Options) ?? Options;
        Keys = new SigningKeys(new HttpClient(Server), KeyServer.Metadata, Clock, NullLogger.Instance);
        EntraKeys = new SigningKeys(new HttpClient(Entra), KeyServer.Metadata, Clock, NullLogger.Instance);
        Cache = new TokenCache(Clock);
        Guard = new ActivityGuard(
            Options, new ServiceHosts(Options.AllowedServiceHosts), new IssuerKeys(Options, Keys, EntraKeys), Cache, Clock, NullLogger<ActivityGuard>.Instance);
    }

    public static BotOptions Default { get; } = new()
    {
        AppId = TokenForge.AppId,
        AppTenantId = TokenForge.Tenant,
        AppType = BotAppType.SingleTenant,
        Credential = BotCredential.ClientSecret,
        ClientSecret = "secret",
        PublicUrl = new Uri("https://bot.example.org/"),
        OpenIdMetadataUrl = KeyServer.Metadata,
        TokenIssuers = [TokenForge.Issuer],
        AllowedCallers = [],
        LoginAuthority = new Uri("https://login.microsoftonline.com/"),
        ConnectorScope = "https://api.botframework.com/.default",
        AllowedServiceHosts = BotCloud.ByName["Public"].ServiceHosts,
        Admins = [],
        AllowedTenants = [TokenForge.Tenant],
    };

    public ManualClock Clock { get; }

    public BotOptions Options { get; }

    public KeyServer Server { get; } = new();

    public KeyServer Entra { get; } = new();

    public SigningKeys Keys { get; }

    public SigningKeys EntraKeys { get; }

    public TokenCache Cache { get; }

    public ActivityGuard Guard { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task<GuardVerdict> TokenAsync(params string[] authorization)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = authorization;
        return await Guard.CheckCallerAsync(request, CancellationToken.None);
    }

    public Task<GuardVerdict> BearerAsync(string token) => TokenAsync($"Bearer {token}");

    /// <summary>The verdict over a valid token with this activity.</summary>
    public async Task<GuardVerdict> ActivityAsync(Activity activity, string? token = null)
    {
        var called = await BearerAsync(token ?? TokenForge.Good(Now));
        Assert.Equal(200, called.Status);
        return Guard.CheckActivity(activity, called.Caller!);
    }

    /// <summary>A message as teams.md 2.1 shows it.</summary>
    public static Activity Message() => JsonSerializer.Deserialize(MessageJson, ChannelJson.Default.Activity)!;

    public static string MessageJson => $$"""
        {
          "type": "message", "id": "1776825925953", "timestamp": "2026-04-22T02:45:26.0070993Z", "localTimezone": "America/Los_Angeles",
          "channelId": "msteams", "serviceUrl": "{{TokenForge.ServiceUrl}}",
          "from": { "id": "29:1cgsv1oFLAoTflZ", "name": "Rido", "aadObjectId": "03500558-e554-416c-90c3-a061cdcd012b" },
          "recipient": { "id": "28:{{TokenForge.AppId}}", "name": "my-bot" },
          "conversation": { "id": "a:1xH4HncZ6ly", "conversationType": "personal", "tenantId": "{{TokenForge.Tenant}}" },
          "text": "login", "textFormat": "plain", "locale": "en-US",
          "attachments": [ { "contentType": "text/html", "content": "<p>login</p>" } ],
          "entities": [ { "type": "clientInfo", "locale": "en-US", "country": "US", "platform": "Web", "timezone": "America/Los_Angeles" } ],
          "channelData": { "tenant": { "id": "{{TokenForge.Tenant}}" } }
        }
        """;

    /// <summary>A request from <paramref name="remote"/> to a bot without authentication.</summary>
    public async Task<GuardVerdict> OpenAsync(string? remote, string host = "localhost:5000", string? forwarded = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Request.Host = new HostString(host);
        if (forwarded is not null)
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        return await Guard.CheckCallerAsync(context.Request, CancellationToken.None);
    }
}
