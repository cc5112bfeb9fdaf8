using System.Text.Json.Nodes;
using System.Threading.Channels;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>
/// An agent in Teams, who knows only the cards in his chat: takes or declines offers or lets them pass, answers, finishes, gives back, hands on, parks, leaves the form and
/// comes back, presses twice, and presses again when Teams reports an error.
/// </summary>
internal sealed class SimulatedAgent : IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(10);

    private readonly SimulatedTenant tenant;
    private readonly ChaosRecord record;
    private readonly Person person;
    private readonly Random chance;
    private readonly Dictionary<string, JsonObject?> seen = [];
    private readonly Channel<bool> glances =
        System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public SimulatedAgent(SimulatedTenant tenant, ChaosRecord record, Person person, Random chance)
    {
        (this.tenant, this.record, this.person, this.chance) = (tenant, record, person, chance);
        tenant.State.Chats.Changed += Look;
    }

    /// <summary>From now on he takes everything, answers it, and is done: so that the run comes to an end.</summary>
    public bool Diligent { get; set; }

    /// <summary>Works until cancelled.</summary>
    public async Task WorkAsync(CancellationToken cancellation)
    {
        glances.Writer.TryWrite(true);
        await foreach (var _ in glances.Reader.ReadAllAsync(cancellation))
            while (Next() is { } card)
                await ActAsync(card, cancellation);
    }

    /// <summary>Asks for his tasks now and then and opens one, as somebody does whose card no longer says what it should.</summary>
    public async Task LookAfterTasksAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(LookAfter, tenant.Clock, cancellation);
            await tenant.Teams.SayAsync(person.Id, "tasks", cancellation);
        }
    }

    public void Dispose() => tenant.State.Chats.Changed -= Look;

    private void Look(Person whose)
    {
        if (whose == person)
            glances.Writer.TryWrite(true);
    }

    private ChatActivity? Next()
    {
        foreach (var activity in tenant.Teams.Chat(person.Id))
        {
            if (!activity.FromBot || (seen.TryGetValue(activity.Id, out var card) && ReferenceEquals(card, activity.Card)))
                continue;
            seen[activity.Id] = activity.Card;
            return activity;
        }

        return null;
    }

    private Task ActAsync(ChatActivity card, CancellationToken cancellation)
    {
        var verbs = card.Actions.Select(action => action.Verb).ToHashSet();
        if (verbs.Contains("accept"))
            return Roll(6) ? Task.CompletedTask : PressAsync(card, Roll(10) ? "decline" : "accept", cancellation);
        if (verbs.Contains("sent.yes"))
            return PressAsync(card, WasSent(card.Action("sent.yes")) ? "sent.yes" : "sent.no", cancellation);
        if (verbs.Contains("reply.send"))
            return Roll(5) ? PressAsync(card, "reply.cancel", cancellation) : SendAsync(card, cancellation);
        if (verbs.Contains("park.until"))
            return PressAsync(card, "park.until", cancellation, new Dictionary<string, string> { ["choice"] = "other", ["text"] = "5m", ["kind"] = Roll(50) ? "customer" : "later" });
        if (verbs.Contains("transfer.to"))
            return PressAsync(card, "transfer.to", cancellation, new Dictionary<string, string> { ["choice"] = Choices(card) is { Count: > 0 } choices ? choices[chance.Next(choices.Count)] : "" });
        if (verbs.Contains("return") && !verbs.Contains("reply"))
            return PressAsync(card, "return", cancellation, new Dictionary<string, string> { ["choice"] = "NoTime" });
        if (verbs.Contains("park.end"))
            return Roll(70) ? Task.CompletedTask : PressAsync(card, "park.end", cancellation);
        if (verbs.Contains("reply"))
            return PressAsync(card, Roll(12) ? "finish" : Roll(6) ? "return.ask" : Roll(10) ? "park" : Roll(10) ? "transfer" : "reply", cancellation);
        if (verbs.Contains("view"))
            return PressAsync(card, "view", cancellation);
        return verbs.Contains("duty.on") ? PressAsync(card, "duty.on", cancellation) : Task.CompletedTask;
    }

    private Task SendAsync(ChatActivity form, CancellationToken cancellation) =>
        PressAsync(form, "reply.send", cancellation, new Dictionary<string, string> { ["text"] = record.NewText(TaskOf(form.Action("reply.send"))) });

    private async Task PressAsync(ChatActivity card, string verb, CancellationToken cancellation, IReadOnlyDictionary<string, string>? inputs = null)
    {
        var clicks = chance.Next(100) < 15 ? 2 : 1;
        while (true)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, clicks).Select(_ => tenant.Teams.PressAsync(person.Id, card, verb, inputs, cancellation)));
            if (Array.Exists(answers, answer => answer.Status == 200))
                return;
            await Task.Delay(Breath, tenant.Clock, cancellation);
        }
    }

    private bool WasSent(CardAction action)
    {
        var task = TaskOf(action);
        return tenant.Mail.AllCustomerMails().Any(mail => mail.Html.Contains($"-{task}", StringComparison.Ordinal));
    }

    private bool Roll(int percent) => chance.Next(100) < percent && !Diligent;

    private static List<string> Choices(ChatActivity card) =>
    [
        .. (card.Card?["body"]?.AsArray() ?? []).Where(element => element?["type"]?.GetValue<string>() == "Input.ChoiceSet")
            .SelectMany(element => element!["choices"]!.AsArray()).Select(choice => choice!["value"]!.GetValue<string>()),
    ];

    private static string TaskOf(CardAction action) => action.Data["t"]!.GetValue<string>();
}
