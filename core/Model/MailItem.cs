namespace TeamsEmailBot.Core.Model;

/// <summary>An SMTP address with the display name the sender gave; both come from outside and are never trusted or logged.</summary>
public sealed record MailAddress(string Address, string? Name = null)
{
    /// <summary>What a person reads: the name, else the address.</summary>
    public string Display => string.IsNullOrWhiteSpace(Name) ? Address : Name;

    /// <summary>SMTP addresses are compared without case, as Exchange does.</summary>
    public bool SameAs(string? other) => string.Equals(Address, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One internet message header; names repeat and their case varies (graph.md 5.1).</summary>
public sealed record MailHeader(string Name, string Value);

/// <summary>A message body as Graph gives it: sanitised HTML or plain text.</summary>
public sealed record MailBody(bool IsHtml, string Content);

/// <summary>Name, type and size (bytes, as Graph states it) of an attachment; the bytes stay in Exchange.</summary>
/// <param name="ContentId">How the HTML of the mail refers to it (<c>cid:</c>); null when unknown.</param>
public sealed record MailAttachment(string Id, string Name, string? ContentType, long Size, bool IsInline, string? ContentId = null);

/// <summary>When and where a meeting is, as its message says; each part may be missing (F-55).</summary>
/// <param name="Kind">Graph's <c>meetingMessageType</c>, for example <c>meetingRequest</c> or <c>meetingCancelled</c> (graph.md 6.1).</param>
public sealed record MeetingDetails(string? Kind, DateTimeOffset? Start, DateTimeOffset? End, bool IsAllDay, string? Place);

/// <summary>The follow-up flag that people set in Outlook.</summary>
public enum MailFlag
{
    None,
    Flagged,

    /// <summary>Marked as complete.</summary>
    Complete,
}

/// <summary>How important the sender says that it is.</summary>
public enum MailImportance
{
    Normal,
    Low,
    High,
}

/// <summary>
/// A mail as the engine sees it, free of Graph's words. Held in memory only; nothing of it but ids, times and counts is ever stored (I6).
/// </summary>
public sealed record MailItem
{
    public required MessageId Id { get; init; }

    /// <summary>The Message-ID header: given by the sender, not unique, may be missing (F-05).</summary>
    public string? InternetMessageId { get; init; }

    public string? ConversationId { get; init; }

    /// <summary>Exchange's time of receipt (UTC), never our clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>Null for mail without From.</summary>
    public MailAddress? From { get; init; }

    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Plain text of at most 255 characters, made by Exchange.</summary>
    public string Preview { get; init; } = "";

    /// <summary>Null when it was not asked for or could not be read.</summary>
    public MailBody? Body { get; init; }

    public bool HasAttachments { get; init; }

    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>MAPI message class, for example <c>IPM.Note</c> or <c>REPORT.IPM.Note.NDR</c> (graph.md 6.1).</summary>
    public string? MessageClass { get; init; }

    /// <summary>Graph's derived type without namespace, for example <c>eventMessageRequest</c>; null for a plain mail.</summary>
    public string? DerivedType { get; init; }

    /// <summary>True for a meeting request, cancellation or answer.</summary>
    public bool IsMeeting => DerivedType?.StartsWith("eventMessage", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Date and place of the meeting; null when the mail is none, or they were not read.</summary>
    public MeetingDetails? Meeting { get; init; }

    /// <summary>Size in bytes as Exchange counts it; null when unknown.</summary>
    public long? Size { get; init; }

    public bool IsDraft { get; init; }

    public MailImportance Importance { get; init; }

    /// <summary>The flag that somebody set in Outlook.</summary>
    public MailFlag Flag { get; init; }

    /// <summary>When somebody answered the mail in Outlook, as Outlook noted on it; null when nobody did.</summary>
    public DateTimeOffset? RepliedAt { get; init; }

    /// <summary>Id of the folder the message was in when read.</summary>
    public string? ParentFolderId { get; init; }

    /// <summary>Opens the mail in Outlook on the web.</summary>
    public string? WebLink { get; init; }

    /// <summary>First value of the header <paramref name="name"/>, compared without case; null when absent.</summary>
    public string? Header(string name)
    {
        foreach (var header in Headers)
            if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        return null;
    }
}
