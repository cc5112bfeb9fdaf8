using System.Net;
using TeamsEmailBot.Sandbox.Http;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Graph.Subscriptions;

/// <summary>Validates a notification URL as Graph does: a token that must come back within ten seconds (graph.md 1.2).</summary>
internal sealed class Handshake(TenantState tenant, OutboundHttp http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task ValidateAsync(Uri url, CancellationToken cancellation)
    {
        // Characters that must be decoded once, and once only.
        var token = $"Validation: Testing client application reachability for subscription Request-Id: {tenant.Ids.NewGuid()} 100% a+b";
        var target = new Uri($"{url.OriginalString}{(url.Query.Length > 0 ? '&' : '?')}validationToken={Uri.EscapeDataString(token).Replace("%20", "+", StringComparison.Ordinal)}");
        var answer = await http.PostAsync(
            new OutboundRequest(target, "", "text/plain", WireDirection.GraphToBot, "validate notification URL", "validation"), Patience, cancellation);
        if (answer is null)
            throw new GraphRefusal(400, "InvalidRequest", "Subscription validation request timed out.");
        if (answer.Status != (int)HttpStatusCode.OK)
            throw Failed($"HTTP status code is '{(HttpStatusCode)answer.Status}'.");
        if (answer.ContentType != "text/plain")
            throw Failed("Content-Type must be text/plain.");
        if (answer.Body != token)
            throw Failed("The validation token does not match.");
    }

    private static GraphRefusal Failed(string why) => new(
        400, "ValidationError", $"Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request. {why}");
}
