using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>The check at any time: what the app is, what it may do, how that was proven, and who must do what about the rest (N-005, N-037, X-020, F-60).</summary>
internal sealed class PermissionsBoard(AccessCheck check) : Board
{
    private const int MostMailboxes = 30;

    public override string Verb => DialogVerbs.Permissions;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var report = await check.CheckAsync(new AccessQuestion(), cancellation);
        var shown = Math.Min(MostMailboxes, report.Mailboxes.Count);
        var card = Draw(person.Reader, report, shown);
        while (card.Measure() >= AdaptiveCard.Budget && shown > 0)
            card = Draw(person.Reader, report, --shown);
        return card;
    }

    private static AdaptiveCard Draw(Reader reader, AccessReport report, int shown)
    {
        var (words, credential) = (reader.Words, report.Credential);
        List<CardElement> body =
        [
            CardParts.Heading(words[SetupPhrase.PermissionsTitle]),
            Callout.Of(reader, report.IsGreen ? CalloutKind.Note : CalloutKind.Caution, words[report.IsGreen ? SetupPhrase.Green : SetupPhrase.NotGreen]),
            Field(words, SetupPhrase.App, SafeText.Line(credential.AppId ?? "–", CardParts.NameLength)),
            Field(words, SetupPhrase.Tenant, SafeText.Line(credential.TenantId ?? "–", CardParts.NameLength)),
            Field(words, SetupPhrase.Cloud, credential.Facts.Cloud.Name),
            Field(words, SetupPhrase.Credential, CredentialOf(reader, credential)),
        ];
        var links = new List<CardAction>();
        if (!credential.Works)
            body.AddRange(Trouble(reader, credential, links));
        body.AddRange(report.Permissions.Select(finding => CardParts.Line(AccessWords.Of(words, finding)) with { Spacing = Spacing.Small }));
        if (credential.NotNeeded.Count > 0)
            body.Add(Callout.Of(reader, CalloutKind.Caution, words.Say(SetupPhrase.NotNeeded, SafeText.Line(string.Join(", ", credential.NotNeeded), CardParts.SubjectLength))));
        body.AddRange(report.Mailboxes.Take(shown).SelectMany(finding => MailboxOf(words, finding, credential)));
        if (report.Mailboxes.Count > shown)
            body.Add(CardParts.Small(words.Say(SetupPhrase.MoreMailboxes, report.Mailboxes.Count - shown)));
        var isWide = report.Scope.Verdict == ScopeVerdict.TenantWide;
        body.Add(Callout.Of(reader, report.Scope.Verdict switch
        {
            ScopeVerdict.Limited => CalloutKind.Note, ScopeVerdict.TenantWide => CalloutKind.Destructive, _ => CalloutKind.Question,
        }, AccessWords.Of(words, report.Scope)));
        if (isWide && Adviser.OfWideScope(credential.Facts) is { Link: { } narrow } advice)
        {
            body.Add(CardParts.Line($"{AccessWords.Of(words, advice.Remedy)} {AccessWords.Owner(words, advice.Owner)}"));
            links.Add(new OpenUrlAction(words[SetupPhrase.OpenPermissions], narrow.AbsoluteUri));
        }

        body.Add(new ActionSet(
        [
            CardParts.Button(words[SetupPhrase.CheckAgain], new ActionData(DialogVerbs.Permissions), ActionStyle.Positive),
            CardParts.Button(words[SetupPhrase.ScriptsTitle], new ActionData(DialogVerbs.Script)),
            CardParts.Button(words[SetupPhrase.Title], new ActionData(DialogVerbs.Setup)),
            .. links.DistinctBy(link => ((OpenUrlAction)link).Url).Take(2),
        ]));
        return new AdaptiveCard { FallbackText = words[SetupPhrase.PermissionsTitle], Body = body };
    }

    private static RichTextBlock Field(Words words, SetupPhrase label, string value) => CardParts.Field($"{words[label]}:", value);

    private static string CredentialOf(Reader reader, CredentialFinding credential)
    {
        var kind = AccessWords.Of(reader.Words, credential.Facts.Kind);
        return credential.Facts.ExpiresAt is { } end ? reader.Words.Say(SetupPhrase.EndsOn, kind, reader.Day(end)) : kind;
    }

    private static IEnumerable<CardElement> Trouble(Reader reader, CredentialFinding credential, List<CardAction> links)
    {
        var words = reader.Words;
        var advice = AccessWords.AdviceFor(credential, new ErrorContext(ErrorTopic.Mailbox, credential.Facts));
        if (advice.Link is { } link)
            links.Add(new OpenUrlAction(words[SetupPhrase.OpenPage], link.AbsoluteUri));
        yield return Callout.Of(reader, CalloutKind.Prerequisite,
            $"{AccessWords.Of(words, credential.Trouble)} ({SafeText.Code(credential.Code ?? "–")}) {AccessWords.Of(words, advice.Remedy)} {AccessWords.Owner(words, advice.Owner)}");
    }

    private static IEnumerable<CardElement> MailboxOf(Words words, MailboxFinding finding, CredentialFinding credential)
    {
        yield return CardParts.Line(AccessWords.Of(words, finding)) with { Spacing = Spacing.Small };
        if (finding is { Condition: MailboxCondition.AccessDenied or MailboxCondition.AccessPending } && CommandFor(finding, credential) is { } command)
            yield return DialogCard.Script(command);
    }

    private static string? CommandFor(MailboxFinding finding, CredentialFinding credential) => Adviser.Of(
        new Failure(FailureCategory.Refused, finding.Code ?? ""),
        new ErrorContext(ErrorTopic.Mailbox, credential.Facts) { Mailbox = finding.UserPrincipalName ?? finding.Asked }).Command;
}
