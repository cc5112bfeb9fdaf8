using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using static TeamsEmailBot.Core.Access.PowerShellText;

namespace TeamsEmailBot.Core.Access;

/// <summary>Turns errors into advice: the table of graph.md 9 from the side of those who must act, and the mistakes of F-58 to F-64.</summary>
public static partial class Adviser
{
    private const string PolicyRoomText = "total size of App Access Policies exceeded the limit";

    /// <summary>Told on the consent page alone: the address it is to lead back to is not registered with the app.</summary>
    private const string RedirectCode = "AADSTS50011";

    /// <summary>What a failure means, and what to do.</summary>
    public static ErrorAdvice Of(Failure failure, ErrorContext context)
    {
        var advice = OfMail(failure, context.Topic) ?? OfSignIn(failure) ?? OfCondition(Condition(failure, context), failure.Code);
        return advice with { Command = Command(advice, context), Link = Link(advice, context.Credential) };
    }

    /// <summary>An app that opens mailboxes which are none of its business (F-64).</summary>
    public static ErrorAdvice OfWideScope(CredentialFacts credential)
    {
        var advice = OfCondition(MailboxCondition.ScopeTooWide, "");
        return advice with { Link = Link(advice, credential) };
    }

    /// <summary>What a text means that an administrator copied from a script's output or a sign-in page; null when it names no error that is known (N-044).</summary>
    public static ErrorAdvice? OfText(string text, ErrorContext context)
    {
        if (text.Contains(PolicyRoomText, StringComparison.OrdinalIgnoreCase))
            return new(ErrorCause.PolicyRoom, MailboxOwner.ExchangeAdministrator, ErrorRemedy.ShortenPolicies, "AppAccessPolicySize")
            {
                Command = "Get-ApplicationAccessPolicy | Format-Table AppId, ScopeName, Description",
            };
        if (text.Contains(RedirectCode, StringComparison.OrdinalIgnoreCase))
        {
            var advice = new ErrorAdvice(ErrorCause.RedirectUnknown, MailboxOwner.EntraAdministrator, ErrorRemedy.AddRedirect, RedirectCode);
            return advice with { Link = Link(advice, context.Credential) };
        }

        return SignInCode().Match(text) is { Success: true } code ? Of(new Failure(FailureCategory.Unauthenticated, code.Value), context) : null;
    }

    private static ErrorAdvice? OfMail(Failure failure, ErrorTopic topic) => (topic, failure.Code.ToUpperInvariant(), failure.Category) switch
    {
        (_, "ERRORITEMNOTFOUND", _) when topic != ErrorTopic.Mailbox => Passing(ErrorCause.MailGone, failure),
        (_, "ERRORFOLDERNOTFOUND" or "ERRORFOLDEREXISTS" or "SYNCSTATENOTFOUND" or "RESYNCREQUIRED" or "ERRORINVALIDSYNCSTATEDATA", _) => Passing(ErrorCause.MadeAnew, failure),
        (ErrorTopic.Subscription, "RESOURCENOTFOUND", FailureCategory.NotFound) => Passing(ErrorCause.MadeAnew, failure),
        (_, "ERRORINVALIDRECIPIENTS" or "ERRORMISSINGRECIPIENTS", _) => new(ErrorCause.RecipientWrong, MailboxOwner.Agent, ErrorRemedy.CorrectAddress, failure.Code),
        (_, "ERRORSENDASDENIED", _) => new(ErrorCause.SendAsMissing, MailboxOwner.ExchangeAdministrator, ErrorRemedy.GrantSendAs, failure.Code),
        (_, "ERRORSUBMISSIONQUOTAEXCEEDED", _) => Passing(ErrorCause.SendingLimit, failure),
        (_, "ERRORMESSAGESUBMISSIONBLOCKED", _) => new(ErrorCause.SendingBlocked, MailboxOwner.ExchangeAdministrator, ErrorRemedy.UnblockSender, failure.Code),
        (_, _, FailureCategory.Conflict) => Passing(ErrorCause.ChangedMeanwhile, failure),
        (_, _, FailureCategory.TooLarge) => new(ErrorCause.TooLarge, MailboxOwner.Agent, ErrorRemedy.ShortenMail, failure.Code),
        (_, _, FailureCategory.Corrupt) => new(ErrorCause.MailUnreadable, MailboxOwner.Agent, ErrorRemedy.ReadInOutlook, failure.Code),
        (ErrorTopic.Mail, _, FailureCategory.NotFound) => Passing(ErrorCause.MailGone, failure),
        _ => null,
    };

    private static ErrorAdvice? OfSignIn(Failure failure)
    {
        var trouble = CredentialTroubles.Of(failure);
        ErrorAdvice? advice = trouble switch
        {
            CredentialTrouble.SharedAuthority or CredentialTrouble.FederationMismatch or CredentialTrouble.CredentialUnavailable =>
                new(ErrorCause.SignIn, MailboxOwner.Operator, ErrorRemedy.CorrectSettings, failure.Code),
            CredentialTrouble.AppDisabled or CredentialTrouble.PolicyRefuses => new(ErrorCause.SignIn, MailboxOwner.EntraAdministrator, ErrorRemedy.AllowApp, failure.Code),
            CredentialTrouble.AuthorityUnreachable => Passing(ErrorCause.SignIn, failure),
            CredentialTrouble.None => null,
            // The others are conditions of every mailbox, and have their words there.
            _ => OfCondition(MailboxDiagnosis.Meaning(failure, null, hasWorked: false, isNew: false), failure.Code),
        };
        return advice is null ? null : advice with { Trouble = trouble };
    }

    private static MailboxCondition Condition(Failure failure, ErrorContext context) => (context.Topic, failure.Code.ToUpperInvariant(), failure.Category) switch
    {
        (ErrorTopic.Subscription, _, FailureCategory.Refused) => MailboxCondition.SubscriptionRefused,
        (ErrorTopic.Subscription, "VALIDATIONERROR" or "INVALIDREQUEST", _) => MailboxCondition.SubscriptionFailing,
        (ErrorTopic.Directory, _, FailureCategory.Refused) => MailboxCondition.ConsentMissing,
        (ErrorTopic.Directory, _, FailureCategory.NotFound) => MailboxCondition.AddressUnknown,
        // A mailbox that worked was named rightly; that which never did perhaps was not (F-61).
        (_, "ERRORINVALIDUSER" or "REQUEST_RESOURCENOTFOUND", _) when !context.HasWorked => MailboxCondition.AddressUnknown,
        _ => MailboxDiagnosis.Meaning(failure, context.Directory, context.HasWorked, context.IsNew),
    };

    private static ErrorAdvice OfCondition(MailboxCondition condition, string code) =>
        new(ErrorCause.Mailbox, MailboxDiagnosis.OwnerOf(condition), Remedy(condition), code) { Condition = condition };

    private static ErrorRemedy Remedy(MailboxCondition condition) => condition switch
    {
        MailboxCondition.SecretExpired or MailboxCondition.SecretInvalid or MailboxCondition.CertificateRefused => ErrorRemedy.RenewCredential,
        MailboxCondition.AppUnknown or MailboxCondition.SignInRefused => ErrorRemedy.CorrectSettings,
        MailboxCondition.ConsentMissing => ErrorRemedy.GrantConsent,
        MailboxCondition.AccessDenied or MailboxCondition.NoDelegation => ErrorRemedy.AddToScope,
        MailboxCondition.ScopeTooWide => ErrorRemedy.NarrowScope,
        MailboxCondition.AddressUnknown => ErrorRemedy.CorrectAddress,
        MailboxCondition.Deleted or MailboxCondition.LicenceLost or MailboxCondition.OnPremises or MailboxCondition.NoMailbox => ErrorRemedy.ProvideMailbox,
        MailboxCondition.Full => ErrorRemedy.MakeRoom,
        MailboxCondition.SubscriptionRefused => ErrorRemedy.AllowSubscriptions,
        MailboxCondition.SubscriptionFailing or MailboxCondition.Silent => ErrorRemedy.OpenNetwork,
        MailboxCondition.Unexpected => ErrorRemedy.ReportFault,
        _ => ErrorRemedy.Wait,
    };

    private static ErrorAdvice Passing(ErrorCause cause, Failure failure) => new(cause, MailboxOwner.Nobody, ErrorRemedy.Wait, failure.Code);

    private static string? Command(ErrorAdvice advice, ErrorContext context) => (advice.Remedy, context) switch
    {
        (ErrorRemedy.AddToScope, { Mailbox: { } mailbox, Group: { } group }) => $"Add-DistributionGroupMember -Identity {Quote(group)} -Member {Quote(mailbox)} -BypassSecurityGroupManagerCheck",
        (ErrorRemedy.AddToScope or ErrorRemedy.AllowSubscriptions, { Mailbox: { } mailbox, Credential.ClientId: { } app }) =>
            $"Test-ServicePrincipalAuthorization -Identity {Quote(app)} -Resource {Quote(mailbox)} | Format-Table",
        (ErrorRemedy.Wait, { Mailbox: { } mailbox }) when advice.Condition == MailboxCondition.Migrating => $"Get-MoveRequest -Identity {Quote(mailbox)}",
        (ErrorRemedy.ProvideMailbox, { Mailbox: { } mailbox }) => $"Get-Recipient -Identity {Quote(mailbox)} | Format-List RecipientTypeDetails, PrimarySmtpAddress",
        (ErrorRemedy.MakeRoom, { Mailbox: { } mailbox }) => $"Get-EXOMailboxStatistics -Identity {Quote(mailbox)} | Format-List TotalItemSize, ItemCount",
        (ErrorRemedy.GrantSendAs, { Mailbox: { } mailbox, From: { } from }) => $"Add-RecipientPermission -Identity {Quote(from)} -Trustee {Quote(mailbox)} -AccessRights SendAs",
        (ErrorRemedy.UnblockSender, { Mailbox: { } mailbox }) => $"Remove-BlockedSenderAddress -SenderAddress {Quote(mailbox)}",
        _ => null,
    };

    private static Uri? Link(ErrorAdvice advice, CredentialFacts credential)
    {
        var guide = new RegistrationGuide(credential.Cloud, "");
        return (advice.Remedy, credential.ClientId) switch
        {
            (ErrorRemedy.RenewCredential, { } app) => guide.Credentials(app),
            (ErrorRemedy.GrantConsent or ErrorRemedy.NarrowScope, { } app) => guide.Permissions(app),
            (ErrorRemedy.CorrectSettings, { } app) => guide.Overview(app),
            (ErrorRemedy.AddRedirect, { } app) => guide.Authentication(app),
            (ErrorRemedy.AllowApp, _) => new Uri(credential.Cloud.Portal, "#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview"),
            _ => null,
        };
    }

    [GeneratedRegex("AADSTS[0-9]{4,8}", RegexOptions.CultureInvariant)]
    private static partial Regex SignInCode();
}
