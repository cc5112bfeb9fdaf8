using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>All mailboxes and how they are doing, those in trouble first, each with cause and remedy (N-058, F-15).</summary>
internal static class MailboxesCard
{
    private const int Most = 15;

    public static AdaptiveCard Draw(Reader reader, IReadOnlyList<MailboxStatus> mailboxes, DateTimeOffset now)
    {
        var shown = Math.Min(Most, mailboxes.Count);
        var card = Draw(reader, mailboxes, shown, now);
        while (card.Measure() >= AdaptiveCard.Budget && shown > 1)
            card = Draw(reader, mailboxes, --shown, now);
        return card;
    }

    private static AdaptiveCard Draw(Reader reader, IReadOnlyList<MailboxStatus> mailboxes, int shown, DateTimeOffset now)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words[Phrase.MailboxesTitle])];
        if (mailboxes.Count == 0)
            body.Add(CardParts.Line(words[Phrase.MailboxesNone]));
        foreach (var mailbox in mailboxes.Take(shown))
            body.Add(new Container([.. Row(reader, mailbox, now)]) { Separator = true, Spacing = Spacing.Medium });
        if (mailboxes.Count > shown)
        {
            var troubled = mailboxes.Skip(shown).Count(status => status.Diagnosis.IsAlert);
            body.Add(CardParts.Small(troubled == 0
                ? words.Say(Phrase.MailboxesMore, mailboxes.Count - shown)
                : words.Say(Phrase.MailboxesMoreTrouble, mailboxes.Count - shown, troubled)));
        }

        return new AdaptiveCard { FallbackText = words[Phrase.MailboxesTitle], Body = body };
    }

    private static IEnumerable<CardElement> Row(Reader reader, MailboxStatus status, DateTimeOffset now)
    {
        var words = reader.Words;
        var service = status.Service is { } assigned ? SafeText.Line(assigned.Name, CardParts.NameLength) : words[Phrase.MailboxNoService];
        yield return new RichTextBlock(
        [
            new TextRun(SafeText.Line(status.Mailbox.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder },
            new TextRun($" · {service}") { IsSubtle = true },
        ]);
        var condition = status.Diagnosis.Condition;
        var color = status.Diagnosis.IsAlert ? TextColor.Attention : condition == MailboxCondition.Fine ? TextColor.Good : (TextColor?)null;
        yield return new RichTextBlock([new TextRun(MailboxWords.Cause(words, condition)) { Color = color }]) { Spacing = Spacing.None };
        if (condition is not (MailboxCondition.Fine or MailboxCondition.Polling))
            yield return CardParts.Small($"{words[Phrase.AlertRemedy]} {MailboxWords.Remedy(words, condition)}") with { Spacing = Spacing.None };
        if (status.State is { } state)
        {
            yield return CardParts.Small(words.Say(
                Phrase.MailboxStatus, Moment(state.NotifiedAt), Moment(state.SweptAt), Moment(status.NextLook))) with { Spacing = Spacing.None };
            yield return CardParts.Small(words.Say(
                Phrase.MailboxCounts, state.TakenIn, state.Waiting, state.Unprocessed?.ToString(words.Culture) ?? "?")) with { Spacing = Spacing.None };
        }

        if (status.Diagnosis.IsAlert)
            yield return new ActionSet([CardParts.Button(reader, Phrase.AlertRetry, CardVerbs.MailboxRetry, status.Mailbox.Id)]);

        string Moment(DateTimeOffset? time) => time is { } known ? reader.Moment(known, now) : words[Phrase.Never];
    }
}
