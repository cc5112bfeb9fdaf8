using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Subscriptions;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>Waiting (without polling or sleeping) for what the bot does: each returns at once when it is already so. Bound the wait with the token.</summary>
public sealed class Waits
{
    private readonly TenantState state;
    private readonly MailActs mail;
    private readonly Notifier notifier;

    internal Waits(TenantState state, MailActs mail, Notifier notifier)
    {
        this.state = state;
        this.mail = mail;
        this.notifier = notifier;
    }

    /// <summary>Waits for an activity of the bot in this person's chat, newest first.</summary>
    public Task<ChatActivity> ForActivityAsync(string who, Func<ChatActivity, bool> predicate, CancellationToken cancellation)
    {
        var person = state.Person(who);
        return state.Signals.WaitAsync(
            () => state.Chats.Of(person) is { Exists: true } chat ? chat.Activities.FindLast(a => a.FromBot && predicate(a)) : null, cancellation);
    }

    /// <summary>Waits for a card in this person's chat that shows all of these texts.</summary>
    public Task<ChatActivity> ForCardAsync(string who, CancellationToken cancellation, params string[] texts) =>
        ForActivityAsync(who, a => a.Card is not null && Array.TrueForAll(texts, a.Contains), cancellation);

    /// <summary>Waits for a mail that leaves the tenant towards this address.</summary>
    public Task<CustomerMail> ForCustomerMailAsync(string address, CancellationToken cancellation, Func<CustomerMail, bool>? predicate = null) =>
        state.Signals.WaitAsync(() => state.Exchange.MailsTo(address).LastOrDefault(m => predicate?.Invoke(m) ?? true), cancellation);

    /// <summary>Waits until a message lies in a folder (id, well-known name or display name under the root).</summary>
    public Task<MailSnapshot> ForMailInAsync(string mailbox, string folder, Func<MailSnapshot, bool> predicate, CancellationToken cancellation) =>
        state.Signals.WaitAsync(() => mail.Mails(mailbox, folder).FirstOrDefault(predicate), cancellation);

    /// <summary>Waits for a request over the wire, also one that came before.</summary>
    public Task<WireEntry> ForRequestAsync(Func<WireEntry, bool> predicate, CancellationToken cancellation) =>
        state.Signals.WaitAsync(() => state.Wire.After().LastOrDefault(predicate), cancellation);

    /// <summary>Waits until a subscription of this mailbox lives. Returns its id.</summary>
    public Task<string> ForSubscriptionAsync(string mailbox, CancellationToken cancellation)
    {
        var box = state.Exchange.Find(mailbox) ?? throw new ArgumentException($"There is no mailbox '{mailbox}'.", nameof(mailbox));
        return state.Signals.WaitAsync(() => state.Subscriptions.Living.FirstOrDefault(s => s.Mailbox == box)?.Id.ToString(), cancellation);
    }

    /// <summary>Waits until all notifications are delivered (or given up).</summary>
    public Task ForNotificationsAsync(CancellationToken cancellation) =>
        state.Signals.WaitAsync(() => notifier.IsIdle ? "idle" : null, cancellation);

    /// <summary>Waits until anything is so; asked again after every change in the tenant.</summary>
    public Task<T> UntilAsync<T>(Func<T?> find, CancellationToken cancellation)
        where T : class => state.Signals.WaitAsync(find, cancellation);
}
