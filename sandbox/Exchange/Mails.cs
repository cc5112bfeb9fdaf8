namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>An SMTP address with its display name.</summary>
public sealed record SandboxAddress(string Address, string? Name = null);

/// <summary>An internet message header.</summary>
public sealed record SandboxHeader(string Name, string Value);

/// <summary>A file in a mail.</summary>
public sealed record SandboxFile(string Name, string ContentType, byte[] Content, bool IsInline = false, string? ContentId = null);

/// <summary>When and where the meeting of an event message is.</summary>
public sealed record SandboxMeeting(string Type, DateTimeOffset Start, DateTimeOffset End, string? Location = null, bool IsAllDay = false);

/// <summary>A mail on its way into a mailbox of the tenant; what is null is left out or made up as Exchange would.</summary>
public sealed record IncomingMail
{
    /// <summary>Null: a mail without From.</summary>
    public SandboxAddress? From { get; init; }

    public string Subject { get; init; } = "";

    public string? Text { get; init; }

    /// <summary>Wins over <see cref="Text"/> when both are given.</summary>
    public string? Html { get; init; }

    /// <summary>Null: the mailbox's own address.</summary>
    public IReadOnlyList<SandboxAddress>? To { get; init; }

    public IReadOnlyList<SandboxAddress> Cc { get; init; } = [];

    public IReadOnlyList<SandboxAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<SandboxHeader> Headers { get; init; } = [];

    public IReadOnlyList<SandboxFile> Attachments { get; init; } = [];

    /// <summary>Null: made up. Empty: the mail has none (F-05).</summary>
    public string? InternetMessageId { get; init; }

    public string? InReplyTo { get; init; }

    public string? References { get; init; }

    /// <summary>low, normal or high.</summary>
    public string Importance { get; init; } = "normal";

    public string MessageClass { get; init; } = "IPM.Note";

    /// <summary>Graph's derived type, for example eventMessageRequest; null for a plain mail.</summary>
    public string? DerivedType { get; init; }

    /// <summary>For event messages.</summary>
    public SandboxMeeting? Meeting { get; init; }

    /// <summary>The mail as it travels, for $value; null: made of the parts above.</summary>
    public string? Mime { get; init; }

    /// <summary>Null: now. Moved and imported mails can be older than they look (graph.md 11).</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Folder to arrive in; a rule or the junk filter may keep a mail from the Inbox.</summary>
    public string Folder { get; init; } = "inbox";
}

/// <summary>A mail that left the tenant.</summary>
public sealed record CustomerMail(
    string Id,
    SandboxAddress From,
    IReadOnlyList<SandboxAddress> To,
    IReadOnlyList<SandboxAddress> Cc,
    string Subject,
    string Html,
    DateTimeOffset ReceivedAt,
    string InternetMessageId,
    string? InReplyTo,
    string? References,
    IReadOnlyList<SandboxHeader> Headers,
    IReadOnlyList<SandboxFile> Attachments);
