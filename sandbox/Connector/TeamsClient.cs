using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Http;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>Acts for the people in Teams: posts their activities to the bot and shows what it answers.</summary>
internal sealed class TeamsClient(TenantState tenant, OutboundHttp http)
{
    /// <summary>The channel gives up on an answer after this time (teams.md 2.5).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Activities activities = new(tenant);

    public async Task<BotAnswer> SayAsync(Person person, string text, IReadOnlyList<SharedFile> files, IReadOnlyList<PastedPicture> pictures, CancellationToken cancellation)
    {
        JsonObject activity;
        lock (tenant.Sync)
        {
            var chat = tenant.Chats.Open(person);
            activity = activities.Message(chat, text, files, pictures);
            tenant.Chats.Add(chat, new ChatContent(text, null, null), fromBot: false);
        }

        return await PostAsync(activity, $"{person.Name}: message", cancellation);
    }

    public async Task<BotAnswer> InvokeAsync(Person person, string activityId, JsonObject action, string trigger, CancellationToken cancellation)
    {
        var value = new JsonObject { ["action"] = action.DeepClone(), ["trigger"] = trigger };
        var activity = Build(person, chat => activities.Invoke(chat, "adaptiveCard/action", value, activityId));
        var answer = await PostInvokeAsync(activity, $"{person.Name}: {ConnectorJson.Text(action["verb"])}", cancellation);
        if (IsFailedAcknowledgement(answer))
        {
            // Teams takes an empty message for a failed acknowledgement and sends the invoke again (teams.md 2.4).
            lock (tenant.Sync)
                tenant.Chats.Violations.Add(new CardViolation(person.Id, activityId, "An invoke was answered with an empty body or message: Teams sends it again."));
            answer = await PostAsync(activity, $"{person.Name}: again", cancellation);
        }

        lock (tenant.Sync)
            Show(person, activityId, answer);
        tenant.Signals.Pulse();
        return answer;
    }

    /// <summary>Action.Submit: a message with a value, or the opening of a dialog.</summary>
    public async Task<BotAnswer> SubmitAsync(Person person, string activityId, JsonObject data, CancellationToken cancellation)
    {
        if (ConnectorJson.Text(data["msteams"]?["type"]) == "task/fetch")
            return await DialogAsync(person, "task/fetch", data, activityId, cancellation);
        return await PostAsync(Build(person, chat => activities.Submit(chat, activityId, data)), $"{person.Name}: submit", cancellation);
    }

    public async Task<BotAnswer> DialogAsync(Person person, string name, JsonObject data, string? activityId, CancellationToken cancellation)
    {
        var value = new JsonObject { ["data"] = data.DeepClone(), ["context"] = new JsonObject { ["theme"] = "default" } };
        var answer = await PostInvokeAsync(Build(person, chat => activities.Invoke(chat, name, value, activityId)), $"{person.Name}: {name}", cancellation);
        if (answer.Card is { } card)
            lock (tenant.Sync)
                Inspect(person, activityId, card);
        return answer;
    }

    public Task<BotAnswer> SearchAsync(Person person, string activityId, string dataset, string queryText, CancellationToken cancellation)
    {
        var value = new JsonObject
        {
            ["queryText"] = queryText,
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 },
            ["dataset"] = dataset,
        };
        return PostInvokeAsync(Build(person, chat => activities.Invoke(chat, "application/search", value, activityId)), $"{person.Name}: search", cancellation);
    }

    public async Task InstallAsync(Person person, CancellationToken cancellation)
    {
        JsonObject installed;
        JsonObject? members = null;
        lock (tenant.Sync)
        {
            person.Installed = true;
            var chat = tenant.Chats.Open(person);
            installed = activities.Installation(chat, "add");
            if (!person.WasInstalledBefore)
                members = activities.MembersAdded(chat);
            person.WasInstalledBefore = true;
        }

        await PostAsync(installed, $"{person.Name}: app installed", cancellation);
        if (members is not null)
            await PostAsync(members, $"{person.Name}: members added", cancellation);
    }

    public async Task UninstallAsync(Person person, CancellationToken cancellation)
    {
        JsonObject activity;
        lock (tenant.Sync)
        {
            activity = activities.Installation(tenant.Chats.Open(person), "remove");
            person.Installed = false;
        }

        await PostAsync(activity, $"{person.Name}: app removed", cancellation);
    }

    /// <summary>Posts any activity as it is; for malformed ones.</summary>
    public Task<BotAnswer> PostRawAsync(string body, string? authorization, CancellationToken cancellation) =>
        SendAsync(body, "raw activity", "raw", authorization, cancellation);

    private static bool IsFailedAcknowledgement(BotAnswer answer) =>
        answer.Status == 200 && (answer.Body is null || (answer.Body is JsonObject json && ConnectorJson.Text(json["value"]) == ""));

    private JsonObject Build(Person person, Func<Chat, JsonObject> build)
    {
        lock (tenant.Sync)
            return build(tenant.Chats.Open(person));
    }

    private async Task<BotAnswer> PostInvokeAsync(JsonObject activity, string summary, CancellationToken cancellation)
    {
        if (!tenant.Faults.DoubleInvokes)
            return await PostAsync(activity, summary, cancellation);
        var both = await Task.WhenAll(PostAsync(activity, summary, cancellation), PostAsync(activity, summary + " (double)", cancellation));
        return both[0];
    }

    private async Task<BotAnswer> PostAsync(JsonObject activity, string summary, CancellationToken cancellation)
    {
        var body = activity.ToJsonString();
        var kind = ConnectorJson.Text(activity["name"]) ?? ConnectorJson.Text(activity["type"])!;
        var answer = await SendAsync(body, summary, kind, Authorization(), cancellation);
        return answer.Status == 504 && tenant.Faults.RedeliverSlowActivities
            ? await SendAsync(body, summary + " (again)", kind, Authorization(), cancellation)
            : answer;
    }

    private string? Authorization() => tenant.Options.RequireTokens ? $"Bearer {tenant.Tokens.ForActivity(tenant.ServiceUrl)}" : null;

    private async Task<BotAnswer> SendAsync(string body, string summary, string kind, string? authorization, CancellationToken cancellation)
    {
        var bot = tenant.BotUrl ?? throw new InvalidOperationException("The tenant does not know the bot: set BotUrl first.");
        var started = tenant.Now;
        var request = new OutboundRequest(new Uri(bot, "/api/messages"), body, "application/json", WireDirection.TeamsToBot, summary, kind, authorization);
        if (await http.PostAsync(request, Patience, cancellation) is { } answer)
            return new BotAnswer(answer.Status, Parse(answer.Body));
        return new BotAnswer(tenant.Now - started >= Patience ? 504 : 502, null);
    }

    private static JsonNode? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Show(Person person, string activityId, BotAnswer answer)
    {
        if (tenant.Chats.Of(person) is not { } chat || chat.Find(activityId) is not { } activity)
            return;
        if (answer.Card is { } card)
        {
            tenant.Chats.Show(chat, activity with { Card = (JsonObject)card.DeepClone(), IsAnswerCard = true, Notice = null });
            Inspect(person, activityId, card);
        }
        else if (answer.Text is { Length: > 0 } text)
        {
            tenant.Chats.Show(chat, activity with { Notice = text });
        }
    }

    private void Inspect(Person person, string? activityId, JsonObject card)
    {
        foreach (var what in CardInspector.Inspect(card))
            tenant.Chats.Violations.Add(new CardViolation(person.Id, activityId, what));
    }
}
