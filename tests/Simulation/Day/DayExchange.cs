using System.Text;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>Exchange on a good day, for any number of mailboxes: nothing fails, and what is filed is forgotten. Nobody answers by mail on this day.</summary>
internal sealed class DayExchange(TimeProvider time) : IMailReader, IMailFolders, IReplySender, ISentItems, IMailCensus, ISubscriptions, IPresence
{
    private static readonly FolderIds Folders = new("inbox", "handled", "ended", "failed");
    private readonly Dictionary<MailboxId, Dictionary<MessageId, MailItem>> inboxes = [];
    private readonly Dictionary<MailboxId, SubscriptionRequest> subscriptions = [];
    private readonly Dictionary<AgentId, int> presences = [];
    private readonly Dictionary<AgentId, (int What, DateTimeOffset Since, DateTimeOffset At)> told = [];

    /// <summary>How many mails lie in the Inboxes.</summary>
    public int Lying => inboxes.Values.Sum(inbox => inbox.Count);

    /// <summary>A mail arrives; returns the notification about it, or null while nobody subscribed.</summary>
    public byte[]? Deliver(int service, int number, string subject)
    {
        var mailbox = DayTenant.Mailbox(service);
        var mail = new MailItem
        {
            Id = Message(number),
            InternetMessageId = $"<{number}@b.example>",
            ConversationId = $"conversation-{number}",
            ReceivedAt = time.GetUtcNow(),
            Subject = subject,
            From = new MailAddress($"customer{number}@b.example"),
            To = [new MailAddress(DayTenant.Address(service))],
            Body = new MailBody(false, "Where is my order?"),
            Preview = "Where is my order?",
            ParentFolderId = Folders.Inbox,
        };
        Inbox(mailbox).Add(mail.Id, mail);
        return subscriptions.TryGetValue(mailbox, out var subscription)
            ? Encoding.UTF8.GetBytes($$"""{"value":[{"subscriptionId":"{{Name(mailbox)}}","clientState":"{{subscription.ClientState}}","changeType":"created"}]}""")
            : null;
    }

    /// <summary>The agent's presence becomes one of <see cref="DayRules.Presences"/>; until then it is the first.</summary>
    public void SetPresence(AgentId agent, int presence) => presences[agent] = presence;

    /// <summary>The presence that the engine was told last.</summary>
    public int Told(AgentId agent) => told.GetValueOrDefault(agent).What;

    /// <summary>When it was told for the first time of as many times without another.</summary>
    public DateTimeOffset ToldSince(AgentId agent) => told.GetValueOrDefault(agent).Since;

    /// <summary>When it was told for the last time.</summary>
    public DateTimeOffset ToldAt(AgentId agent) => told.GetValueOrDefault(agent).At;

    public static MessageId Message(int number) => new($"mail-{number}");

    public Task<Outcome<InboxPage>> ListInboxAsync(MailboxId mailbox, DateTimeOffset since, string? next, bool withBody, CancellationToken cancellation) =>
        Task.FromResult<Outcome<InboxPage>>(new InboxPage([.. Lies(mailbox, since)], null));

    public Task<Outcome<InboxPage>> ListInboxIdsAsync(MailboxId mailbox, DateTimeOffset since, string? next, CancellationToken cancellation) =>
        ListInboxAsync(mailbox, since, next, withBody: false, cancellation);

    public Task<Outcome<MailItem>> GetAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation) =>
        Task.FromResult<Outcome<MailItem>>(Inbox(mailbox).TryGetValue(message, out var mail) ? mail : Missing);

    public Task<Outcome<IReadOnlyList<MailItem>>> FindByInternetMessageIdAsync(MailboxId mailbox, string internetMessageId, CancellationToken cancellation) =>
        Task.FromResult<Outcome<IReadOnlyList<MailItem>>>(Inbox(mailbox).Values.Where(mail => mail.InternetMessageId == internetMessageId).ToList());

    public Task<Outcome<int>> CountInboxAsync(MailboxId mailbox, DateTimeOffset before, CancellationToken cancellation) =>
        Task.FromResult<Outcome<int>>(subscriptions.ContainsKey(mailbox) ? Inbox(mailbox).Values.Count(mail => mail.ReceivedAt < before) : new Failure(FailureCategory.Refused, "ErrorAccessDenied"));

    public Task<Outcome<FolderIds>> EnsureAsync(MailboxId mailbox, FolderNames names, CancellationToken cancellation) => Task.FromResult<Outcome<FolderIds>>(Folders);

    public Task<Outcome<MailPlace>> MoveAsync(MailboxId mailbox, MessageId message, string folderId, CancellationToken cancellation) =>
        Task.FromResult<Outcome<MailPlace>>(Inbox(mailbox).Remove(message) ? new MailPlace(message, folderId) : Missing);

    public Task<Outcome<IReadOnlyList<SentMail>>> ListAsync(MailboxId mailbox, DateTimeOffset since, CancellationToken cancellation) =>
        Task.FromResult<Outcome<IReadOnlyList<SentMail>>>(Array.Empty<SentMail>());

    public Task<Outcome<IReadOnlyList<CountedMail>>> CountAsync(
        MailboxId mailbox, string folderId, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) =>
        Task.FromResult<Outcome<IReadOnlyList<CountedMail>>>(Array.Empty<CountedMail>());

    public Task<Outcome<IReadOnlyList<GraphSubscription>>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult<Outcome<IReadOnlyList<GraphSubscription>>>(subscriptions.Values.Select(Listed).ToList());

    public Task<Outcome<GraphSubscription>> CreateAsync(SubscriptionRequest request, CancellationToken cancellation) =>
        Task.FromResult<Outcome<GraphSubscription>>(Listed(subscriptions[request.Mailbox] = request));

    public Task<Outcome<GraphSubscription>> RenewAsync(string subscriptionId, DateTimeOffset expiresAt, CancellationToken cancellation)
    {
        var one = subscriptions.Values.Single(subscription => Name(subscription.Mailbox) == subscriptionId);
        return Task.FromResult<Outcome<GraphSubscription>>(Listed(subscriptions[one.Mailbox] = one with { ExpiresAt = expiresAt }));
    }

    public bool Watches(GraphSubscription subscription, MailboxId mailbox) => subscription.Resource == mailbox.Value;

    public Task<Outcome<IReadOnlyDictionary<AgentId, PresenceReading>>> ReadAsync(IReadOnlyCollection<AgentId> agents, CancellationToken cancellation) =>
        Task.FromResult<Outcome<IReadOnlyDictionary<AgentId, PresenceReading>>>(agents.ToDictionary(agent => agent, Tell));

    public Task<Outcome<Done>> DeleteAsync(string subscriptionId, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<ReadOnlyMemory<byte>>> GetMimeAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<IReadOnlyList<MailAttachment>>> ListAttachmentsAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<ReplyDraft>> CreateDraftAsync(MailboxId mailbox, MessageId original, ReplyContent content, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<ReplyDraft>> PrepareDraftAsync(MailboxId mailbox, MessageId original, AnswerId mark, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<Done>> AddFileAsync(MailboxId mailbox, MessageId draft, OutgoingFile file, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<ReplyDraft>> CompleteDraftAsync(MailboxId mailbox, MessageId draft, ReplyContent content, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<Done>> SweepAsync(MailboxId mailbox, AnswerId mark, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<ReplyDraft?>> FindDraftAsync(MailboxId mailbox, AnswerId answer, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<Done>> SendAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<DraftState>> GetStateAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<MailAddress?>> SentFromAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) => throw Unexpected();

    public Task<Outcome<Done>> DeleteDraftAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) => throw Unexpected();

    private static Failure Missing => new(FailureCategory.NotFound, "ErrorItemNotFound");

    private static InvalidOperationException Unexpected() => new("Nobody does this on a simulated day.");

    private static string Name(MailboxId mailbox) => $"subscription-{mailbox}";

    private static GraphSubscription Listed(SubscriptionRequest request) => new(Name(request.Mailbox), request.Mailbox.Value, request.NotificationUrl.AbsoluteUri, request.ExpiresAt);

    private PresenceReading Tell(AgentId agent)
    {
        var (what, now) = (presences.GetValueOrDefault(agent), time.GetUtcNow());
        told[agent] = told.TryGetValue(agent, out var before) && before.What == what ? before with { At = now } : (what, now, now);
        var (availability, activity, _) = DayRules.Presences[what];
        return new(availability, activity);
    }

    // A dictionary that only grows at its end and loses from anywhere keeps no order; mails of one moment come by number.
    private IEnumerable<MailItem> Lies(MailboxId mailbox, DateTimeOffset since) => Inbox(mailbox).Values
        .Where(mail => mail.ReceivedAt >= since).OrderBy(mail => mail.ReceivedAt).ThenBy(mail => mail.Id.Value, StringComparer.Ordinal);

    private Dictionary<MessageId, MailItem> Inbox(MailboxId mailbox)
    {
        if (!inboxes.TryGetValue(mailbox, out var inbox))
            inboxes[mailbox] = inbox = [];
        return inbox;
    }
}
