using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>Where a message goes.</summary>
internal sealed record ChatAddress(string ServiceUrl, string TenantId, string ConversationId);

/// <summary>
/// The Connector's REST calls for personal chats (teams.md 3). Every call is paced, repeated only where <see cref="RetryRules"/> allows and only within
/// <see cref="Patience"/>; then it returns and says when to come again. Nothing here throws for what Teams answers.
/// </summary>
internal sealed class ConnectorClient(
    HttpPipeline pipeline, ServiceHosts hosts, Pace pace, RetryRules retries, ConnectorMeter meter, TimeProvider time, ILogger<ConnectorClient> logger)
{
    /// <summary>How long one call may wait for its turn and between attempts. Longer waits belong to the jobs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int LongestErrorBody = 64 * 1024;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    /// <summary>Opens the personal chat with a member, given as <c>29:…</c> or as Entra object id (teams.md 3.1). Idempotent. Success: <see cref="Delivery.Created"/>.</summary>
    public Task<Delivery> CreatePersonalAsync(string serviceUrl, string tenantId, string member, CancellationToken cancellation)
    {
        var body = new CreateConversationBody(false, [new ChannelAccount(member)], tenantId, new ChannelData(new TenantInfo(tenantId)));
        return CallAsync(
            ConnectorCall.CreatePersonal, new ChatAddress(serviceUrl, tenantId, $"new {member}"), "v3/conversations",
            JsonSerializer.SerializeToUtf8Bytes(body, ChannelWire.Json.CreateConversationBody), cancellation);
    }

    /// <summary>Posts an activity. Success: <see cref="Delivery.Delivered"/>, where the id may be missing.</summary>
    public Task<Delivery> SendAsync(ChatAddress to, Activity activity, CancellationToken cancellation) =>
        CallAsync(ConnectorCall.Send, to, $"v3/conversations/{Segment(to.ConversationId)}/activities", Body(to, activity), cancellation);

    /// <summary>Replaces an activity; no toast appears.</summary>
    public Task<Delivery> UpdateAsync(ChatAddress to, string activityId, Activity activity, CancellationToken cancellation) =>
        CallAsync(ConnectorCall.Update, to, $"v3/conversations/{Segment(to.ConversationId)}/activities/{Segment(activityId)}", Body(to, activity), cancellation);

    /// <summary>Deletes an activity; that it is gone already is success.</summary>
    public Task<Delivery> DeleteAsync(ChatAddress to, string activityId, CancellationToken cancellation) =>
        CallAsync(ConnectorCall.Delete, to, $"v3/conversations/{Segment(to.ConversationId)}/activities/{Segment(activityId)}", null, cancellation);

    /// <summary>A path segment. Dots alone would climb up the path, whatever they are escaped to.</summary>
    private static string Segment(string id) => id is "" or "." or ".."
        ? throw new ArgumentException("Not an id.", nameof(id))
        : Uri.EscapeDataString(id);

    /// <summary>What the channel fills in itself is left out (A2031, A2302); the tenant is named, because some regions want it (teams.md 3.5).</summary>
    private static byte[] Body(ChatAddress to, Activity activity) => JsonSerializer.SerializeToUtf8Bytes(
        activity with
        {
            Type = activity.Type ?? ActivityTypes.Message,
            Id = null,
            Timestamp = null,
            ServiceUrl = null,
            ChannelId = null,
            Conversation = new ConversationAccount(to.ConversationId, TenantId: to.TenantId),
            ChannelData = (activity.ChannelData ?? new ChannelData()) with { Tenant = new TenantInfo(to.TenantId) },
        },
        ChannelWire.Json.Activity);

    private async Task<Delivery> CallAsync(ConnectorCall call, ChatAddress to, string path, byte[]? body, CancellationToken cancellation)
    {
        if (hosts.Accept(to.ServiceUrl) is not { } service)
            return Note(call, new Delivery.Rejected("ServiceUrlNotAllowed"), 0);
        var target = new Uri($"{service.AbsoluteUri.TrimEnd('/')}/{path}");
        var deadline = time.GetUtcNow() + Patience;
        using var turn = await pace.EnterAsync(to.TenantId, to.ConversationId, deadline, cancellation);
        if (turn is null)
            return Note(call, new Delivery.Throttled(pace.AfterBusy()), 0);

        Delivery? last = null;
        for (var attempt = 0; ; attempt++)
        {
            if (await turn.NextAsync(deadline, cancellation) is { } later)
                return Note(call, last ?? new Delivery.Throttled(later), attempt);
            (last, var end, var notBefore, var wholeTenant) = await AttemptAsync(call, target, body, attempt, cancellation);
            if (end == AttemptEnd.Throttled)
                turn.Throttled(notBefore!.Value, wholeTenant);
            if (!RetryRules.MayRetry(call, end, attempt))
                return Note(call, last, attempt + 1);

            var again = notBefore ?? time.GetUtcNow() + retries.Wait(attempt);
            if (again > deadline)
                return Note(call, last, attempt + 1);
            await WholeDelay.UntilAsync(again, time, cancellation);
        }
    }

    /// <summary>One request: its meaning, whether it may be repeated, and when at the earliest.</summary>
    private async Task<Attempt> AttemptAsync(
        ConnectorCall call, Uri target, byte[]? body, int attempt, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = call switch
        {
            ConnectorCall.Update => RequestMethod.Put,
            ConnectorCall.Delete => RequestMethod.Delete,
            _ => RequestMethod.Post,
        };
        message.Request.Uri.Reset(target);
        message.Request.Headers.SetValue("User-Agent", "TeamsEmailBot/1.0");
        message.Request.Headers.SetValue("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.SetValue("Content-Type", "application/json; charset=utf-8");
            message.Request.Content = RequestContent.Create(body);
        }

        try
        {
            await pipeline.SendAsync(message, cancellation);
        }
        catch (AuthenticationFailedException failure)
        {
            // No token, so nothing was sent.
            ChannelLog.TokenUnavailable(logger, failure);
            return new(new Delivery.Unavailable("NoToken", null), AttemptEnd.Final);
        }
        catch (RequestFailedException failure)
        {
            var end = RetryRules.EndOf(failure);
            return end == AttemptEnd.NotSent
                ? new(new Delivery.Unavailable("NotConnected", time.GetUtcNow() + retries.Wait(attempt)), end)
                : new(ConnectorAnswer.Unanswered(call, "NoAnswer", null), end);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(ConnectorAnswer.Unanswered(call, "TimedOut", null), AttemptEnd.Ambiguous);
        }
        catch (IOException)
        {
            // The answer broke off after its head.
            return new(ConnectorAnswer.Unanswered(call, "NoAnswer", null), AttemptEnd.Ambiguous);
        }

        var status = message.Response.Status;
        var content = message.Response.Content.ToMemory();
        var code = status is >= 200 and < 300 ? null : ConnectorAnswer.CodeOf(content[..Math.Min(content.Length, LongestErrorBody)]);
        var notBefore = status is 429 or 503 ? NotBefore(message.Response, attempt, status) : null;
        if (status == StatusCodes.Status401Unauthorized)
            ChannelLog.TokenRefused(logger, code ?? "Unauthorized");
        var wholeTenant = status == StatusCodes.Status429TooManyRequests && (call == ConnectorCall.CreatePersonal || ConnectorAnswer.SpeaksOfTenant(content));
        return new(ConnectorAnswer.Read(call, status, code, content.Span, notBefore), RetryRules.EndOf(status, code), notBefore, wholeTenant);
    }

    /// <summary>From <c>Retry-After</c> (seconds or a date); a 429 without one gets our own back-off.</summary>
    private DateTimeOffset? NotBefore(Response response, int attempt, int status)
    {
        var now = time.GetUtcNow();
        if (response.Headers.TryGetValue("Retry-After", out var text))
        {
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
                return now + TimeSpan.FromSeconds(Math.Min(seconds, LongestRetryAfter.TotalSeconds));
            if (DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                return date < now ? now : date > now + LongestRetryAfter ? now + LongestRetryAfter : date;
        }

        return status == StatusCodes.Status429TooManyRequests ? now + retries.Wait(attempt) : null;
    }

    private Delivery Note(ConnectorCall call, Delivery delivery, int attempts)
    {
        meter.Count(call, delivery, attempts);
        if (delivery is not (Delivery.Delivered or Delivery.Created))
            ChannelLog.CallFailed(logger, call.ToString(), delivery.GetType().Name, delivery.Code, attempts);
        return delivery;
    }

    /// <param name="WholeTenant">A 429 that means the tenant, not this conversation.</param>
    private sealed record Attempt(Delivery Delivery, AttemptEnd End, DateTimeOffset? NotBefore = null, bool WholeTenant = false);
}
