using System.Globalization;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>The mailboxes as Exchange keeps them.</summary>
internal sealed class SimExchange
{
    public const string Inbox = "f-inbox";
    public const string Drafts = "f-drafts";
    public const string SentItems = "f-sent";
    public const string DeletedItems = "f-deleted";
    public const string Archive = "f-archive";

    private readonly Dictionary<string, Box> boxes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Letter> letters = new(StringComparer.Ordinal);
    private int ids;

    public IEnumerable<string> Mailboxes => boxes.Keys;

    /// <summary>All answers that left.</summary>
    public IEnumerable<SimMessage> Sent => boxes.Values.SelectMany(box => box.Messages).Where(message => message.Letter is null && !message.IsDraft);

    public void Open(string mailbox) => boxes[mailbox] = new Box();

    public bool Exists(string mailbox) => boxes.ContainsKey(mailbox);

    public List<SimMessage> Of(string mailbox) => boxes[mailbox].Messages;

    /// <summary>Folders beside the Inbox: id by name.</summary>
    public Dictionary<string, string> Folders(string mailbox) => boxes[mailbox].Folders;

    public string NewId() => string.Create(CultureInfo.InvariantCulture, $"AAMk{++ids:D4}/{(ids % 2 == 0 ? 'x' : 'X')}=");

    public SimMessage? Find(string mailbox, string id, DateTimeOffset now) =>
        boxes[mailbox].Messages.Find(message => message.Id == id && message.VisibleAt <= now);

    /// <summary>The mail that an id belongs or ever belonged to.</summary>
    public Letter? LetterOf(string id) => letters.GetValueOrDefault(id);

    public void Add(string mailbox, SimMessage message)
    {
        boxes[mailbox].Messages.Add(message);
        if (message.Letter is { } letter)
            letters[message.Id] = letter;
    }

    /// <summary>The same message goes on under another id (F-17).</summary>
    public void Rename(SimMessage message)
    {
        message.Id = NewId();
        if (message.Letter is { } letter)
        {
            letters[message.Id] = letter;
            letter.IsRenamed = true;
        }
    }

    private sealed class Box
    {
        public List<SimMessage> Messages { get; } = [];

        public Dictionary<string, string> Folders { get; } = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Inbox"] = Inbox, ["Drafts"] = Drafts, ["Sent Items"] = SentItems, ["Deleted Items"] = DeletedItems, ["Archive"] = Archive,
        };
    }
}
