using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Control;

/// <summary>The control API below /sandbox: the tenant itself, its clock, its faults and the wire.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder routes, SimulatedTenant tenant)
    {
        var group = routes.MapGroup("/sandbox");
        group.MapGet("/state", () => ControlAnswers.RunAsync(() => StateReader.Read(tenant.State), ControlJson.Default.StateView));
        group.MapPost("/clock", (HttpRequest request) => ControlAnswers.RunAsync(() => AdvanceAsync(tenant, request), ControlJson.Default.NowView));
        group.MapPost("/faults", (HttpRequest request) => ControlAnswers.RunAsync(() => SetFaultsAsync(tenant, request), ControlJson.Default.FaultsView));
        group.MapPost("/exchange/scope", (HttpRequest request) => ControlAnswers.RunAsync(() => LimitMailAsync(tenant, request), ControlJson.Default.DoneView));
        group.MapGet("/wire", (long? after) => ControlAnswers.RunAsync(
            () => new WireEntriesView([.. tenant.Wire.After(after ?? 0).Select(WireView.Of)]), ControlJson.Default.WireEntriesView));
        group.MapGet("/events", (HttpContext context) => EventStream.SendAsync(context, tenant.Events));
        group.MapMail(tenant);
        group.MapPeople(tenant);
    }

    private static async Task<NowView> AdvanceAsync(SimulatedTenant tenant, HttpRequest request)
    {
        var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.ClockRequest);
        if (body.AdvanceSeconds is not (> 0 and <= 366 * 86_400.0))
            throw new ControlRefusal(400, "Give advanceSeconds: a positive number of at most one year.");
        if (tenant.Clock is not SandboxClock clock)
            throw new ControlRefusal(409, "This tenant runs on a clock that cannot be moved.");
        clock.Advance(TimeSpan.FromSeconds(body.AdvanceSeconds.Value));
        tenant.State.Signals.Pulse();
        tenant.Events.ClockMoved();
        return new NowView(tenant.Clock.GetUtcNow());
    }

    // The Exchange administrator runs the script that the bot filled in.
    private static async Task<DoneView> LimitMailAsync(SimulatedTenant tenant, HttpRequest request)
    {
        var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.ScopeRequest);
        if (body.Mailboxes is not { Count: > 0 } mailboxes)
            throw new ControlRefusal(400, "Give mailboxes: a list of ids or addresses.");
        if (body.DelaySeconds is < 0 or > 86_400)
            throw new ControlRefusal(400, "delaySeconds must be between 0 and one day.");
        if (!tenant.State.Access.IsStrict)
            throw new ControlRefusal(409, "In this tenant everything is allowed. Start the sandbox with --empty to grant permissions yourself.");
        tenant.Admin.LimitMail(mailboxes, TimeSpan.FromSeconds(body.DelaySeconds ?? 0));
        return new DoneView();
    }

    private static async Task<FaultsView> SetFaultsAsync(SimulatedTenant tenant, HttpRequest request)
    {
        var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.FaultsRequest);
        if (body.GraphSlowSeconds is < 0)
            throw new ControlRefusal(400, "graphSlowSeconds must not be negative.");
        var faults = tenant.Faults;
        faults.GraphDown = body.GraphDown ?? faults.GraphDown;
        faults.GraphThrottled = body.GraphThrottled ?? faults.GraphThrottled;
        faults.GraphSlowSeconds = body.GraphSlowSeconds ?? faults.GraphSlowSeconds;
        faults.TeamsDown = body.TeamsDown ?? faults.TeamsDown;
        faults.TeamsThrottled = body.TeamsThrottled ?? faults.TeamsThrottled;
        faults.DropNotifications = body.DropNotifications ?? faults.DropNotifications;
        var view = StateReader.Faults(tenant.State);
        tenant.Events.FaultsChanged(view);
        return view;
    }
}
