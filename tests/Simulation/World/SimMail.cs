namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>What kind of mail somebody sent.</summary>
internal enum LetterKind
{
    Customer,
    ThreadReply,

    /// <summary>Claims to belong to a thread in which its sender never took part (F-76).</summary>
    ForgedReply,
    AutoReply,
    Bounce,

    /// <summary>From one of our own mailboxes (F-48).</summary>
    Own,
    Large,

    /// <summary>The workflow ends it.</summary>
    Spam,

    /// <summary>Without a Message-ID (F-05).</summary>
    Nameless,

    /// <summary>The workflow answers it and ends it.</summary>
    Prices,

    /// <summary>The workflow puts it before the others.</summary>
    Urgent,

    /// <summary>The workflow of the first mailbox hands it to the other service.</summary>
    Other,
}

/// <summary>One mail that somebody sent to a mailbox, however many copies and ids Exchange makes of it.</summary>
internal sealed class Letter
{
    public required int Number { get; init; }

    public required LetterKind Kind { get; init; }

    public required string Mailbox { get; init; }

    public required string From { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? InternetMessageId { get; init; }

    public Letter? Answers { get; init; }

    /// <summary>Somebody moved or deleted it in Outlook: where it lies is his wish.</summary>
    public bool IsTouched { get; set; }

    /// <summary>It got another id. Renamed between copy and removal (F-17 on top of F-19), an original stays behind, known to the ledger.</summary>
    public bool IsRenamed { get; set; }

    public override string ToString() => $"#{Number}";
}

/// <summary>A message as it lies in a mailbox.</summary>
internal sealed class SimMessage
{
    public required string Id { get; set; }

    public string? InternetMessageId { get; init; }

    /// <summary>Null for what we wrote.</summary>
    public Letter? Letter { get; init; }

    public required DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Exchange shows it from then on (F-21).</summary>
    public DateTimeOffset VisibleAt { get; set; }

    public required string Folder { get; set; }

    public string Subject { get; init; } = "";

    public string From { get; init; } = "";

    public IReadOnlyList<string> To { get; set; } = [];

    public IReadOnlyList<string> Cc { get; set; } = [];

    public string Html { get; set; } = "";

    public bool IsDraft { get; set; }

    public bool IsFlagged { get; set; }

    /// <summary>Somebody wrote it in Outlook.</summary>
    public bool IsPersons { get; init; }

    public long Size { get; init; } = 2000;

    public string MessageClass { get; init; } = "IPM.Note";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public Dictionary<string, string> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The message that this one answers, for what we wrote.</summary>
    public SimMessage? Original { get; init; }

    public SimMessage CopyTo(string id, string folder) => new()
    {
        Id = id, InternetMessageId = InternetMessageId, Letter = Letter, ReceivedAt = ReceivedAt, VisibleAt = VisibleAt, Folder = folder, Subject = Subject, From = From,
        To = To, Cc = Cc, Html = Html, Size = Size, MessageClass = MessageClass, Headers = Headers, Original = Original,
    };
}
