using System.Text;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Tests.Engine.Support;

/// <summary>The rig's mailbox in memory behind the engine's ports; any other one is empty. Records every call; <see cref="Fault"/> makes single calls fail before or after their effect.</summary>
internal sealed class FakeExchange(TimeProvider time) : IMailReader, IMailFolders, IReplySender, ISentItems, IMailCensus, ISubscriptions
{
    public static readonly FolderIds Folders = new("inbox", "handled", "ended", "failed");

    private readonly Lock gate = new();
    private readonly Dictionary<MessageId, MailItem> mails = [];
    private readonly Dictionary<MessageId, ReplyContent> drafts = [];
    private readonly Dictionary<MessageId, ReplyContent> sent = [];
    private readonly HashSet<MessageId> prepared = [];
    private readonly Dictionary<MessageId, List<string>> enclosed = [];
    private readonly Dictionary<string, GraphSubscription> subscriptions = [];
    private int numbers;

    /// <summary>Calls by name, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Mails as they travel, of those that have parts which Graph does not show.</summary>
    public Dictionary<MessageId, string> Mime { get; } = [];

    /// <summary>Name of the attachment, of mails that have one.</summary>
    public Dictionary<MessageId, string> Files { get; } = [];

    /// <summary>Mails that Exchange cannot read out.</summary>
    public HashSet<MessageId> Spoiled { get; } = [];

    /// <summary>Given the call's name: a failure to answer with, and whether the effect happens all the same.</summary>
    public Func<string, (Failure Failure, bool AfterEffect)?>? Fault { get; set; }

    public IReadOnlyList<ReplyContent> Sent
    {
        get
        {
            lock (gate)
                return [.. sent.Values];
        }
    }

    public MailItem Deliver(string id, string from = "customer@b.example", string subject = "Question", params MailHeader[] headers) =>
        Deliver(id, mail => mail with { From = new MailAddress(from), Subject = subject, Headers = headers });

    public MailItem Deliver(string id, Func<MailItem, MailItem> shape)
    {
        var mail = shape(new MailItem
        {
            Id = new MessageId(id),
            InternetMessageId = $"<{id}@b.example>",
            ReceivedAt = time.GetUtcNow(),
            Subject = "Question",
            From = new MailAddress("customer@b.example"),
            To = [new MailAddress("help@own.example")],
            Body = new MailBody(true, "<p>Where is my order?</p>"),
            Preview = "Where is my order?",
            ParentFolderId = Folders.Inbox,
        });
        lock (gate)
            mails[mail.Id] = mail;
        return mail;
    }

    /// <summary>The Message-ID of the answer that left last.</summary>
    public string LastSentMessageId
    {
        get
        {
            lock (gate)
                return $"<{sent.Keys.Last()}@own.example>";
        }
    }

    /// <summary>A mail arrives as it is given.</summary>
    public void Put(MailItem mail)
    {
        lock (gate)
            mails[mail.Id] = mail;
    }

    /// <summary>The mail as it lies in the mailbox now; null when it is not there.</summary>
    public MailItem? Mail(string id)
    {
        lock (gate)
            return mails.GetValueOrDefault(new MessageId(id));
    }

    /// <summary>Ids of what was sent, in the order of <see cref="Sent"/>.</summary>
    public IReadOnlyList<MessageId> SentIds
    {
        get
        {
            lock (gate)
                return [.. sent.Keys];
        }
    }

    public string? FolderOf(string id)
    {
        lock (gate)
            return mails.GetValueOrDefault(new MessageId(id))?.ParentFolderId;
    }

    public void MoveAsPerson(string id, string? folder)
    {
        lock (gate)
        {
            var key = new MessageId(id);
            if (folder is null)
                mails.Remove(key);
            else
                mails[key] = mails[key] with { ParentFolderId = folder };
        }
    }

    public Task<Outcome<InboxPage>> ListInboxAsync(MailboxId mailbox, DateTimeOffset since, string? next, bool withBody, CancellationToken cancellation) =>
        Do<InboxPage>("list", () => new InboxPage(
            [.. mails.Values.Where(mail => mailbox == EngineRig.Mailbox && mail.ParentFolderId == Folders.Inbox && mail.ReceivedAt >= since).OrderBy(mail => mail.ReceivedAt)
                .Select(mail => withBody ? mail : mail with { Body = null })],
            null));

    public Task<Outcome<InboxPage>> ListInboxIdsAsync(MailboxId mailbox, DateTimeOffset since, string? next, CancellationToken cancellation) =>
        Do<InboxPage>("list-ids", () => new InboxPage(
            [.. mails.Values.Where(mail => mailbox == EngineRig.Mailbox && mail.ParentFolderId == Folders.Inbox && mail.ReceivedAt >= since).OrderBy(mail => mail.ReceivedAt)
                .Select(mail => new MailItem { Id = mail.Id, ReceivedAt = mail.ReceivedAt, ParentFolderId = mail.ParentFolderId })],
            null));

    public Task<Outcome<MailItem>> GetAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation) =>
        Do<MailItem>("get", () => Spoiled.Contains(message) ? new Failure(FailureCategory.Corrupt, "ErrorItemCorrupt") : mails.TryGetValue(message, out var mail) ? mail : Missing);

    public Task<Outcome<ReadOnlyMemory<byte>>> GetMimeAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation) =>
        Do<ReadOnlyMemory<byte>>("mime", () => Mime.TryGetValue(message, out var mime) ? new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(mime)) : Missing);

    public Task<Outcome<IReadOnlyList<MailItem>>> FindByInternetMessageIdAsync(MailboxId mailbox, string internetMessageId, CancellationToken cancellation) =>
        Do<IReadOnlyList<MailItem>>("find", () => mails.Values.Where(mail => mail.InternetMessageId == internetMessageId).ToList());

    public Task<Outcome<int>> CountInboxAsync(MailboxId mailbox, DateTimeOffset before, CancellationToken cancellation) =>
        Do<int>("count", () => mailbox != EngineRig.Mailbox ? new Failure(FailureCategory.Refused, "ErrorAccessDenied") : mails.Values.Count(mail => mail.ParentFolderId == Folders.Inbox && mail.ReceivedAt < before));

    public Task<Outcome<IReadOnlyList<MailAttachment>>> ListAttachmentsAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation) =>
        Do<IReadOnlyList<MailAttachment>>("attachments", () => Files.GetValueOrDefault(message) is { } file ? [new MailAttachment("a", file, null, 100, false)] : Array.Empty<MailAttachment>());

    public Task<Outcome<FolderIds>> EnsureAsync(MailboxId mailbox, FolderNames names, CancellationToken cancellation) => Do<FolderIds>("ensure", () => Folders);

    public Task<Outcome<MailPlace>> MoveAsync(MailboxId mailbox, MessageId message, string folderId, CancellationToken cancellation) =>
        Do<MailPlace>("move", () =>
        {
            if (!mails.TryGetValue(message, out var mail))
                return Missing;
            mails[message] = mail with { ParentFolderId = folderId };
            return new MailPlace(message, folderId);
        });

    public Task<Outcome<ReplyDraft>> CreateDraftAsync(MailboxId mailbox, MessageId original, ReplyContent content, CancellationToken cancellation) =>
        Do<ReplyDraft>("draft", () =>
        {
            if (!mails.ContainsKey(original))
                return Missing;
            var id = new MessageId($"draft-{++numbers}");
            drafts[id] = content;
            return new ReplyDraft(id, $"<{id}@own.example>");
        });

    /// <summary>Drafts that were neither sent nor deleted.</summary>
    public IReadOnlyList<MessageId> Drafts
    {
        get
        {
            lock (gate)
                return [.. drafts.Keys];
        }
    }

    /// <summary>Names of the files that left, mail by mail, in the order of <see cref="Sent"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> SentFiles
    {
        get
        {
            lock (gate)
                return [.. sent.Keys.Select(id => enclosed.GetValueOrDefault(id) ?? [])];
        }
    }

    /// <summary>Somebody deletes all drafts in Outlook.</summary>
    public void LoseDrafts()
    {
        lock (gate)
            drafts.Clear();
    }

    public Task<Outcome<ReplyDraft>> PrepareDraftAsync(MailboxId mailbox, MessageId original, AnswerId mark, CancellationToken cancellation) =>
        Do<ReplyDraft>("prepare", () =>
        {
            if (!mails.ContainsKey(original))
                return Missing;
            var id = new MessageId($"draft-{++numbers}");
            drafts[id] = new ReplyContent(mark, "", [], []);
            prepared.Add(id);
            return new ReplyDraft(id, $"<{id}@own.example>");
        });

    public Task<Outcome<Done>> AddFileAsync(MailboxId mailbox, MessageId draft, OutgoingFile file, CancellationToken cancellation) =>
        Do<Done>("add-file", () =>
        {
            if (!drafts.ContainsKey(draft))
                return Missing;
            if (!enclosed.TryGetValue(draft, out var files))
                enclosed[draft] = files = [];
            files.Add(file.Name);
            return Done.It;
        });

    public Task<Outcome<ReplyDraft>> CompleteDraftAsync(MailboxId mailbox, MessageId draft, ReplyContent content, CancellationToken cancellation) =>
        Do<ReplyDraft>("complete", () =>
        {
            if (!drafts.ContainsKey(draft))
                return Missing;
            drafts[draft] = content;
            prepared.Remove(draft);
            return new ReplyDraft(draft, $"<{draft}@own.example>");
        });

    public Task<Outcome<Done>> SweepAsync(MailboxId mailbox, AnswerId mark, CancellationToken cancellation) =>
        Do<Done>("sweep", () =>
        {
            foreach (var (id, _) in drafts.Where(draft => draft.Value.Answer == mark).ToList())
                drafts.Remove(id);
            return Done.It;
        });

    public Task<Outcome<ReplyDraft?>> FindDraftAsync(MailboxId mailbox, AnswerId answer, CancellationToken cancellation) =>
        Do<ReplyDraft?>("find-draft", () =>
        {
            foreach (var (id, content) in drafts.Concat(sent))
                if (content.Answer == answer && !prepared.Contains(id))
                    return new ReplyDraft(id, null);
            return default(ReplyDraft);
        });

    public Task<Outcome<Done>> SendAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) =>
        Do<Done>("send", () =>
        {
            if (!drafts.Remove(draft, out var content))
                return Missing;
            sent.Add(draft, content);
            return Done.It;
        });

    public Task<Outcome<DraftState>> GetStateAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) =>
        Do<DraftState>("state", () => drafts.ContainsKey(draft) ? DraftState.Unsent : sent.ContainsKey(draft) ? DraftState.Sent : DraftState.Missing);

    /// <summary>Whom Exchange puts in place of the sender that was chosen.</summary>
    public MailAddress? SenderInstead { get; set; }

    public Task<Outcome<MailAddress?>> SentFromAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) =>
        Do<MailAddress?>("sent-from", () => sent.GetValueOrDefault(draft) is { } content ? SenderInstead ?? content.From : null);

    public Task<Outcome<Done>> DeleteDraftAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) =>
        Do<Done>("delete-draft", () =>
        {
            drafts.Remove(draft);
            return Done.It;
        });

    public Task<Outcome<IReadOnlyList<CountedMail>>> CountAsync(
        MailboxId mailbox, string folderId, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) =>
        Do<IReadOnlyList<CountedMail>>("count", () => mails.Values
            .Where(mail => mail.ParentFolderId == folderId && mail.ReceivedAt >= from && mail.ReceivedAt < before)
            .Select(mail => new CountedMail(mail.Id, mail.InternetMessageId, mail.ReceivedAt)).ToList());

    /// <summary>What people sent from the mailbox.</summary>
    public List<SentMail> SentByPeople { get; } = [];

    public Task<Outcome<IReadOnlyList<SentMail>>> ListAsync(MailboxId mailbox, DateTimeOffset since, CancellationToken cancellation) =>
        Do<IReadOnlyList<SentMail>>("list-sent", () => SentByPeople.Where(mail => mail.SentAt >= since).ToList());

    /// <summary>Changes a mail as a person in Outlook would.</summary>
    public void Change(string id, Func<MailItem, MailItem> change)
    {
        lock (gate)
            mails[new MessageId(id)] = change(mails[new MessageId(id)]);
    }

    public Task<Outcome<IReadOnlyList<GraphSubscription>>> ListAsync(CancellationToken cancellation) =>
        Do<IReadOnlyList<GraphSubscription>>("list-subscriptions", () => subscriptions.Values.ToList());

    public Task<Outcome<GraphSubscription>> CreateAsync(SubscriptionRequest request, CancellationToken cancellation) =>
        Do<GraphSubscription>("subscribe", () =>
        {
            if (subscriptions.Values.Any(other => other.Resource == request.Mailbox.Value))
                return new Failure(FailureCategory.Conflict, "Conflict");
            var made = new GraphSubscription($"sub-{++numbers}", request.Mailbox.Value, request.NotificationUrl.AbsoluteUri, request.ExpiresAt);
            return subscriptions[made.Id] = made;
        });

    public Task<Outcome<GraphSubscription>> RenewAsync(string subscriptionId, DateTimeOffset expiresAt, CancellationToken cancellation) =>
        Do<GraphSubscription>("renew", () => subscriptions.TryGetValue(subscriptionId, out var old)
            ? subscriptions[subscriptionId] = old with { ExpiresAt = expiresAt }
            : Missing);

    public Task<Outcome<Done>> DeleteAsync(string subscriptionId, CancellationToken cancellation) =>
        Do<Done>("unsubscribe", () =>
        {
            subscriptions.Remove(subscriptionId);
            return Done.It;
        });

    public bool Watches(GraphSubscription subscription, MailboxId mailbox) => subscription.Resource == mailbox.Value;

    public IReadOnlyCollection<GraphSubscription> Subscriptions
    {
        get
        {
            lock (gate)
                return [.. subscriptions.Values];
        }
    }

    /// <summary>A subscription vanishes at Graph, or one of a former life stands there.</summary>
    public void SetSubscriptions(params GraphSubscription[] now)
    {
        lock (gate)
        {
            subscriptions.Clear();
            foreach (var subscription in now)
                subscriptions[subscription.Id] = subscription;
        }
    }

    private static Failure Missing => new(FailureCategory.NotFound, "ErrorItemNotFound");

    private Task<Outcome<T>> Do<T>(string call, Func<Outcome<T>> effect)
    {
        lock (gate)
        {
            Calls.Add(call);
            var fault = Fault?.Invoke(call);
            if (fault is { AfterEffect: false })
                return Task.FromResult<Outcome<T>>(fault.Value.Failure);
            var outcome = effect();
            return Task.FromResult(fault is { } after ? after.Failure : outcome);
        }
    }
}
