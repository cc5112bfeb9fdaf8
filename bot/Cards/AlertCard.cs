using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Trouble that an administrator must know of, with the way out on the card itself (F-60); the same card says when it is over (F-58).</summary>
internal static class AlertCard
{
    public static AdaptiveCard Draw(AlertView view, Reader reader)
    {
        if (view.Alert.Service is not null)
            return ServiceAlertCard.Draw(view, reader);
        var words = reader.Words;
        var alert = view.Alert;
        var title = alert.SolvedAt is not null ? Phrase.AlertSolvedTitle : alert.Mailbox is null ? Phrase.AlertTenantTitle : Phrase.AlertTitle;
        List<CardElement> body = [CardParts.Heading(words[title])];
        if (alert.Mailbox is not null)
            body.Add(CardParts.Field(words[Phrase.AlertMailbox], SafeText.Line(view.MailboxName ?? alert.Key, CardParts.NameLength)));
        else if (alert.Affected > 1)
            body.Add(CardParts.Field(words[Phrase.AlertAffected], alert.Affected.ToString(words.Culture)));
        body.Add(CardParts.Field(words[Phrase.AlertCause], MailboxWords.Cause(words, alert.Condition!.Value)));
        if (alert.SolvedAt is { } solved)
            body.Add(Callout.Of(reader, CalloutKind.Note, words.Say(Phrase.AlertSolvedText, reader.Moment(solved, view.Now))));
        else if (view.IsReplaced)
            body.Add(Callout.Of(reader, CalloutKind.Note, words[Phrase.AlertReplacedText]));
        else
            body.AddRange(WayOut(view, reader));
        return new AdaptiveCard { FallbackText = words[title], Body = body };
    }

    private static IEnumerable<CardElement> WayOut(AlertView view, Reader reader)
    {
        var words = reader.Words;
        var alert = view.Alert;
        yield return CardParts.Field(words[Phrase.AlertOwner], MailboxWords.Owner(words, alert.Condition!.Value));
        yield return CardParts.Field(words[Phrase.AlertRemedy], MailboxWords.Remedy(words, alert.Condition!.Value));
        var since = reader.Moment(alert.Since, view.Now);
        yield return CardParts.Small(alert.Code is { } code
            ? words.Say(Phrase.AlertSinceCode, since, SafeText.Code(code))
            : words.Say(Phrase.AlertSince, since)) with { Spacing = Spacing.Small };
        yield return new ActionSet([CardParts.Button(reader, Phrase.AlertRetry, CardVerbs.MailboxRetry, alert.Mailbox)]);
    }
}
