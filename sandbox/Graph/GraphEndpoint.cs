using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Graph.Query;
using TeamsEmailBot.Sandbox.Http;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>Takes every request below /v1.0 from the socket to the answer: token, faults, limits, route, error body, wire log.</summary>
internal sealed class GraphEndpoint(TenantState tenant, GraphRoutes routes, MailboxGate gate, RoleCheck roles)
{
    private const string Prefix = "/v1.0";

    /// <summary>Graph's limit of a request body (graph.md 5.3).</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        var match = routes.Match(context.Request.Method, GraphPath.Split(target, Prefix));
        var fault = tenant.Faults.Take(context.Request.Method, path);
        var exchange = new Exchanged(context.Request.ContentLength ?? 0);
        try
        {
            var answer = await AnswerAsync(context, target, match, fault, exchange);
            if (fault == FaultKind.Slow)
                await Task.Delay(tenant.Faults.SlowAnswer, tenant.Clock, context.RequestAborted);
            if (tenant.Faults.GraphSlowSeconds > 0 && answer.Status != 429)
                await Task.Delay(TimeSpan.FromSeconds(tenant.Faults.GraphSlowSeconds), tenant.Clock, context.RequestAborted);
            if (fault is FaultKind.TimeoutBeforeEffect or FaultKind.TimeoutAfterEffect)
            {
                context.Abort();
                return;
            }

            exchange.Status = answer.Status;
            exchange.Sent = await WriteAsync(context, answer);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up; there is nobody left to answer.
        }
        finally
        {
            // The caller's slot in the mailbox is free once the answer is out, as the real limit counts.
            exchange.Visit?.Dispose();
            tenant.Wire.Add(new WireEntry(
                0, tenant.Now, WireDirection.BotToGraph, context.Request.Method, path, exchange.Status,
                (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, exchange.Received, exchange.Sent,
                match.Route?.Summary ?? "unknown request", match.Route?.Kind ?? $"{context.Request.Method} ?", exchange.Mailbox,
                Uri.UnescapeDataString(GraphPath.Query(target))));
            tenant.Signals.Pulse();
        }
    }

    private async Task<GraphAnswer> AnswerAsync(HttpContext context, string target, GraphMatch match, FaultKind? fault, Exchanged exchange)
    {
        try
        {
            if (tenant.Options.RequireTokens && !tenant.Tokens.Accepts(context.Request.Headers.Authorization, TokenIssuer.GraphAudience))
                throw TokenRefusal();
            if (Broken(fault) is { } broken)
                throw broken;
            if (fault == FaultKind.TimeoutBeforeEffect)
                return new GraphAnswer(0);
            var route = match.Route ?? throw match.Refusal();
            roles.Directory(route, context.Request.Headers);
            var mailbox = route.NeedsMailbox ? gate.Find(match.Values["user"]) : null;
            if (mailbox is not null)
                roles.Mail(mailbox, RoleCheck.MailRole(route), context.Request.Headers);
            exchange.Mailbox = mailbox?.Id;
            exchange.Visit = mailbox is null ? null : gate.Enter(mailbox);
            tenant.Signals.Pulse();
            var body = await RequestBody.ReadAsync(context.Request, MostBytes, context.RequestAborted)
                ?? throw new GraphRefusal(413, "RequestEntityTooLarge", "The request is larger than 4 MB.");
            exchange.Received = body.Length;
            var call = new GraphCall(
                match.Values, ODataQuery.Parse(GraphPath.Query(target)), context.Request.Headers, body, $"{tenant.Address}{target.Split('?', 2)[0]}", fault)
            {
                Mailbox = mailbox!,
            };
            if (route.HandleAsync is { } handle)
                return await handle(call, context.RequestAborted);
            lock (tenant.Sync)
                return route.Handle(call);
        }
        catch (GraphRefusal refusal)
        {
            return Error(refusal, context);
        }
    }

    private GraphRefusal? Broken(FaultKind? fault)
    {
        var kind = tenant.Faults.GraphDown ? FaultKind.Unavailable : tenant.Faults.GraphThrottled ? FaultKind.Throttled : fault;
        var seconds = (int)tenant.Faults.RetryAfter.TotalSeconds;
        return kind switch
        {
            FaultKind.Unavailable => new GraphRefusal(503, "serviceNotAvailable", "Service temporarily unavailable."),
            FaultKind.Throttled => new GraphRefusal(429, "TooManyRequests", "Please retry again later.") { RetryAfter = seconds },
            FaultKind.ThrottledWithoutRetryAfter => new GraphRefusal(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit."),
            FaultKind.ServerError => new GraphRefusal(500, "ErrorInternalServerError", "An internal server error occurred. The operation failed."),
            FaultKind.BadGateway => new GraphRefusal(502, "", ""),
            FaultKind.NotFound => GraphRefusal.ItemNotFound(),
            FaultKind.PreconditionFailed => new GraphRefusal(412, "ErrorIrresolvableConflict", "The change key does not match."),
            FaultKind.TokenExpired => TokenRefusal(),
            FaultKind.ValidationTimedOut => new GraphRefusal(400, "InvalidRequest", "Subscription validation request timed out."),
            FaultKind.Forbidden => new GraphRefusal(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again."),
            _ => null,
        };
    }

    private static GraphRefusal TokenRefusal() => new(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.");

    private GraphAnswer Error(GraphRefusal refusal, HttpContext context)
    {
        if (refusal.Status == 502)
            return new GraphAnswer(502) { Bytes = "<html><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray(), ContentType = "text/html" };
        var answer = new GraphAnswer(refusal.Status, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = refusal.Code,
                ["message"] = refusal.Message,
                ["innerError"] = new JsonObject
                {
                    ["date"] = tenant.Now.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
                    ["request-id"] = RequestId(context),
                    ["client-request-id"] = context.Request.Headers["client-request-id"].FirstOrDefault() ?? RequestId(context),
                },
            },
        });
        if (refusal.RetryAfter is { } seconds)
            answer.Headers["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);
        if (refusal.Status == 401)
            answer.Headers["WWW-Authenticate"] = "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"";
        return answer;
    }

    /// <summary>One id per request, in the header and in the error body.</summary>
    private string RequestId(HttpContext context)
    {
        if (context.Items["request-id"] is string known)
            return known;
        var id = tenant.Ids.NewGuid().ToString();
        context.Items["request-id"] = id;
        return id;
    }

    private async Task<long> WriteAsync(HttpContext context, GraphAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["request-id"] = RequestId(context);
        response.Headers["client-request-id"] = context.Request.Headers["client-request-id"].FirstOrDefault() ?? RequestId(context);
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        var applied = Preferences.Read(context.Request.Headers["Prefer"]).Applied;
        if (applied.Count > 0 && answer.Status < 300)
            response.Headers["Preference-Applied"] = string.Join(", ", applied);
        var bytes = answer.Bytes ?? (answer.Json is null ? [] : Encoding.UTF8.GetBytes(answer.Json.ToJsonString()));
        if (bytes.Length == 0)
            return 0;
        response.ContentType = answer.ContentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
        return bytes.Length;
    }

    /// <summary>What the wire log will say.</summary>
    private sealed class Exchanged(long received)
    {
        public int Status { get; set; }

        public long Received { get; set; } = received;

        public long Sent { get; set; }

        public string? Mailbox { get; set; }

        public IDisposable? Visit { get; set; }
    }
}
