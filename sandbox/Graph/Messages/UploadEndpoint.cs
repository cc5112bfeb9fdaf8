using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Http;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Takes the pieces of large files (graph.md 5.3): in order, none above 4 MB, and without a bearer token, for the address itself is the secret.</summary>
internal sealed class UploadEndpoint(TenantState tenant)
{
    private const int MostBytes = 4 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var path = context.Request.Path.Value ?? "";
        var fault = tenant.Faults.Take(context.Request.Method, path);
        var session = tenant.Uploads.GetValueOrDefault(context.Request.Query["authtoken"].ToString());
        var (status, received) = (0, 0L);
        try
        {
            GraphAnswer answer;
            try
            {
                if (context.Request.Headers.Authorization.Count > 0)
                    throw new GraphRefusal(401, "InvalidAuthenticationToken", "An upload address takes no Authorization header.");
                if (fault == FaultKind.Throttled)
                    throw new GraphRefusal(429, "ApplicationThrottled", "Application is over its IncomingBytes limit.") { RetryAfter = (int)tenant.Faults.RetryAfter.TotalSeconds };
                if (fault == FaultKind.Unavailable)
                    throw new GraphRefusal(503, "serviceNotAvailable", "Service temporarily unavailable.");
                var body = await RequestBody.ReadAsync(context.Request, MostBytes, context.RequestAborted)
                    ?? throw new GraphRefusal(413, "RequestEntityTooLarge", "A piece is at most 4 MB.");
                received = body.Length;
                lock (tenant.Sync)
                    answer = fault == FaultKind.TimeoutBeforeEffect ? new GraphAnswer(0) : Answer(context.Request, session, body);
            }
            catch (GraphRefusal refusal)
            {
                answer = new GraphAnswer(refusal.Status, new JsonObject { ["error"] = new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message } });
                if (refusal.RetryAfter is { } seconds)
                    answer.Headers["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);
            }

            if (fault is FaultKind.TimeoutBeforeEffect or FaultKind.TimeoutAfterEffect)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = status = answer.Status;
            foreach (var (name, value) in answer.Headers)
                context.Response.Headers[name] = value;
            if (answer.Json is { } json)
            {
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(json.ToJsonString(), context.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up; there is nobody left to answer.
        }
        finally
        {
            tenant.Wire.Add(new WireEntry(
                0, tenant.Now, WireDirection.BotToGraph, context.Request.Method, path, status, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                received, 0, "upload piece", $"{context.Request.Method} upload", session?.Mailbox.Id));
            tenant.Signals.Pulse();
        }
    }

    private GraphAnswer Answer(HttpRequest request, UploadSession? session, byte[] body)
    {
        if (session is null || session.Expires <= tenant.Now || !session.Mailbox.Messages.Contains(session.Draft))
            throw GraphRefusal.ItemNotFound();
        if (request.Method == "DELETE")
        {
            tenant.Uploads.TryRemove(session.Token, out _);
            return GraphAnswer.NoContent();
        }

        if (request.Method == "GET")
            return GraphAnswer.Ok(UploadRoutes.Shape(session));
        if (request.Method != "PUT")
            throw new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
        var range = Regex.Match(request.Headers.ContentRange.ToString(), @"^bytes (\d{1,12})-(\d{1,12})/(\d{1,12})$", RegexOptions.CultureInvariant);
        if (!range.Success || Number(3) != session.Size || Number(2) - Number(1) + 1 != body.Length || Number(2) >= session.Size)
            throw new GraphRefusal(400, "ErrorInvalidRequest", "The Content-Range does not fit the content.");
        if (Number(1) != session.Received.Length)
            throw new GraphRefusal(416, "ErrorInvalidRange", "The range is not the one that is expected next.");
        if (!session.Draft.IsDraft)
            throw new GraphRefusal(400, "ErrorInvalidRequest", "Attachments can only be added to a draft.");
        session.Received.Write(body);
        if (session.Received.Length < session.Size)
            return GraphAnswer.Ok(UploadRoutes.Shape(session));
        var attachment = new StoredAttachment(tenant.Ids.AttachmentId(), new SandboxFile(session.Name, session.ContentType, session.Received.ToArray()), tenant.Now);
        session.Draft.Attachments.Add(attachment);
        tenant.Exchange.Update(session.Mailbox, session.Draft);
        tenant.Uploads.TryRemove(session.Token, out _);
        var done = new GraphAnswer(201);
        done.Headers["Location"] = $"{tenant.Address}/v1.0/Attachments('{attachment.Id}')";
        return done;

        long Number(int group) => long.Parse(range.Groups[group].Value, CultureInfo.InvariantCulture);
    }
}
