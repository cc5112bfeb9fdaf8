using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Graph;
using TeamsEmailBot.Sandbox.Http;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>Takes every request below /connector from the socket to the answer (teams.md 3).</summary>
internal sealed class ConnectorEndpoint(TenantState tenant)
{
    private const string Prefix = "/connector";

    /// <summary>What is read at all; the limit of an activity is checked later, so that the right error comes.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly Conversations conversations = new(tenant);
    private readonly RateWindows rates = new(tenant.Clock);

    public async Task HandleAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        var fault = tenant.Faults.Take(context.Request.Method, path);
        int status = 0, sent = 0;
        var body = Array.Empty<byte>();
        var call = ConnectorCall.Read(context.Request.Method, GraphPath.Split(target, Prefix));
        try
        {
            ConnectorAnswer answer;
            int? retryAfter = null;
            try
            {
                body = await RequestBody.ReadAsync(context.Request, MostBytes, context.RequestAborted)
                    ?? throw new ConnectorRefusal(413, "MessageSizeTooBig", "Message size too large.");
                answer = Answer(context, call, body, fault);
            }
            catch (ConnectorRefusal refusal)
            {
                retryAfter = refusal.RetryAfter;
                answer = new ConnectorAnswer(
                    refusal.Status, new JsonObject { ["error"] = new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message } });
            }

            if (fault == FaultKind.Slow)
                await Task.Delay(tenant.Faults.SlowAnswer, tenant.Clock, context.RequestAborted);
            if (fault is FaultKind.TimeoutBeforeEffect or FaultKind.TimeoutAfterEffect)
            {
                context.Abort();
                return;
            }

            status = answer.Status;
            sent = await WriteAsync(context, answer, retryAfter);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up; there is nobody left to answer.
        }
        finally
        {
            tenant.Wire.Add(new WireEntry(
                0, tenant.Now, WireDirection.BotToTeams, context.Request.Method, path, status, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                body.Length, sent, Summary(call), $"{context.Request.Method} {call.Pattern}"));
            tenant.Signals.Pulse();
        }
    }

    private ConnectorAnswer Answer(HttpContext context, ConnectorCall call, byte[] body, FaultKind? fault)
    {
        if (tenant.Options.RequireTokens && !tenant.Tokens.Accepts(context.Request.Headers.Authorization, TokenIssuer.ConnectorAudience))
            throw TokenRefusal();
        if (Broken(fault) is { } broken)
            throw broken;
        if (fault == FaultKind.TimeoutBeforeEffect)
            return new ConnectorAnswer(0);
        lock (tenant.Sync)
        {
            if (tenant.Options.EnforceRateLimits)
                Count(call);
            var (conversation, activity) = (call.Conversation, call.Activity);
            return call.Kind switch
            {
                ConnectorCallKind.Create => conversations.Create(Json(body)),
                ConnectorCallKind.Send => conversations.Send(conversation, Json(body), Conversations.Utf16Bytes(body)),
                ConnectorCallKind.Update => conversations.Update(conversation, activity, Json(body), Conversations.Utf16Bytes(body)),
                ConnectorCallKind.Delete => conversations.Delete(conversation, activity),
                ConnectorCallKind.Members => conversations.Members(conversation),
                ConnectorCallKind.Member => conversations.Member(conversation, activity),
                ConnectorCallKind.PagedMembers => conversations.PagedMembers(conversation, context.Request.Query["pageSize"].FirstOrDefault()),
                ConnectorCallKind.Attachment => tenant.Chats.Pictures.TryGetValue(activity, out var picture)
                    ? new ConnectorAnswer(200) { Picture = picture }
                    : throw new ConnectorRefusal(404, "NotFound", "There is no such attachment."),
                ConnectorCallKind.WrongVerb => throw new ConnectorRefusal(405, "MethodNotAllowed", "The method is not allowed here."),
                _ => throw new ConnectorRefusal(404, "NotFound", "There is no such operation."),
            };
        }
    }

    private static JsonObject Json(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw ConnectorRefusal.BadSyntax("The body is no JSON object.");
        }
        catch (JsonException)
        {
            throw ConnectorRefusal.BadSyntax("The body is no valid JSON.");
        }
    }

    private static ConnectorRefusal TokenRefusal() => new(401, "Unauthorized", "Authorization has been denied for this request.");

    private void Count(ConnectorCall call)
    {
        rates.CountApp();
        if (call.Kind is ConnectorCallKind.Members or ConnectorCallKind.Member or ConnectorCallKind.PagedMembers)
            rates.CountRead(call.Conversation);
        else if (call.Kind is ConnectorCallKind.Send or ConnectorCallKind.Update)
            rates.CountSend(call.Conversation);
    }

    private ConnectorRefusal? Broken(FaultKind? fault)
    {
        var kind = tenant.Faults.TeamsDown ? FaultKind.Unavailable : tenant.Faults.TeamsThrottled ? FaultKind.Throttled : fault;
        return kind switch
        {
            FaultKind.Unavailable => new ConnectorRefusal(503, "ServiceError", "Service unavailable."),
            FaultKind.BadGateway => new ConnectorRefusal(502, "ServiceError", "A dependency failed."),
            FaultKind.ServerError => new ConnectorRefusal(500, "ServiceError", "Internal error."),
            FaultKind.Throttled => new ConnectorRefusal(429, "Throttled", "API calls quota exceeded.") { RetryAfter = (int)tenant.Faults.RetryAfter.TotalSeconds },
            FaultKind.ThrottledWithoutRetryAfter => new ConnectorRefusal(429, "Throttled", "API calls quota exceeded."),
            FaultKind.PreconditionFailed => new ConnectorRefusal(412, "PreconditionFailed", "Concurrent change."),
            FaultKind.NotFound => ConnectorRefusal.NoActivity(),
            FaultKind.Forbidden => new ConnectorRefusal(403, "NotEnoughPermissions", "Not enough permissions."),
            FaultKind.TokenExpired => TokenRefusal(),
            _ => null,
        };
    }

    private string Summary(ConnectorCall call)
    {
        lock (tenant.Sync)
            return tenant.Chats.Find(call.Conversation)?.Person.Name is { } name ? $"{call.Summary} ({name})" : call.Summary;
    }

    private static async Task<int> WriteAsync(HttpContext context, ConnectorAnswer answer, int? retryAfter)
    {
        context.Response.StatusCode = answer.Status;
        if (retryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Json is null && answer.Picture is null)
            return 0;
        var bytes = answer.Picture?.Content ?? Encoding.UTF8.GetBytes(answer.Json!.ToJsonString());
        context.Response.ContentType = answer.Picture?.MediaType ?? "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        return bytes.Length;
    }
}
