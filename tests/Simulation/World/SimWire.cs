using TeamsEmailBot.Tests.Simulation.Clockwork;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>
/// The way from one instance to Graph and back. A request takes effect at a later moment and its answer arrives at a still later one; the sender may be dead by
/// then, the effect stays. Also keeps watch over how the instance behaves towards Graph (I11).
/// </summary>
internal sealed class SimWire(SimWorld world, string instance, SimContext sender) : HttpMessageHandler
{
    /// <summary>From the answer to the gate some continuations have to run.</summary>
    private static readonly TimeSpan ToHear = TimeSpan.FromSeconds(0.5);
    private readonly Random chance = world.Plan.Chance($"wire/{instance}");
    private readonly Dictionary<string, (DateTimeOffset From, DateTimeOffset Until)> closed = new(StringComparer.Ordinal);
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var taken = new SimRequest(request.Method, request.RequestUri!, body);
        Watch(taken);
        underWay[taken.Scope] = underWay.GetValueOrDefault(taken.Scope) + 1;
        try
        {
            var answer = new TaskCompletionSource<SimAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
            Send(taken, request.Headers.Authorization?.Parameter, answer);
            var answered = await answer.Task;
            if (answered.RetryAfter is { } wait)
                closed[taken.Scope] = (world.Now + ToHear, world.Now + wait - ToHear);
            if (answered.Status == 401)
                refused.Add(taken.ToString());
            return answered.ToHttp();
        }
        finally
        {
            underWay[taken.Scope]--;
        }
    }

    private void Watch(SimRequest request)
    {
        if (closed.TryGetValue(request.Scope, out var span) && world.Now > span.From && world.Now < span.Until && sender.StalledUntil < span.From - ToHear
            // Whoever is inside already and shows a new token does not stand in line again.
            && !refused.Remove(request.ToString()))
            world.Violation("I11", $"{instance} sent {request} although Graph had asked to wait until {span.Until:HH:mm:ss.fff}");
        if (underWay.GetValueOrDefault(request.Scope) >= 3 && request.Path[0] == "users")
            world.Violation("I11", $"{instance} has more than three requests of one mailbox under way with {request}");
    }

    private void Send(SimRequest request, string? token, TaskCompletionSource<SimAnswer> answer)
    {
        var fault = world.WireFault(request, chance);
        if (fault != Fault.None)
            world.Note(instance, $"{request} will fare ill: {fault}");
        var there = Delay(slow: fault is Fault.Slow or Fault.HangAfter or Fault.LostAfter);
        switch (fault)
        {
            case Fault.Hang:
                return;
            case Fault.LostBefore:
                Later(there, () => answer.TrySetException(new HttpRequestException(HttpRequestError.ConnectionError, "simulated")));
                return;
            case Fault.HangAfter:
                Later(there, () => Serve(request, token));
                return;
            case Fault.LostAfter:
                Later(there, () =>
                {
                    Serve(request, token);
                    Later(Delay(false), () => answer.TrySetException(new HttpRequestException(HttpRequestError.ResponseEnded, "simulated")));
                });
                return;
            case Fault.BrokenAfter:
                Later(there, () =>
                {
                    Serve(request, token);
                    Later(Delay(false), () => answer.TrySetResult(new SimAnswer(504)));
                });
                return;
            case Fault.None or Fault.Slow:
                Later(there, () =>
                {
                    var served = Serve(request, token);
                    Later(Delay(fault == Fault.Slow), () => answer.TrySetResult(served));
                });
                return;
            default:
                Later(there + Delay(false), () => answer.TrySetResult(Refusal(fault)));
                return;
        }
    }

    private SimAnswer Serve(SimRequest request, string? token)
    {
        var answer = world.Tokens.Accepts(token) ? world.Graph.Serve(request) : SimAnswer.Error(401, "InvalidAuthenticationToken");
        if (request.Method != "GET" || answer.Status >= 400)
            world.Note(instance, $"{request} → {answer.Status}");
        return answer;
    }

    private SimAnswer Refusal(Fault fault) => fault switch
    {
        Fault.TooMany => SimAnswer.Error(429, "ApplicationThrottled"),
        Fault.TooManyWithWait => SimAnswer.Error(429, "ApplicationThrottled", TimeSpan.FromSeconds(chance.Next(3, 90))),
        Fault.BusyWithWait => SimAnswer.Error(503, "ErrorServerBusy", TimeSpan.FromSeconds(chance.Next(3, 60))),
        Fault.Busy => SimAnswer.Error(503, "ErrorServerBusy"),
        Fault.Broken => SimAnswer.Error(500, "ErrorInternalServerError"),
        Fault.Gateway => new SimAnswer(404),
        Fault.Conflict => SimAnswer.Error(409, "ErrorIrresolvableConflict"),
        Fault.Stale => SimAnswer.Error(412, "ErrorStaleObject"),
        Fault.Gone => SimAnswer.Error(410, "SyncStateNotFound"),
        _ => SimAnswer.Error(401, "InvalidAuthenticationToken"),
    };

    private TimeSpan Delay(bool slow) => TimeSpan.FromMilliseconds(slow ? chance.Next(1000, 20_000) : chance.Next(100) < 90 ? chance.Next(5, 120) : chance.Next(120, 4000));

    private void Later(TimeSpan delay, Action what) => world.Context.BeginLater(delay, what);
}
