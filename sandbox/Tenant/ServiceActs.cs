using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Subscriptions;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>Subscriptions and tokens, as Microsoft's side can touch them.</summary>
public sealed class ServiceActs
{
    private readonly TenantState state;
    private readonly Notifier notifier;

    internal ServiceActs(TenantState state, Notifier notifier)
    {
        this.state = state;
        this.notifier = notifier;
    }

    /// <summary>Ids of the living subscriptions of a mailbox.</summary>
    public IReadOnlyList<string> Subscriptions(string mailbox)
    {
        lock (state.Sync)
            return [.. state.Subscriptions.Living.Where(s => s.Mailbox == Mailbox(mailbox)).Select(s => s.Id.ToString())];
    }

    /// <summary>Sends lifecycle event missed to every subscription of the mailbox (graph.md 1.7).</summary>
    public void SendMissed(string mailbox) => ForEach(mailbox, s => notifier.Lifecycle(s, "missed"));

    /// <summary>Asks for reauthorization and delivers nothing until it comes.</summary>
    public void DemandReauthorization(string mailbox) => ForEach(mailbox, s =>
    {
        s.IsPaused = true;
        notifier.Lifecycle(s, "reauthorizationRequired");
    });

    /// <summary>Removes the subscriptions of the mailbox; with <paramref name="silently"/> without telling (graph.md 11).</summary>
    public void RemoveSubscriptions(string mailbox, bool silently = false) => ForEach(mailbox, s =>
    {
        state.Subscriptions.Remove(s);
        if (!silently)
            notifier.Lifecycle(s, "subscriptionRemoved");
    });

    /// <summary>A bearer token for the connector's inbound direction, as Teams would send it; to build requests by hand.</summary>
    public string ActivityToken() => state.Tokens.ForActivity(state.ServiceUrl);

    /// <summary>A token with other claims, signed as Teams signs.</summary>
    public string ActivityToken(JsonObject claims) => state.Tokens.Sign(claims);

    /// <summary>Ends all tokens of Graph and the connector at once.</summary>
    public void RevokeTokens() => state.Tokens.RevokeAll();

    private void ForEach(string mailbox, Action<Subscription> act) => state.Act(() =>
    {
        var box = Mailbox(mailbox);
        foreach (var subscription in state.Subscriptions.Living.Where(s => s.Mailbox == box).ToList())
            act(subscription);
        return "";
    });

    private Mailbox Mailbox(string idOrAddress) =>
        state.Exchange.Find(idOrAddress) ?? throw new ArgumentException($"There is no mailbox '{idOrAddress}'.", nameof(idOrAddress));
}
