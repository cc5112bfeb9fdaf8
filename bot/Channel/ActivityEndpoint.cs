using System.Collections.Concurrent;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>One activity's way: guard, duplicates, conversation book, handler, HTTP answer (teams.md 2.4, 2.5).</summary>
internal sealed class ActivityEndpoint(
    ActivityReceiver receiver, SeenActivities seen, ConversationBook book, IHostApplicationLifetime host, ILogger<ActivityEndpoint> logger)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ActivityAnswer>>> running = new(StringComparer.Ordinal);

    /// <summary>Answers the request. The handler works to its end even when the caller hangs up: what was asked was asked.</summary>
    public async Task HandleAsync(HttpContext context, IActivityHandler handler)
    {
        var received = await receiver.ReceiveAsync(context);
        var answer = received.Activity is { } activity
            ? await OnceAsync(activity, received.Verdict.Caller!, handler)
            : new ActivityAnswer(received.Verdict.Status);
        if (answer.Status == StatusCodes.Status405MethodNotAllowed)
            context.Response.Headers.Allow = HttpMethods.Post;
        context.Response.StatusCode = answer.Status;
        if (answer.Body.IsEmpty)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <summary>A delivery that arrives while the first still runs waits for it and shares its answer.</summary>
    private async Task<ActivityAnswer> OnceAsync(Activity activity, Caller caller, IActivityHandler handler)
    {
        if (SeenActivities.KeyOf(activity) is not { } key)
            return await RunAsync(activity, caller, handler, null);
        var mine = new Lazy<Task<ActivityAnswer>>(() => RunAsync(activity, caller, handler, key));
        try
        {
            return await running.GetOrAdd(key, mine).Value;
        }
        finally
        {
            running.TryRemove(KeyValuePair.Create(key, mine));
        }
    }

    private async Task<ActivityAnswer> RunAsync(Activity activity, Caller caller, IActivityHandler handler, string? key)
    {
        var stopping = host.ApplicationStopping;
        var type = activity.Type!;
        var id = activity.Id ?? "";
        try
        {
            if (key is not null && await seen.BeginAsync(key, stopping) is var state && state != SeenState.New)
            {
                ChannelLog.ActivityRepeated(logger, id, type);
                if (state == SeenState.Running)
                    return new ActivityAnswer(StatusCodes.Status503ServiceUnavailable);
                if (!activity.IsInvoke)
                    return new ActivityAnswer(StatusCodes.Status202Accepted);
                if (seen.AnswerOf(key) is { } before)
                    return before;
            }

            await book.RefreshAsync(activity, caller, stopping);
            var answer = AnswerTo(activity, await handler.HandleAsync(activity, stopping));

            // Handled and committed: note it even when the host is stopping, or the next delivery would run it again.
            if (key is not null)
                await seen.DoneAsync(key, activity.IsInvoke ? answer : null, CancellationToken.None);
            return answer;
        }
        catch (StoreUnavailableException failure)
        {
            return await FailAsync(failure, StatusCodes.Status503ServiceUnavailable);
        }
        catch (OperationCanceledException failure) when (stopping.IsCancellationRequested)
        {
            return await FailAsync(failure, StatusCodes.Status503ServiceUnavailable);
        }
#pragma warning disable CA1031 // The one place where whatever a handler throws becomes an answer: 5xx, so that the service delivers again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return await FailAsync(failure, StatusCodes.Status500InternalServerError);
        }

        async Task<ActivityAnswer> FailAsync(Exception failure, int status)
        {
            ChannelLog.ActivityFailed(logger, failure, id, type);
            if (key is not null)
                await seen.ForgetAsync(key);
            return new ActivityAnswer(status);
        }
    }

    private ActivityAnswer AnswerTo(Activity activity, InvokeAnswer? answer)
    {
        if (!activity.IsInvoke)
            return new ActivityAnswer(StatusCodes.Status202Accepted);
        if (answer is not null)
            return new ActivityAnswer(answer.Status, answer.Body);
        ChannelLog.InvokeUnknown(logger, activity.Name ?? "");
        return new ActivityAnswer(StatusCodes.Status501NotImplemented);
    }
}

/// <summary>What goes back over HTTP.</summary>
internal sealed record ActivityAnswer(int Status, ReadOnlyMemory<byte> Body = default);
