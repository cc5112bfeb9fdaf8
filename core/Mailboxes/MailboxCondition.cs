using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>How a mailbox is doing, in the terms of those who can mend it. Each has a cause, somebody who must act, and a remedy (N-058).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MailboxCondition>))]
public enum MailboxCondition
{
    /// <summary>Watched, with notifications.</summary>
    Fine,

    /// <summary>Watched in intervals, because the bot has no public address (graph.md 11.1). As configured, so no trouble.</summary>
    Polling,

    /// <summary>Not watched: unassigned, or service or tenant suspended.</summary>
    Off,

    /// <summary>The client secret has expired (AADSTS7000222, F-58).</summary>
    SecretExpired,

    /// <summary>The client secret is wrong (AADSTS7000215).</summary>
    SecretInvalid,

    /// <summary>The certificate is unknown, or the clock is wrong (AADSTS700027).</summary>
    CertificateRefused,

    /// <summary>The app or the tenant is not there (AADSTS700016, 90002).</summary>
    AppUnknown,

    /// <summary>A permission is not consented to (<c>Authorization_RequestDenied</c>, AADSTS65001).</summary>
    ConsentMissing,

    /// <summary>The sign-in fails for another reason.</summary>
    SignInRefused,

    /// <summary>Exchange does not let us in yet; a new access policy takes up to two hours (F-62).</summary>
    AccessPending,

    /// <summary>Exchange does not let us in: scope or policy (<c>ErrorAccessDenied</c>, F-61).</summary>
    AccessDenied,

    /// <summary>The mailbox opens, but its root is hidden from us: no delegation (F-61).</summary>
    NoDelegation,

    /// <summary>No account has this address (F-61).</summary>
    AddressUnknown,

    /// <summary>The account was deleted.</summary>
    Deleted,

    /// <summary>The mailbox worked, and its account has no licence any more.</summary>
    LicenceLost,

    /// <summary>The mailbox lives on premises.</summary>
    OnPremises,

    /// <summary>The account has no mailbox in Exchange Online.</summary>
    NoMailbox,

    /// <summary>The mailbox is being moved (<c>ErrorMailboxMoveInProgress</c>).</summary>
    Migrating,

    /// <summary>The mailbox, or one of its folders, is full.</summary>
    Full,

    /// <summary>Graph lets us read, but not as much as we must; it passes.</summary>
    Throttled,

    /// <summary>Graph or Exchange do not answer.</summary>
    Unreachable,

    /// <summary>Graph finds our request wrong: a fault of the bot.</summary>
    Unexpected,

    /// <summary>Graph refuses the subscription; the mailbox is looked at in intervals (graph.md 10.5).</summary>
    SubscriptionRefused,

    /// <summary>No subscription can be created or renewed, mostly because Graph cannot reach the bot; the mailbox is looked at in intervals.</summary>
    SubscriptionFailing,

    /// <summary>There is a subscription, and no notifications come; it was created anew (graph.md 11).</summary>
    Silent,

    /// <summary>The app can open mailboxes that are none of its business (F-64).</summary>
    ScopeTooWide,

    /// <summary>Graph does not tell the bot anybody's presence: the permission is missing .</summary>
    PresenceRefused,

    /// <summary>Nobody's presence is told: privacy mode of Teams .</summary>
    PresenceHidden,

    /// <summary>The filter of the people search is not followed .</summary>
    PeopleFilterBroken,
}

/// <summary>Who must act.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MailboxOwner>))]
public enum MailboxOwner
{
    /// <summary>It passes by itself.</summary>
    Nobody,

    /// <summary>Who runs the bot: settings, network, certificate.</summary>
    Operator,

    /// <summary>The Entra administrator: app registration, consent, accounts, licences.</summary>
    EntraAdministrator,

    /// <summary>The Exchange administrator: mailboxes, access policies.</summary>
    ExchangeAdministrator,

    /// <summary>The agent who works on the mail; never the owner of a mailbox's condition.</summary>
    Agent,
}
