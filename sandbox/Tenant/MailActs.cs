using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>What happens in the mailboxes: customers write, people tidy up in Outlook.</summary>
public sealed class MailActs
{
    private readonly TenantState state;
    private readonly MailboxGate gate;

    internal MailActs(TenantState state, MailboxGate gate)
    {
        this.state = state;
        this.gate = gate;
    }

    /// <summary>A mail arrives. Returns its immutable id.</summary>
    /// <param name="mailbox">Id or address.</param>
    public string Deliver(string mailbox, IncomingMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return state.Act(() => state.Exchange.Deliver(Mailbox(mailbox), mail).ImmutableId);
    }

    /// <summary>A simple text mail from a customer of the world.</summary>
    public string Deliver(string mailbox, string fromAddress, string subject, string text)
    {
        var customer = state.World.Customers.FirstOrDefault(c => string.Equals(c.Address, fromAddress, StringComparison.OrdinalIgnoreCase));
        return Deliver(mailbox, new IncomingMail { From = new SandboxAddress(fromAddress, customer?.Name), Subject = subject, Text = text });
    }

    /// <summary>A person moves a mail in Outlook.</summary>
    /// <param name="message">Immutable or default id.</param>
    /// <param name="folder">Id or well-known name, or the display name of a folder under the root.</param>
    /// <param name="changesImmutableId">As dragging in Outlook for Windows does (F-17).</param>
    /// <returns>The immutable id afterwards.</returns>
    public string MoveAsPerson(string mailbox, string message, string folder, bool changesImmutableId = false) => state.Act(() =>
    {
        var box = Mailbox(mailbox);
        var target = FindFolder(box, folder) ?? throw new ArgumentException($"The mailbox has no folder '{folder}'.", nameof(folder));
        return state.Exchange.Move(box, Message(box, message), target, changesImmutableId ? MoveOddity.NewImmutableId : MoveOddity.None).ImmutableId;
    });

    /// <summary>A person deletes a mail in Outlook: into Deleted Items, or for good with Shift.</summary>
    public void DeleteAsPerson(string mailbox, string message, bool forGood = false) => state.Act(() =>
    {
        var box = Mailbox(mailbox);
        state.Exchange.Delete(box, Message(box, message), forGood);
        return "";
    });

    /// <summary>A person answers a mail in Outlook, as the mailbox: the copy lies in its Sent Items, and the mail itself is marked as answered.</summary>
    /// <param name="person">Id of a person of the world; null = somebody unknown.</param>
    public void ReplyAsPerson(string mailbox, string message, string text, string? person = null) => state.Act(() =>
    {
        var box = Mailbox(mailbox);
        var original = Message(box, message);
        var who = state.World.People.FirstOrDefault(p => p.Id == person);
        var draft = state.Exchange.CreateDraft(box, original);
        draft.Subject = "RE: " + original.Subject;
        draft.To = original.From is { } from ? [from] : [];
        draft.Body = new MessageBody(isHtml: false, text);
        draft.Sender = who is null ? box.Address : new SandboxAddress(who.UserPrincipalName, who.Name);
        state.Exchange.Announce(box, draft);
        state.Exchange.Send(box, draft);
        original.ExtendedProperties[ExtendedProperty.LastVerb] = "102";
        original.ExtendedProperties[ExtendedProperty.LastVerbTime] = draft.SentAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        state.Exchange.Update(box, original);
        return "";
    });

    /// <summary>A person flags a mail in Outlook: <c>flagged</c>, <c>complete</c> or <c>notFlagged</c>.</summary>
    public void FlagAsPerson(string mailbox, string message, string status) => state.Act(() =>
    {
        var box = Mailbox(mailbox);
        var mail = Message(box, message);
        mail.FlagStatus = status;
        state.Exchange.Update(box, mail);
        return "";
    });

    /// <summary>A person reads a mail in Outlook.</summary>
    public void ReadAsPerson(string mailbox, string message) => state.Act(() =>
    {
        Message(Mailbox(mailbox), message).IsRead = true;
        return "";
    });

    /// <summary>A person makes a folder under the root of the mailbox (or under another folder). Returns its id.</summary>
    public string CreateFolderAsPerson(string mailbox, string displayName, string parent = WellKnownFolders.Root) => state.Act(() =>
    {
        var box = Mailbox(mailbox);
        return box.CreateFolder(FindFolder(box, parent) ?? box.Root, displayName, isHidden: false).Id;
    });

    /// <summary>Lets Exchange refuse (or again accept) the app for this mailbox (graph.md 10.5).</summary>
    public void SetScope(string mailbox, bool inScope) => state.Act(() =>
    {
        Mailbox(mailbox).InScope = inScope;
        return "";
    });

    /// <summary>An administrator gives the mailbox another address and UPN; the object id stays (N-055).</summary>
    public void Rename(string mailbox, string address) => state.Act(() =>
    {
        Mailbox(mailbox).Rename(address);
        return "";
    });

    /// <summary>Lets the mailbox be moved, lose its licence, or be deleted; or be well again.</summary>
    public void SetHealth(string mailbox, MailboxHealth health) => state.Act(() =>
    {
        Mailbox(mailbox).Health = health;
        return "";
    });

    /// <summary>How long a sent mail cannot be found in Sent Items (F-21).</summary>
    public void SetSentItemsDelay(TimeSpan delay) => state.Act(() =>
    {
        state.Exchange.SentItemsDelay = delay;
        return "";
    });

    /// <summary>Messages of a folder, oldest first. Folder: id, well-known name, or display name under the root; a missing folder is empty.</summary>
    public IReadOnlyList<MailSnapshot> Mails(string mailbox, string folder)
    {
        lock (state.Sync)
        {
            var box = Mailbox(mailbox);
            return FindFolder(box, folder) is { } found ? [.. box.Visible(found, state.Now).OrderBy(m => m.Sequence).Select(MailSnapshot.Of)] : [];
        }
    }

    /// <summary>The message wherever it is, or null when it was deleted for good or the id is wrong.</summary>
    public MailSnapshot? FindMail(string mailbox, string message)
    {
        lock (state.Sync)
            return Mailbox(mailbox).Messages.Find(m => m.ImmutableId == message || m.MutableId == message) is { } found
                && !found.Folder.Is(WellKnownFolders.Recoverable) ? MailSnapshot.Of(found) : null;
    }

    /// <summary>What left the tenant towards an address, oldest first.</summary>
    public IReadOnlyList<CustomerMail> CustomerMails(string address)
    {
        lock (state.Sync)
            return [.. state.Exchange.MailsTo(address)];
    }

    /// <summary>Everything that left the tenant, each mail once, oldest first.</summary>
    public IReadOnlyList<CustomerMail> AllCustomerMails()
    {
        lock (state.Sync)
            return [.. state.Exchange.AllMailsOutside()];
    }

    /// <summary>The most Graph requests that were in this mailbox at the same time; the limit is 4 (graph.md 7.1).</summary>
    public int PeakConcurrency(string mailbox)
    {
        lock (state.Sync)
            return gate.PeakOf(Mailbox(mailbox).Id);
    }

    internal static MailFolder? FindFolder(Mailbox mailbox, string folder) =>
        mailbox.FindFolder(folder)
        ?? mailbox.Children(mailbox.Root).FirstOrDefault(f => string.Equals(f.DisplayName, folder, StringComparison.OrdinalIgnoreCase));

    private static StoredMessage Message(Mailbox mailbox, string id) =>
        mailbox.Messages.Find(m => m.ImmutableId == id || m.MutableId == id) ?? throw new ArgumentException("The mailbox has no such message.", nameof(id));

    private Mailbox Mailbox(string idOrAddress) =>
        state.Exchange.Find(idOrAddress) ?? throw new ArgumentException($"There is no mailbox '{idOrAddress}'.", nameof(idOrAddress));
}
