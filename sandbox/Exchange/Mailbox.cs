using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>A shared mailbox with its folders and messages. Guarded by the tenant's lock.</summary>
internal sealed class Mailbox
{
    private readonly IdSource ids;
    private long sequence;

    public Mailbox(WorldMailbox start, IdSource ids)
    {
        this.ids = ids;
        Start = start;
        InScope = start.InScope;
        Root = Add(new MailFolder(ids.FolderId(), "Top of Information Store", null, WellKnownFolders.Root, isHidden: false));
        foreach (var (name, english, german) in WellKnownFolders.UnderRoot)
            Add(new MailFolder(ids.FolderId(), start.Language == "de" ? german : english, Root, name, isHidden: false));
        Add(new MailFolder(ids.FolderId(), "Deletions", null, WellKnownFolders.Recoverable, isHidden: true));
    }

    /// <summary>Name and addresses; a rename changes them.</summary>
    public WorldMailbox Start { get; private set; }

    public string Id => Start.Id;

    public SandboxAddress Address => new(Start.Address, Start.Name);

    /// <summary>False: the app's scope in Exchange leaves this mailbox out (graph.md 10.5).</summary>
    public bool InScope { get; set; }

    public MailboxHealth Health { get; set; }

    /// <summary>disabled, alwaysEnabled or scheduled (graph.md 6.3).</summary>
    public string AutomaticReplies { get; set; } = "disabled";

    public MailFolder Root { get; }

    public List<MailFolder> Folders { get; } = [];

    public List<StoredMessage> Messages { get; } = [];

    public long NextSequence() => ++sequence;

    /// <summary>By id (case matters) or well-known name; null when there is none.</summary>
    public MailFolder? FindFolder(string idOrName) =>
        Folders.FirstOrDefault(f => f.Id == idOrName) ?? Folders.FirstOrDefault(f => f.Is(idOrName));

    public MailFolder WellKnown(string name) => FindFolder(name) ?? throw new InvalidOperationException($"Every mailbox has {name}.");

    public IEnumerable<MailFolder> Children(MailFolder parent) => Folders.Where(f => f.Parent == parent);

    public MailFolder CreateFolder(MailFolder parent, string displayName, bool isHidden) =>
        Add(new MailFolder(ids.FolderId(), displayName, parent, null, isHidden));

    /// <summary>By either kind of id, case matters (F-20); a sent mail is not to be found at once (F-21).</summary>
    public StoredMessage? FindMessage(string id, DateTimeOffset now) =>
        Messages.Find(m => (m.ImmutableId == id || m.MutableId == id) && m.VisibleFrom <= now);

    /// <summary>Messages of one folder, or (null) of the whole mailbox without what was deleted for good.</summary>
    public IEnumerable<StoredMessage> Visible(MailFolder? folder, DateTimeOffset now) =>
        Messages.Where(m => m.VisibleFrom <= now && (folder is null ? !m.Folder.Is(WellKnownFolders.Recoverable) : m.Folder == folder));

    /// <summary>Another primary address and UPN; the old one stays as an alias, as Exchange does it.</summary>
    public void Rename(string address) => Start = Start with { Address = address, Aliases = [.. (Start.Aliases ?? []).Append(Start.Address)] };

    public bool Owns(string address) =>
        string.Equals(Start.Address, address, StringComparison.OrdinalIgnoreCase)
        || (Start.Aliases ?? []).Contains(address, StringComparer.OrdinalIgnoreCase);

    private MailFolder Add(MailFolder folder)
    {
        Folders.Add(folder);
        return folder;
    }
}

/// <summary>What can happen to a mailbox at Microsoft's side (graph.md 9).</summary>
public enum MailboxHealth
{
    Well,

    /// <summary>Being moved between servers.</summary>
    Moving,

    /// <summary>Moved to a server on premises.</summary>
    OnPremises,

    /// <summary>Its licence was taken away.</summary>
    Unlicensed,

    /// <summary>Its account was deleted.</summary>
    Deleted,
}
