namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>A message in a mailbox. Guarded by the tenant's lock.</summary>
internal sealed class StoredMessage
{
    /// <summary>Does not change when the message is moved (graph.md 3).</summary>
    public required string ImmutableId { get; set; }

    /// <summary>The default id: a new one after every move.</summary>
    public required string MutableId { get; set; }

    public required MailFolder Folder { get; set; }

    /// <summary>Order of arrival in the mailbox: receivedDateTime has seconds only.</summary>
    public required long Sequence { get; init; }

    public required string ChangeKey { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset SentAt { get; set; }

    public string Subject { get; set; } = "";

    public MessageBody Body { get; set; } = new(isHtml: true, "");

    public SandboxAddress? From { get; set; }

    public SandboxAddress? Sender { get; set; }

    public IReadOnlyList<SandboxAddress> To { get; set; } = [];

    public IReadOnlyList<SandboxAddress> Cc { get; set; } = [];

    public IReadOnlyList<SandboxAddress> Bcc { get; set; } = [];

    public IReadOnlyList<SandboxAddress> ReplyTo { get; set; } = [];

    public required string ConversationId { get; init; }

    public required byte[] ConversationIndex { get; init; }

    public string InternetMessageId { get; set; } = "";

    public string? InReplyTo { get; init; }

    public string? References { get; init; }

    public List<SandboxHeader> Headers { get; init; } = [];

    public string Importance { get; set; } = "normal";

    public string MessageClass { get; init; } = "IPM.Note";

    public string? DerivedType { get; init; }

    public SandboxMeeting? Meeting { get; init; }

    public string? Mime { get; init; }

    public bool IsDraft { get; set; }

    public bool IsRead { get; set; }

    public string FlagStatus { get; set; } = "notFlagged";

    public string InferenceClassification { get; set; } = "focused";

    public bool IsDeliveryReceiptRequested { get; set; }

    public bool IsReadReceiptRequested { get; set; }

    public IReadOnlyList<string> Categories { get; set; } = [];

    public List<StoredAttachment> Attachments { get; init; } = [];

    /// <summary>By normalised id (<see cref="ExtendedProperty.Normalise"/>).</summary>
    public Dictionary<string, string> ExtendedProperties { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A sent mail is not to be found before this time (F-21).</summary>
    public DateTimeOffset VisibleFrom { get; set; } = DateTimeOffset.MinValue;

    /// <summary>An empty message that is in no mailbox, to try something on.</summary>
    public static StoredMessage Blank(MailFolder folder) => new()
    {
        ImmutableId = "",
        MutableId = "",
        Folder = folder,
        Sequence = 0,
        ChangeKey = "",
        CreatedAt = default,
        ModifiedAt = default,
        ConversationId = "",
        ConversationIndex = [],
        IsDraft = true,
    };

    /// <summary>Bytes, roughly as Exchange counts them: text in UTF-16 plus attachments.</summary>
    public long Size => (2L * (Subject.Length + Body.Content.Length)) + Headers.Sum(h => (long)h.Name.Length + h.Value.Length) + Attachments.Sum(a => a.Size);
}
