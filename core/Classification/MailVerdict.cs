namespace TeamsEmailBot.Core.Classification;

/// <summary>What kind of mail it is, by what its headers say.</summary>
public enum MailClass
{
    /// <summary>A person wrote it; also what no rule knows.</summary>
    Person,

    /// <summary>A meeting request, cancellation or answer; a task with date and place (F-55).</summary>
    Calendar,

    /// <summary>A mailing list or newsletter; a task unless the service sorts it out (N-051).</summary>
    Bulk,

    /// <summary>A system reports something (monitoring, a web form); a task, but never acknowledged (graph.md 6.1).</summary>
    Generated,

    /// <summary>Out of office and other automatic replies.</summary>
    AutomaticReply,

    /// <summary>A mail server says that a mail could not be delivered.</summary>
    Bounce,

    /// <summary>A mail server says that a mail is late and will be tried again.</summary>
    DeliveryDelay,

    /// <summary>A mail was delivered, read, or deleted unread.</summary>
    Receipt,

    /// <summary>Our own mail on its way back to us, or a mail that goes in circles (F-48).</summary>
    Loop,

    /// <summary>Mail of one of our own mailboxes (F-48).</summary>
    OwnMailbox,

    /// <summary>The tenant or the service does not want mail of this sender.</summary>
    Blocked,
}

/// <summary>What a mail is, and the name of the rule that says so.</summary>
public sealed record MailVerdict(MailClass Class, string Rule)
{
    public static readonly MailVerdict Person = new(MailClass.Person, "no_rule");

    /// <summary>Why the mail opens no task, as the ledger records it; null when it may open one.</summary>
    public string? ReasonAgainst => Class switch
    {
        MailClass.AutomaticReply => "automatic_reply",
        MailClass.Bounce => "bounce",
        MailClass.DeliveryDelay => "delivery_delay",
        MailClass.Receipt => "read_receipt",
        MailClass.Loop => "loop",
        MailClass.OwnMailbox => "own_mailbox",
        MailClass.Blocked => "blocked_sender",
        _ => null,
    };

    /// <summary>True when a machine answered or reported about another mail: it may belong to a thread, but says nothing new about it (F-46).</summary>
    public bool IsEcho => Class is MailClass.AutomaticReply or MailClass.Bounce or MailClass.DeliveryDelay or MailClass.Receipt;

    /// <summary>True when no person pressed Send for this one mail: it can come in storms (F-42).</summary>
    public bool IsMachine => IsEcho || Class is MailClass.Bulk or MailClass.Generated;
}
