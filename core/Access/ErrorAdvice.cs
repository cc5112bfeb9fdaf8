using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Core.Access;

/// <summary>What an error means (graph.md 9).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErrorCause>))]
public enum ErrorCause
{
    /// <summary>The mailbox or the way to it; <see cref="ErrorAdvice.Condition"/> says what.</summary>
    Mailbox,

    /// <summary>The app cannot sign in, for a reason that no mailbox has a condition for; <see cref="ErrorAdvice.Trouble"/> says what.</summary>
    SignIn,

    /// <summary>The mail was moved or deleted by somebody.</summary>
    MailGone,

    /// <summary>A folder, list or subscription that the bot relied on is gone or there already; it finds or makes it anew.</summary>
    MadeAnew,

    /// <summary>Somebody changed the same thing at the same time; it is read and tried again.</summary>
    ChangedMeanwhile,

    /// <summary>An address among the recipients is wrong, or there is none.</summary>
    RecipientWrong,

    /// <summary>The mailbox may not send under this address.</summary>
    SendAsMissing,

    /// <summary>The mailbox has sent as much as it may for now.</summary>
    SendingLimit,

    /// <summary>Exchange has blocked the account from sending, mostly for spam.</summary>
    SendingBlocked,

    /// <summary>The mail or an attachment is too large.</summary>
    TooLarge,

    /// <summary>This one mail cannot be read; the others can.</summary>
    MailUnreadable,

    /// <summary>There is no room for another application access policy in the tenant (N-044).</summary>
    PolicyRoom,

    /// <summary>The consent page may not lead back to the bot (AADSTS50011).</summary>
    RedirectUnknown,
}

/// <summary>The kind of thing to do about it; words and button go with it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErrorRemedy>))]
public enum ErrorRemedy
{
    /// <summary>Nothing: it passes, or the bot sees to it.</summary>
    Wait,

    GrantConsent,

    /// <summary>New secret or certificate in the app registration, then on the host.</summary>
    RenewCredential,

    /// <summary>The host's settings name a wrong tenant, app, authority or credential.</summary>
    CorrectSettings,

    /// <summary>Switch the enterprise application on, or change the policy that keeps it out.</summary>
    AllowApp,

    /// <summary>Add the mailbox to the group of the app's scope.</summary>
    AddToScope,

    /// <summary>Take tenant-wide mail permissions away.</summary>
    NarrowScope,

    /// <summary>Let Exchange accept the app's subscriptions; mail comes in intervals meanwhile.</summary>
    AllowSubscriptions,

    /// <summary>Make the bot's public address reachable for Graph.</summary>
    OpenNetwork,

    CorrectAddress,

    /// <summary>Give the account a mailbox in Exchange Online or its licence back, or restore it.</summary>
    ProvideMailbox,

    MakeRoom,
    GrantSendAs,
    UnblockSender,

    /// <summary>Fewer or smaller attachments, or a link.</summary>
    ShortenMail,

    ReadInOutlook,

    /// <summary>Shorter descriptions or fewer policies, or the current way instead.</summary>
    ShortenPolicies,

    /// <summary>Register the address of the consent link with the app.</summary>
    AddRedirect,

    /// <summary>A fault of the bot: tell those who maintain it, with the code.</summary>
    ReportFault,
}

/// <summary>What an error means, who must act and how; "try again" goes with all of it (F-60).</summary>
/// <param name="Code">The neighbour's code, for those who look it up.</param>
public sealed record ErrorAdvice(ErrorCause Cause, MailboxOwner Owner, ErrorRemedy Remedy, string Code)
{
    /// <summary>Set with <see cref="ErrorCause.Mailbox"/>.</summary>
    public MailboxCondition? Condition { get; init; }

    /// <summary>Set when the app cannot sign in.</summary>
    public CredentialTrouble? Trouble { get; init; }

    /// <summary>The exact line for Exchange Online PowerShell; null where there is none.</summary>
    public string? Command { get; init; }

    /// <summary>Where in the portals to do it; null where there is no such page.</summary>
    public Uri? Link { get; init; }
}

/// <summary>What was being done when the error came; the same code means different things (graph.md 9).</summary>
public enum ErrorTopic
{
    /// <summary>A mailbox as a whole, its folders.</summary>
    Mailbox,

    /// <summary>One mail or answer.</summary>
    Mail,

    Subscription,

    /// <summary>People, presence.</summary>
    Directory,
}

/// <summary>What fills the commands and links.</summary>
/// <param name="Credential">The app and its cloud.</param>
public sealed record ErrorContext(ErrorTopic Topic, CredentialFacts Credential)
{
    /// <summary>UPN or address of the mailbox in question.</summary>
    public string? Mailbox { get; init; }

    /// <summary>The address that was to be sent from.</summary>
    public string? From { get; init; }

    /// <summary>The group of the app's scope.</summary>
    public string? Group { get; init; }

    public DirectoryFacts? Directory { get; init; }

    /// <summary>Whether the mailbox could be opened before.</summary>
    public bool HasWorked { get; init; }

    /// <summary>Whether it was let in within the last two hours (F-62).</summary>
    public bool IsNew { get; init; }
}
