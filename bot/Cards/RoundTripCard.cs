using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>How far a test mail came, step by step, in words (E-023).</summary>
internal static class RoundTripCard
{
    public static AdaptiveCard Draw(Reader reader, Mailbox mailbox, RoundTripReport report, DateTimeOffset now)
    {
        var words = reader.Words;
        List<CardElement> steps = [CardParts.Line("1. " + words.Say(MailboxPhrase.StepSent, reader.Clock(report.SentAt)))];
        steps.Add(CardParts.Line("2. " + (report switch
        {
            { Failure: { } failure } => words.Say(MailboxPhrase.StepUnclear, SafeText.Code(failure.Code)),
            { ArrivedAt: { } at } => words.Say(MailboxPhrase.StepArrived, reader.Clock(at)),
            _ => words[MailboxPhrase.StepNotArrived],
        })));
        steps.Add(CardParts.Line("3. " + (report switch
        {
            { IsSubscribed: false } => words[MailboxPhrase.StepNoSubscription],
            { NotifiedAt: { } at } => words.Say(MailboxPhrase.StepNotified, reader.Clock(at)),
            _ => words[MailboxPhrase.StepNotNotified],
        })));
        if (report.IsWhole)
            steps.Add(Callout.Of(reader, CalloutKind.Hint, words[MailboxPhrase.TestGood]));
        else if (now - report.SentAt > TimeSpan.FromMinutes(5))
            steps.Add(Callout.Of(reader, CalloutKind.Caution, words[MailboxPhrase.TestLate]));
        return Draw(words, mailbox, steps, report.IsWhole ? DialogVerbs.TestMailbox : DialogVerbs.TestedMailbox);
    }

    /// <summary>Exchange did not take it.</summary>
    public static AdaptiveCard Draw(Reader reader, Mailbox mailbox, MailboxCondition condition, string code)
    {
        var words = reader.Words;
        return Draw(
            words,
            mailbox,
            [
                CardParts.Line("1. " + words.Say(MailboxPhrase.StepNotSent, SafeText.Code(code))),
                CardParts.Field(words[Phrase.AlertCause], MailboxWords.Cause(words, condition)),
                CardParts.Field(words[Phrase.AlertOwner], MailboxWords.Owner(words, condition)),
                CardParts.Field(words[Phrase.AlertRemedy], MailboxWords.Remedy(words, condition)),
            ],
            DialogVerbs.TestMailbox);
    }

    private static AdaptiveCard Draw(Words words, Mailbox mailbox, IEnumerable<CardElement> steps, string next) => new()
    {
        FallbackText = words[MailboxPhrase.TestTitle],
        Body =
        [
            CardParts.Heading(words[MailboxPhrase.TestTitle]),
            CardParts.Field(words[Phrase.AlertMailbox], SafeText.Line(mailbox.Name, CardParts.NameLength)),
            .. steps,
            new ActionSet(
            [
                CardParts.Button(words[next == DialogVerbs.TestMailbox ? MailboxPhrase.TestAgain : MailboxPhrase.TestLook], new ActionData(next, X: mailbox.Id.Value)),
                CardParts.Button(words[MailboxPhrase.Details], new ActionData(CardVerbs.Mailboxes, X: mailbox.Id.Value)),
            ]),
        ],
    };
}
