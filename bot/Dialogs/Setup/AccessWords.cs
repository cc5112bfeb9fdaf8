using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>What the check of the access found, in words.</summary>
internal static class AccessWords
{
    /// <summary>A member of an enumeration of the check; each has its words, which a test sees to.</summary>
    public static string Of(Words words, Enum value) => words[Enum.Parse<FindingPhrase>(value.GetType().Name + value)];

    /// <summary>A mailbox: how it stands, and when it does not open, who must do what.</summary>
    public static string Of(Words words, MailboxFinding finding)
    {
        var name = SafeText.Line(finding.Addresses.Count > 0 ? finding.Addresses[0] : finding.UserPrincipalName ?? finding.Asked, CardParts.AddressLength);
        return finding.Opens
            ? words.Say(SetupPhrase.MailboxOpens, name)
            : words.Say(
                SetupPhrase.MailboxClosed, name, MailboxWords.Cause(words, finding.Condition), MailboxWords.Owner(words, finding.Condition),
                MailboxWords.Remedy(words, finding.Condition), SafeText.Code(finding.Code ?? "–"));
    }

    /// <summary>Whether the app stays within its mailboxes.</summary>
    public static string Of(Words words, ScopeFinding scope)
    {
        var text = words.Say(SetupPhrase.ScopeIs, SafeText.Line(scope.Tried ?? "–", CardParts.AddressLength), Of(words, scope.Verdict));
        if (scope.Doubt != ScopeDoubt.None)
            text += " " + Of(words, scope.Doubt);
        return scope is { Verdict: ScopeVerdict.TenantWide, MayChange: true } ? $"{text} {words[SetupPhrase.ScopeMayChange]}" : text;
    }

    /// <summary>What a permission is for, and what does not work without it (P-018).</summary>
    public static string Why(Words words, PermissionNeed need) => words.Say(
        SetupPhrase.PermissionWhy, need.Role, words[need.IsOptional ? SetupPhrase.Optional : SetupPhrase.Required], Of(words, need.Permission), Of(words, need.Effect));

    /// <summary>One permission with state, proof and, unless it is granted, the effect.</summary>
    public static string Of(Words words, PermissionFinding finding)
    {
        var name = finding.Need.Role ?? Of(words, finding.Permission);
        return finding.State == PermissionState.Granted
            ? words.Say(SetupPhrase.PermissionIs, name, Of(words, finding.State), Of(words, finding.Proof))
            : finding.Proof == PermissionProof.None
                ? words.Say(SetupPhrase.PermissionOpen, name, Of(words, finding.State), Of(words, finding.Effect))
                : words.Say(SetupPhrase.PermissionIsNot, name, Of(words, finding.State), Of(words, finding.Proof), Of(words, finding.Effect), SafeText.Code(finding.Code ?? "–"));
    }

    /// <summary>Who must act, as a sentence.</summary>
    public static string Owner(Words words, MailboxOwner owner) => words.Say(SetupPhrase.WhoActs, Of(words, owner));

    /// <summary>Who must act so that the app can sign in.</summary>
    public static string Owner(Words words, CredentialFinding credential, ErrorContext context) => Owner(words, AdviceFor(credential, context).Owner);

    /// <summary>What to do so that the app can sign in.</summary>
    public static ErrorAdvice AdviceFor(CredentialFinding credential, ErrorContext context) =>
        Adviser.Of(new Failure(FailureCategory.Unauthenticated, credential.Code ?? ""), context);
}
