using System.Globalization;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>All mailboxes of the tenant and the transport between them and the world. Call it under the tenant's lock.</summary>
internal sealed class ExchangeServer(World world, IdSource ids, TimeProvider clock)
{
    private readonly List<(string Address, CustomerMail Mail)> outside = [];
    private readonly Dictionary<string, Mailbox> personal = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Mailbox> Mailboxes { get; } = [.. world.Mailboxes.Select(m => new Mailbox(m, ids))];

    /// <summary>How long a sent mail stays invisible in Sent Items (F-21).</summary>
    public TimeSpan SentItemsDelay { get; set; }

    /// <summary>Raised under the tenant's lock.</summary>
    public event Action<MailChange>? Changed;

    /// <summary>Raised under the tenant's lock with the address a mail left for.</summary>
    public event Action<string>? CustomerMailed;

    public Mailbox? Find(string idOrAddress) =>
        Mailboxes.FirstOrDefault(m => string.Equals(m.Id, idOrAddress, StringComparison.OrdinalIgnoreCase) || m.Owns(idOrAddress));

    /// <summary>A person's own mailbox, which is empty: it is there to be closed or, wrongly, open.</summary>
    public Mailbox Personal(string id, string name, string address)
    {
        lock (personal)
            return personal.TryGetValue(id, out var mailbox) ? mailbox : personal[id] = new Mailbox(new WorldMailbox(id, name, address), ids);
    }

    /// <summary>Mails that left the tenant towards <paramref name="address"/>, oldest first.</summary>
    public IEnumerable<CustomerMail> MailsTo(string address) =>
        outside.Where(o => string.Equals(o.Address, address, StringComparison.OrdinalIgnoreCase)).Select(o => o.Mail);

    /// <summary>Every mail that left the tenant, once for each mail, oldest first.</summary>
    public IEnumerable<CustomerMail> AllMailsOutside() => outside.Select(o => o.Mail).Distinct();

    public StoredMessage Deliver(Mailbox mailbox, IncomingMail mail)
    {
        var now = clock.GetUtcNow();
        var received = ToSeconds(mail.ReceivedAt ?? now);
        var internetMessageId = mail.InternetMessageId ?? ids.InternetMessageId(HostOf(mail.From?.Address));
        var thread = ThreadOf(mailbox, mail.InReplyTo, mail.References);
        var message = new StoredMessage
        {
            ImmutableId = ids.ImmutableMessageId(),
            MutableId = ids.MutableMessageId(),
            Folder = mailbox.FindFolder(mail.Folder) ?? throw new ArgumentException($"The mailbox has no folder {mail.Folder}.", nameof(mail)),
            Sequence = mailbox.NextSequence(),
            ChangeKey = ids.ChangeKey(),
            CreatedAt = now,
            ModifiedAt = now,
            ReceivedAt = received,
            SentAt = received,
            Subject = mail.Subject,
            Body = mail.Html is { } html ? new MessageBody(isHtml: true, html) : new MessageBody(isHtml: false, mail.Text ?? ""),
            From = mail.From,
            Sender = mail.From,
            To = mail.To ?? [mailbox.Address],
            Cc = mail.Cc,
            ReplyTo = mail.ReplyTo,
            ConversationId = thread?.ConversationId ?? ids.ConversationId(),
            ConversationIndex = thread is null ? ids.ConversationIndex() : [.. thread.ConversationIndex, .. ids.ReplyIndex()],
            InternetMessageId = internetMessageId,
            InReplyTo = mail.InReplyTo,
            References = mail.References,
            Headers = ReceivedHeaders(mail, internetMessageId, received),
            Importance = mail.Importance,
            MessageClass = mail.MessageClass,
            DerivedType = mail.DerivedType,
            Meeting = mail.Meeting,
            Mime = mail.Mime,
            Attachments = [.. mail.Attachments.Select(file => new StoredAttachment(ids.AttachmentId(), file, received))],
        };
        mailbox.Messages.Add(message);
        Changed?.Invoke(new MailChange(mailbox, message.Folder, message, ChangeKind.Created));
        return message;
    }

    /// <summary>Moves; returns the message as it is in the target folder.</summary>
    public StoredMessage Move(Mailbox mailbox, StoredMessage message, MailFolder target, MoveOddity oddity = MoveOddity.None)
    {
        if (oddity == MoveOddity.Copies)
            return Copy(mailbox, message, target);
        var source = message.Folder;
        if (source == target && oddity == MoveOddity.None)
            return message;
        Changed?.Invoke(new MailChange(mailbox, source, message, ChangeKind.Deleted));
        message.Folder = target;
        message.MutableId = ids.MutableMessageId();
        if (oddity == MoveOddity.NewImmutableId)
            message.ImmutableId = ids.ImmutableMessageId();
        Touch(message);
        Changed?.Invoke(new MailChange(mailbox, target, message, ChangeKind.Created));
        return message;
    }

    /// <summary>As Outlook's Delete key: into Deleted Items, and from there (or with <paramref name="forGood"/>) out of sight.</summary>
    public void Delete(Mailbox mailbox, StoredMessage message, bool forGood = false)
    {
        var isInBin = message.Folder.Is(WellKnownFolders.DeletedItems);
        Move(mailbox, message, mailbox.WellKnown(forGood || isInBin ? WellKnownFolders.Recoverable : WellKnownFolders.DeletedItems));
    }

    /// <summary>Says that a property changed: new change key, notifications.</summary>
    public void Update(Mailbox mailbox, StoredMessage message)
    {
        Touch(message);
        Changed?.Invoke(new MailChange(mailbox, message.Folder, message, ChangeKind.Updated));
    }

    public StoredMessage CreateDraft(Mailbox mailbox, StoredMessage? original)
    {
        var now = clock.GetUtcNow();
        var draft = new StoredMessage
        {
            ImmutableId = ids.ImmutableMessageId(),
            MutableId = ids.MutableMessageId(),
            Folder = mailbox.WellKnown(WellKnownFolders.Drafts),
            Sequence = mailbox.NextSequence(),
            ChangeKey = ids.ChangeKey(),
            CreatedAt = now,
            ModifiedAt = now,
            ReceivedAt = ToSeconds(now),
            SentAt = ToSeconds(now),
            From = mailbox.Address,
            Sender = mailbox.Address,
            ConversationId = original?.ConversationId ?? ids.ConversationId(),
            ConversationIndex = original is null ? ids.ConversationIndex() : [.. original.ConversationIndex, .. ids.ReplyIndex()],
            InternetMessageId = ids.InternetMessageId("contoso.prod.outlook.example"),
            InReplyTo = string.IsNullOrEmpty(original?.InternetMessageId) ? null : original.InternetMessageId,
            References = original is null ? null : $"{original.References} {original.InternetMessageId}".Trim(),
            IsDraft = true,
            IsRead = true,
        };
        mailbox.Messages.Add(draft);
        return draft;
    }

    /// <summary>Tells subscriptions of a draft once its content is complete.</summary>
    public void Announce(Mailbox mailbox, StoredMessage draft) => Changed?.Invoke(new MailChange(mailbox, draft.Folder, draft, ChangeKind.Created));

    /// <summary>Submits a draft: it keeps its immutable id and moves to Sent Items (graph.md 3), or vanishes when no copy is wanted.</summary>
    public void Send(Mailbox mailbox, StoredMessage draft, bool saveToSentItems = true)
    {
        var now = clock.GetUtcNow();
        draft.IsDraft = false;
        draft.SentAt = draft.ReceivedAt = ToSeconds(now);
        Transport(mailbox, draft);
        if (!saveToSentItems)
        {
            mailbox.Messages.Remove(draft);
            return;
        }

        Move(mailbox, draft, mailbox.WellKnown(WellKnownFolders.SentItems));
        draft.VisibleFrom = now + SentItemsDelay;
    }

    private static DateTimeOffset ToSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static string HostOf(string? address) => address is not null && address.Contains('@') ? address[(address.IndexOf('@') + 1)..] : "unknown.example";

    private static StoredMessage? ThreadOf(Mailbox mailbox, string? inReplyTo, string? references)
    {
        var named = $"{references} {inReplyTo}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return mailbox.Messages.FindLast(m => m.InternetMessageId.Length > 0 && named.Contains(m.InternetMessageId, StringComparer.Ordinal));
    }

    private static List<SandboxHeader> ReceivedHeaders(IncomingMail mail, string internetMessageId, DateTimeOffset received)
    {
        List<SandboxHeader> headers =
        [
            new("Received", $"from mail.{HostOf(mail.From?.Address)} by contoso.prod.outlook.example with HTTPS; {received.ToString("R", CultureInfo.InvariantCulture)}"),
            new("Date", received.ToString("R", CultureInfo.InvariantCulture)),
            new("MIME-Version", "1.0"),
        ];
        if (internetMessageId.Length > 0)
            headers.Add(new("Message-ID", internetMessageId));
        if (mail.InReplyTo is { } inReplyTo)
            headers.Add(new("In-Reply-To", inReplyTo));
        if (mail.References is { } references)
            headers.Add(new("References", references));
        return [.. headers, .. mail.Headers];
    }

    private StoredMessage Copy(Mailbox mailbox, StoredMessage message, MailFolder target)
    {
        var copy = new StoredMessage
        {
            ImmutableId = ids.ImmutableMessageId(),
            MutableId = ids.MutableMessageId(),
            Folder = target,
            Sequence = mailbox.NextSequence(),
            ChangeKey = ids.ChangeKey(),
            CreatedAt = message.CreatedAt,
            ModifiedAt = clock.GetUtcNow(),
            ReceivedAt = message.ReceivedAt,
            SentAt = message.SentAt,
            Subject = message.Subject,
            Body = message.Body,
            From = message.From,
            Sender = message.Sender,
            To = message.To,
            Cc = message.Cc,
            ReplyTo = message.ReplyTo,
            ConversationId = message.ConversationId,
            ConversationIndex = message.ConversationIndex,
            InternetMessageId = message.InternetMessageId,
            InReplyTo = message.InReplyTo,
            References = message.References,
            Headers = message.Headers,
            Importance = message.Importance,
            MessageClass = message.MessageClass,
            DerivedType = message.DerivedType,
            Meeting = message.Meeting,
            Mime = message.Mime,
            IsRead = message.IsRead,
            Categories = message.Categories,
            Attachments = message.Attachments,
        };
        mailbox.Messages.Add(copy);
        Changed?.Invoke(new MailChange(mailbox, target, copy, ChangeKind.Created));
        return copy;
    }

    private void Touch(StoredMessage message)
    {
        message.ChangeKey = ids.ChangeKey();
        message.ModifiedAt = clock.GetUtcNow();
    }

    /// <summary>To mailboxes of the tenant the mail is delivered, everything else leaves; each address gets it once.</summary>
    private void Transport(Mailbox from, StoredMessage sent)
    {
        var mail = new CustomerMail(
            ids.NewGuid().ToString(), sent.From ?? from.Address, sent.To, sent.Cc, sent.Subject, sent.Body.SafeHtml, sent.SentAt, sent.InternetMessageId,
            sent.InReplyTo, sent.References, [.. sent.Headers, .. ExtendedProperty.Headers(sent.ExtendedProperties)], [.. sent.Attachments.Select(a => a.File)]);
        var recipients = sent.To.Concat(sent.Cc).Concat(sent.Bcc).Select(r => r.Address).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var address in recipients)
        {
            if (Mailboxes.FirstOrDefault(m => m.Owns(address)) is { } inside)
            {
                Deliver(inside, new IncomingMail
                {
                    From = mail.From,
                    Subject = mail.Subject,
                    Html = mail.Html,
                    To = mail.To,
                    Cc = mail.Cc,
                    Headers = mail.Headers,
                    Attachments = mail.Attachments,
                    InternetMessageId = mail.InternetMessageId,
                    InReplyTo = mail.InReplyTo,
                    References = mail.References,
                });
                continue;
            }

            outside.Add((address, mail));
            CustomerMailed?.Invoke(address);
        }
    }
}
