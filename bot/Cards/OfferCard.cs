using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>A mail is offered: enough to decide, and until when.</summary>
internal static class OfferCard
{
    private const int PreviewLength = 255;

    public static AdaptiveCard Draw(TaskView view, Reader reader)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Header(reader, Phrase.OfferTitle, view.Key)];
        if (view.OfferUntil is { } until)
            body.Add(Deadline(reader, until));
        if (SafeText.Line(view.FromName, CardParts.NameLength) is { Length: > 0 } from)
            body.Add(CardParts.Line(words.Say(HandPhrase.OfferFrom, from)));
        if (CardParts.Outlook(view, reader) is { } outlook)
            body.Add(outlook);
        if (view.IsStorm)
            body.Add(Callout.Of(reader, CalloutKind.Note, words[Phrase.Storm]));
        if (UndeliveredWords.Of(view, reader) is { } undelivered)
            body.Add(undelivered);
        if (view.Mail is { } mail)
        {
            body.Add(CardParts.Subject(reader, mail.Subject));
            body.Add(CardParts.Field(words[Phrase.From], CardParts.Person(reader, mail.From)));
            body.AddRange(CardParts.Marks(view, reader));
            body.AddRange(MeetingPart.Draw(reader, mail, view.Now));
            if (view.TooLarge)
                body.Add(MailBodyPart.Missing(reader, view));
            if (SafeText.Line(mail.Preview, PreviewLength) is { Length: > 0 } preview)
                body.Add(new RichTextBlock([new TextRun(preview) { IsSubtle = true }]) { Spacing = Spacing.Small });
            if (AttachmentList.Short(reader, view) is { } attachments)
                body.Add(CardParts.Field(words[Phrase.Attachments], attachments));
        }
        else
        {
            body.Add(MailBodyPart.Missing(reader, view));
        }

        body.Add(CardParts.Small(CardParts.Received(reader, view)) with { Spacing = Spacing.Small });
        if (DeadlineWords.Line(view, reader) is { } due)
            body.Add(due);
        body.AddRange(CardParts.Twins(view, reader));
        if (view.JoinedMails > 0)
            body.Add(CardParts.Small(words.Say(Phrase.JoinedMails, view.JoinedMails)) with { Spacing = Spacing.None });
        if (view.WhyMe.Count > 0 && view.FromName is null)
            body.Add(CardParts.Small(words.Say(Phrase.WhyYou, ReasonWords.List(reader, view.WhyMe))) with { Spacing = Spacing.None });
        body.Add(new ActionSet(
        [
            CardParts.Button(reader, Phrase.Accept, CardVerbs.Accept, view, ActionStyle.Positive),
            CardParts.Button(reader, Phrase.Decline, CardVerbs.Decline, view),
            CardParts.Button(reader, WhyPhrase.WhyMe, CardVerbs.Why, view),
        ]));
        return new AdaptiveCard { FallbackText = words[Phrase.OfferFallback], Refresh = CardParts.RefreshOf(reader, view), Body = body };
    }

    private static RichTextBlock Deadline(Reader reader, DateTimeOffset until) => new(
    [
        new TextRun(reader.Words.Say(Phrase.OfferUntil, reader.Clock(until))) { Weight = TextWeight.Bolder, Color = TextColor.Accent },
    ]) { Spacing = Spacing.None };
}
