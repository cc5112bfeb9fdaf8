using System.Text.Json;
using Azure;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Sends one call through the mailbox's gate, once, and makes an outcome of whatever comes back (decision 0004).</summary>
internal sealed class GraphHttp(GraphPipeline pipeline, MailboxGate gate, TimeProvider clock, GraphMeter meter, ILogger<GraphHttp> logger)
{
    /// <summary>Graph checks both notification addresses, 10 s each, before it answers the creation of a subscription (graph.md 1.2).</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>How long an exhausted sending quota keeps us from sending, when Exchange names no time ("retry after an hour", graph.md 9).</summary>
    private static readonly TimeSpan SendingQuotaPause = TimeSpan.FromHours(1);

    private static readonly Failure TooLarge = new(FailureCategory.TooLarge, "AnswerTooLarge");

    /// <summary>Sends <paramref name="call"/> and reads the answer's JSON; <paramref name="read"/> returns <see cref="GraphErrors.Unreadable"/> when it makes no sense.</summary>
    public async Task<Outcome<T>> SendAsync<T>(GraphCall call, Func<JsonElement, Outcome<T>> read, CancellationToken cancellation)
    {
        var answered = await SendAsync(call, cancellation);
        if (!answered.Succeeded)
            return answered.Failure;
        var outcome = Read(answered.Value, read);
        // The thing was done, so doing it again would do it twice.
        return outcome.Succeeded || call.Repeatable ? outcome : outcome.Failure with { Category = FailureCategory.Unknown };
    }

    /// <summary>Sends <paramref name="call"/>, whose answer has nothing to say.</summary>
    public async Task<Outcome<Done>> SendForNothingAsync(GraphCall call, CancellationToken cancellation)
    {
        var answered = await SendAsync(call, cancellation);
        return answered.Succeeded ? Done.It : answered.Failure;
    }

    /// <summary>Sends <paramref name="call"/>, whose answer is no JSON.</summary>
    public async Task<Outcome<ReadOnlyMemory<byte>>> SendForBytesAsync(GraphCall call, CancellationToken cancellation)
    {
        var answered = await SendAsync(call, cancellation);
        if (!answered.Succeeded)
            return answered.Failure;
        return answered.Value.IsTooLarge ? TooLarge : answered.Value.Body;
    }

    /// <summary>True when a next link may be followed.</summary>
    public bool Owns(string link) => pipeline.Owns(link);

    /// <summary>True when a file may be sent to the address of an upload session.</summary>
    public bool MayUpload(string link) => pipeline.MayUpload(link);

    private async Task<Outcome<GraphAnswer>> SendAsync(GraphCall call, CancellationToken cancellation)
    {
        var entered = await gate.EnterAsync(call.Scope, cancellation);
        if (!entered.Succeeded)
        {
            GraphLog.HeldBack(logger, call.Operation, call.Scope, entered.Failure.Code, entered.Failure.NotBefore);
            return entered.Failure;
        }

        using var place = entered.Value;
        var clientRequestId = Guid.NewGuid().ToString();
        var started = clock.GetTimestamp();
        GraphAnswer? answer = null;
        Failure? failure;
        try
        {
            using var limit = new CancellationTokenSource(TimeLimit, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                answer = await pipeline.SendAsync(call, clientRequestId, either.Token);
                failure = answer.IsSuccess ? null : Judge(call, answer);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                failure = GraphErrors.TimedOut(call);
            }
        }
        catch (GraphTokenException exception)
        {
            failure = exception.Failure;
        }
        catch (Exception exception) when (IsConnectionTrouble(exception, cancellation))
        {
            failure = GraphErrors.Map(call, exception);
        }

        Note(call, answer, failure, clock.GetElapsedTime(started), clientRequestId);
        return failure is null ? answer! : failure;
    }

    private static bool IsConnectionTrouble(Exception exception, CancellationToken cancellation) =>
        exception is RequestFailedException or HttpRequestException or IOException
        || (exception is OperationCanceledException && !cancellation.IsCancellationRequested);

    private Failure Judge(GraphCall call, GraphAnswer answer)
    {
        var now = clock.GetUtcNow();
        var asked = RetryAfter.Read(answer.RetryAfter, answer.Date, now);
        var failure = GraphErrors.Map(call, answer, asked, now);
        if (failure.Code.Equals("ErrorSubmissionQuotaExceeded", StringComparison.OrdinalIgnoreCase))
            // Only sending is used up; reading and moving go on.
            return failure with { NotBefore = failure.NotBefore ?? now + SendingQuotaPause };
        if (answer.Status is not (429 or 503 or 509))
            return failure;
        var wholeTenant = call.Target == GraphTarget.Mail
            && (answer.ThrottleScope?.StartsWith("Tenant", StringComparison.OrdinalIgnoreCase) == true
                || answer.ThrottleScope?.StartsWith("Application", StringComparison.OrdinalIgnoreCase) == true);
        return failure with { NotBefore = gate.HoldBack(call.Scope, asked, wholeTenant) };
    }

    private static Outcome<T> Read<T>(GraphAnswer answer, Func<JsonElement, Outcome<T>> read)
    {
        if (answer.IsTooLarge)
            return TooLarge;
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return GraphErrors.Unreadable;
        }
    }

    private void Note(GraphCall call, GraphAnswer? answer, Failure? failure, TimeSpan took, string clientRequestId)
    {
        var status = answer?.Status ?? 0;
        var milliseconds = (long)took.TotalMilliseconds;
        meter.Count(call.Operation, call.Scope, status, took);
        if (failure is null)
        {
            gate.Served(call.Scope);
            GraphLog.Answered(logger, call.Operation, call.Scope, status, milliseconds, answer?.RequestId, clientRequestId);
        }
        else if (failure.NeedsAdministrator && !call.MayBeRefused)
        {
            GraphLog.NeedsAdministrator(
                logger, call.Operation, call.Scope, status, failure.Category, failure.Code, answer?.RequestId, clientRequestId);
        }
        else
        {
            GraphLog.Failed(
                logger, call.Operation, call.Scope, status, failure.Category, failure.Code, milliseconds, failure.NotBefore,
                answer?.RequestId, clientRequestId);
        }
    }
}
