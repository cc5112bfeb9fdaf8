using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Connector;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>What people do in Teams. People are named by object id, user principal name, or the beginning of their name.</summary>
public sealed class TeamsActs
{
    private readonly TenantState state;
    private readonly TeamsClient teams;

    internal TeamsActs(TenantState state, TeamsClient teams)
    {
        this.state = state;
        this.teams = teams;
    }

    /// <summary>What Teams would have swallowed silently so far (cards without version, unknown elements, empty answers ...).</summary>
    public IReadOnlyList<CardViolation> Violations
    {
        get
        {
            lock (state.Sync)
                return [.. state.Chats.Violations];
        }
    }

    public Person Person(string who) => state.Person(who);

    /// <summary>Sets presence with Graph's words, for example Busy / InAMeeting.</summary>
    public void SetPresence(string who, string availability, string? activity = null)
    {
        var person = Person(who);
        state.Act(() =>
        {
            person.Availability = availability;
            person.Activity = activity ?? availability;
            state.PresenceChanged?.Invoke(person);
            return "";
        });
    }

    /// <summary>Installs the app: installationUpdate, and the first time conversationUpdate.</summary>
    public Task InstallAsync(string who, CancellationToken cancellation = default) => teams.InstallAsync(Person(who), cancellation);

    public Task UninstallAsync(string who, CancellationToken cancellation = default) => teams.UninstallAsync(Person(who), cancellation);

    /// <summary>Sends the installation of everybody who has the app from the start; call it when the bot listens for the first time.</summary>
    public async Task AnnounceInstallationsAsync(CancellationToken cancellation = default)
    {
        foreach (var person in state.People.Where(p => p.Installed))
            await teams.InstallAsync(person, cancellation);
    }

    public void Block(string who) => SetBlocked(who, isBlocked: true);

    public void Unblock(string who) => SetBlocked(who, isBlocked: false);

    /// <summary>"Remove chat history": the conversation id answers 404 until the bot creates the conversation again (teams.md 3.1).</summary>
    public void ForgetChat(string who) => state.Act(() =>
    {
        state.Chats.Forget(Person(who));
        return "";
    });

    /// <summary>The person types.</summary>
    public Task<BotAnswer> SayAsync(string who, string text, CancellationToken cancellation = default) => teams.SayAsync(Person(who), text, [], [], cancellation);

    /// <summary>The person drops files into the chat, with some words beside them.</summary>
    public Task<BotAnswer> ShareAsync(string who, string text, params IReadOnlyList<SharedFile> files) => teams.SayAsync(Person(who), text, files, [], CancellationToken.None);

    /// <summary>The person pastes pictures into the chat, with some words beside them.</summary>
    public Task<BotAnswer> PasteAsync(string who, string text, params IReadOnlyList<PastedPicture> pictures) => teams.SayAsync(Person(who), text, [], pictures, CancellationToken.None);

    /// <summary>The person presses an Action.Execute; <paramref name="data"/> is the button's data with the inputs merged in.</summary>
    public Task<BotAnswer> InvokeAsync(
        string who, string activityId, string verb, JsonObject? data = null, string trigger = "manual", CancellationToken cancellation = default) => teams.InvokeAsync(
            Person(who),
            activityId,
            new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data?.DeepClone() ?? new JsonObject() },
            trigger,
            cancellation);

    /// <summary>The person presses the button with this verb on the card as it stands in the chat, with what he typed into its inputs.</summary>
    public Task<BotAnswer> PressAsync(
        string who, ChatActivity activity, string verb, IReadOnlyDictionary<string, string>? inputs = null, CancellationToken cancellation = default)
    {
        var action = activity.Action(verb);
        var data = action.Data;
        foreach (var (id, value) in inputs ?? new Dictionary<string, string>())
            data[id] = value;
        return action.Type == "Action.Execute"
            ? InvokeAsync(who, activity.Id, verb, data, cancellation: cancellation)
            : SubmitAsync(who, activity.Id, data, cancellation);
    }

    /// <summary>Action.Submit; with msteams.type task/fetch in the data it opens a dialog.</summary>
    public Task<BotAnswer> SubmitAsync(string who, string activityId, JsonObject data, CancellationToken cancellation = default) =>
        teams.SubmitAsync(Person(who), activityId, data, cancellation);

    /// <summary>task/submit from an open dialog.</summary>
    public Task<BotAnswer> SubmitDialogAsync(string who, JsonObject data, string? activityId = null, CancellationToken cancellation = default) =>
        teams.DialogAsync(Person(who), "task/submit", data, activityId, cancellation);

    /// <summary>Typing in a choice set with a dynamic data set.</summary>
    public Task<BotAnswer> SearchAsync(string who, string activityId, string dataset, string queryText, CancellationToken cancellation = default) =>
        teams.SearchAsync(Person(who), activityId, dataset, queryText, cancellation);

    /// <summary>Posts a body to the bot's activity endpoint as it is, without a token unless one is given.</summary>
    public Task<BotAnswer> PostRawAsync(string body, string? authorization = null, CancellationToken cancellation = default) =>
        teams.PostRawAsync(body, authorization, cancellation);

    /// <summary>What stands in the chat of this person, oldest first.</summary>
    public IReadOnlyList<ChatActivity> Chat(string who)
    {
        var person = Person(who);
        lock (state.Sync)
            return state.Chats.Of(person) is { Exists: true } chat ? [.. chat.Activities] : [];
    }

    /// <summary>Id of the person's conversation with the bot, null when there is none (any more).</summary>
    public string? ConversationId(string who)
    {
        var person = Person(who);
        lock (state.Sync)
            return state.Chats.Of(person) is { Exists: true } chat ? chat.Id : null;
    }

    private void SetBlocked(string who, bool isBlocked) => state.Act(() =>
    {
        Person(who).Blocked = isBlocked;
        return "";
    });
}
