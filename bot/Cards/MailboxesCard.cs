using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Mailboxes and how they are doing, those in trouble first, each with cause and remedy (G-007, N-058, F-15).</summary>
internal static class MailboxesCard
{
    private const int Most = 15;

    /// <param name="found">Those that fit the filter.</param>
    /// <param name="all">How many there are.</param>
    public static AdaptiveCard Draw(Reader reader, IReadOnlyList<MailboxStatus> found, int all, DateTimeOffset now)
    {
        var shown = Math.Min(Most, found.Count);
        var card = Draw(reader, found, all, shown, now);
        while (card.Measure() >= AdaptiveCard.Budget && shown > 1)
            card = Draw(reader, found, all, --shown, now);
        return card;
    }

    private static AdaptiveCard Draw(Reader reader, IReadOnlyList<MailboxStatus> found, int all, int shown, DateTimeOffset now)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words[Phrase.MailboxesTitle])];
        if (found.Count == 0)
            body.Add(CardParts.Line(all == 0 ? words[Phrase.MailboxesNone] : words.Say(MailboxPhrase.NoneFits, all)));
        foreach (var mailbox in found.Take(shown))
            body.Add(new Container([.. Row(reader, mailbox, now)]) { Separator = true, Spacing = Spacing.Medium });
        if (found.Count > shown)
        {
            var troubled = found.Skip(shown).Count(status => status.Diagnosis.IsAlert);
            body.Add(CardParts.Small(troubled == 0
                ? words.Say(Phrase.MailboxesMore, found.Count - shown)
                : words.Say(Phrase.MailboxesMoreTrouble, found.Count - shown, troubled)));
        }

        if (all > 0)
            body.Add(CardParts.Small(words.Say(MailboxPhrase.FilterHint, words.First(MailboxPhrase.InboundWords), words.First(MailboxPhrase.OutboundWords), words.First(MailboxPhrase.AllWords))));
        body.Add(new ActionSet([CardParts.Button(words[MailboxPhrase.Add], new ActionData(DialogVerbs.AddMailbox), ActionStyle.Positive)]));
        return new AdaptiveCard { FallbackText = words[Phrase.MailboxesTitle], Body = body };
    }

    private static IEnumerable<CardElement> Row(Reader reader, MailboxStatus status, DateTimeOffset now)
    {
        var words = reader.Words;
        yield return new RichTextBlock(
        [
            new TextRun(SafeText.Line(status.Mailbox.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder },
            new TextRun($" · {MailboxLines.Service(words, status)}") { IsSubtle = true },
        ]);
        yield return CardParts.Small(
            $"{SafeText.Line(status.Mailbox.UserPrincipalName, CardParts.AddressLength)} · {MailboxLines.Kind(words, status, status.State?.Directory?.IsLicensed)}") with { Spacing = Spacing.None };
        yield return MailboxLines.State(words, status) with { Spacing = Spacing.None };
        var condition = status.Diagnosis.Condition;
        if (condition is not (MailboxCondition.Fine or MailboxCondition.Polling or MailboxCondition.Off))
            yield return CardParts.Small($"{words[Phrase.AlertRemedy]} {MailboxWords.Remedy(words, condition)}") with { Spacing = Spacing.None };
        foreach (var line in MailboxLines.Activity(reader, status.State, status.NextLook, now))
            yield return line;
        List<CardAction> buttons = [CardParts.Button(words[MailboxPhrase.Details], new ActionData(CardVerbs.Mailboxes, X: status.Mailbox.Id.Value))];
        if (status.Diagnosis.IsAlert)
            buttons.Add(CardParts.Button(reader, Phrase.AlertRetry, CardVerbs.MailboxRetry, status.Mailbox.Id));
        yield return new ActionSet(buttons);
    }
}
