using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Control;

/// <summary>People and their chats in the control API.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder routes, SimulatedTenant tenant)
    {
        routes.MapPost("/people/{id}/presence", (string id, HttpRequest request) =>
            ControlAnswers.RunAsync(() => SetPresenceAsync(tenant, id, request), ControlJson.Default.DoneView));
        routes.MapPost("/people/{id}/install", (string id, HttpContext context) => Act(tenant, id, p => tenant.Teams.InstallAsync(p, context.RequestAborted)));
        routes.MapPost("/people/{id}/uninstall", (string id, HttpContext context) => Act(tenant, id, p => tenant.Teams.UninstallAsync(p, context.RequestAborted)));
        routes.MapPost("/people/{id}/block", (string id) => Act(tenant, id, p => Done(() => tenant.Teams.Block(p))));
        routes.MapPost("/people/{id}/unblock", (string id) => Act(tenant, id, p => Done(() => tenant.Teams.Unblock(p))));
        routes.MapGet("/chats/{id}", (string id) => ControlAnswers.RunAsync(() => Chat(tenant, Find(tenant, id)), ControlJson.Default.ChatView));
        routes.MapPost("/chats/{id}/messages", (string id, HttpRequest request) => Answer(tenant, id, async person =>
        {
            var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.SayRequest);
            return await tenant.Teams.SayAsync(person, Given(body.Text, "text"), request.HttpContext.RequestAborted);
        }));
        routes.MapPost("/chats/{id}/invoke", (string id, HttpRequest request) => Answer(tenant, id, async person =>
        {
            var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.InvokeRequest);
            var action = Given(body.Action, "action");
            return await tenant.Teams.InvokeAsync(
                person, Given(body.ActivityId, "activityId"), Given(ConnectorJson.Text(action["verb"]), "action.verb"), action["data"] as JsonObject,
                body.Trigger ?? "manual", request.HttpContext.RequestAborted);
        }));
        routes.MapPost("/chats/{id}/submit", (string id, HttpRequest request) => Answer(tenant, id, async person =>
        {
            var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.SubmitRequest);
            return await tenant.Teams.SubmitAsync(person, Given(body.ActivityId, "activityId"), Given(body.Data, "data"), request.HttpContext.RequestAborted);
        }));
        routes.MapPost("/chats/{id}/dialog", (string id, HttpRequest request) => Answer(tenant, id, async person =>
        {
            var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.SubmitRequest);
            return await tenant.Teams.SubmitDialogAsync(person, Given(body.Data, "data"), body.ActivityId, request.HttpContext.RequestAborted);
        }));
        routes.MapPost("/chats/{id}/search", (string id, HttpRequest request) => Answer(tenant, id, async person =>
        {
            var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.SearchRequest);
            return await tenant.Teams.SearchAsync(
                person, Given(body.ActivityId, "activityId"), Given(body.Dataset, "dataset"), body.QueryText ?? "", request.HttpContext.RequestAborted);
        }));
    }

    private static string Find(SimulatedTenant tenant, string id) =>
        tenant.State.FindPerson(id)?.Id ?? throw new ControlRefusal(404, "There is no such person; GET /sandbox/state lists them.");

    private static T Given<T>(T? value, string name)
        where T : class => value ?? throw new ControlRefusal(400, $"Give {name}.");

    private static async Task<DoneView> SetPresenceAsync(SimulatedTenant tenant, string id, HttpRequest request)
    {
        var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.PresenceView);
        tenant.Teams.SetPresence(Find(tenant, id), Given(body.Availability, "availability"), body.Activity);
        return new DoneView();
    }

    private static Task<IResult> Act(SimulatedTenant tenant, string id, Func<string, Task> act) => ControlAnswers.RunAsync(
        async () =>
        {
            var person = Find(tenant, id);
            NeedBot(tenant);
            await act(person);
            return new DoneView();
        },
        ControlJson.Default.DoneView);

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static Task<IResult> Answer(SimulatedTenant tenant, string id, Func<string, Task<BotAnswer>> act) => ControlAnswers.RunAsync(
        async () =>
        {
            var person = Find(tenant, id);
            NeedBot(tenant);
            var answer = await act(person);
            return new BotAnswerView(answer.Status, answer.Body);
        },
        ControlJson.Default.BotAnswerView);

    private static void NeedBot(SimulatedTenant tenant)
    {
        if (tenant.BotUrl is null)
            throw new ControlRefusal(409, "No bot is connected: start one and set its address.");
    }

    private static ChatView Chat(SimulatedTenant tenant, string person) => new(tenant.Teams.ConversationId(person), [.. tenant.Teams.Chat(person).Select(a =>
        new ChatActivityView(a.Id, a.FromBot ? "bot" : "person", a.Text, a.Card, a.Summary, a.Notice, a.Time, a.UpdatedAt))]);
}
