using TeamsEmailBot.Bot.Dialogs.Setup;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Puts the condition of a mailbox into words: what is wrong, who must act, what to do (N-058).</summary>
internal static class MailboxWords
{
    public static string Cause(Words words, MailboxCondition condition) => words[Of(condition).Cause];

    public static string Remedy(Words words, MailboxCondition condition) => words[Of(condition).Remedy];

    public static string Owner(Words words, MailboxCondition condition) => AccessWords.Of(words, MailboxDiagnosis.OwnerOf(condition));

    private static (Phrase Cause, Phrase Remedy) Of(MailboxCondition condition) => condition switch
    {
        MailboxCondition.Fine => (Phrase.ConditionFine, Phrase.RemedyFine),
        MailboxCondition.Polling => (Phrase.ConditionPolling, Phrase.RemedyPolling),
        MailboxCondition.Off => (Phrase.ConditionOff, Phrase.RemedyOff),
        MailboxCondition.SecretExpired => (Phrase.ConditionSecretExpired, Phrase.RemedySecretExpired),
        MailboxCondition.SecretInvalid => (Phrase.ConditionSecretInvalid, Phrase.RemedySecretInvalid),
        MailboxCondition.CertificateRefused => (Phrase.ConditionCertificateRefused, Phrase.RemedyCertificateRefused),
        MailboxCondition.AppUnknown => (Phrase.ConditionAppUnknown, Phrase.RemedyAppUnknown),
        MailboxCondition.ConsentMissing => (Phrase.ConditionConsentMissing, Phrase.RemedyConsentMissing),
        MailboxCondition.SignInRefused => (Phrase.ConditionSignInRefused, Phrase.RemedySignInRefused),
        MailboxCondition.AccessPending => (Phrase.ConditionAccessPending, Phrase.RemedyAccessPending),
        MailboxCondition.AccessDenied => (Phrase.ConditionAccessDenied, Phrase.RemedyAccessDenied),
        MailboxCondition.NoDelegation => (Phrase.ConditionNoDelegation, Phrase.RemedyNoDelegation),
        MailboxCondition.AddressUnknown => (Phrase.ConditionAddressUnknown, Phrase.RemedyAddressUnknown),
        MailboxCondition.Deleted => (Phrase.ConditionDeleted, Phrase.RemedyDeleted),
        MailboxCondition.LicenceLost => (Phrase.ConditionLicenceLost, Phrase.RemedyLicenceLost),
        MailboxCondition.OnPremises => (Phrase.ConditionOnPremises, Phrase.RemedyOnPremises),
        MailboxCondition.NoMailbox => (Phrase.ConditionNoMailbox, Phrase.RemedyNoMailbox),
        MailboxCondition.Migrating => (Phrase.ConditionMigrating, Phrase.RemedyMigrating),
        MailboxCondition.Full => (Phrase.ConditionFull, Phrase.RemedyFull),
        MailboxCondition.Throttled => (Phrase.ConditionThrottled, Phrase.RemedyThrottled),
        MailboxCondition.Unreachable => (Phrase.ConditionUnreachable, Phrase.RemedyUnreachable),
        MailboxCondition.Unexpected => (Phrase.ConditionUnexpected, Phrase.RemedyUnexpected),
        MailboxCondition.SubscriptionRefused => (Phrase.ConditionSubscriptionRefused, Phrase.RemedySubscriptionRefused),
        MailboxCondition.SubscriptionFailing => (Phrase.ConditionSubscriptionFailing, Phrase.RemedySubscriptionFailing),
        MailboxCondition.Silent => (Phrase.ConditionSilent, Phrase.RemedySilent),
        MailboxCondition.ScopeTooWide => (Phrase.ConditionScopeTooWide, Phrase.RemedyScopeTooWide),
        MailboxCondition.PresenceRefused => (Phrase.ConditionPresenceRefused, Phrase.RemedyPresenceRefused),
        MailboxCondition.PresenceHidden => (Phrase.ConditionPresenceHidden, Phrase.RemedyPresenceHidden),
        MailboxCondition.PeopleFilterBroken => (Phrase.ConditionPeopleFilter, Phrase.RemedyPeopleFilter),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };
}
