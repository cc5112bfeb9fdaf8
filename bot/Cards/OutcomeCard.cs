using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What has become of a task that asks nothing more of the viewer: one short card for each outcome; only a merge can be undone, and thanks be taken for more.</summary>
internal static class OutcomeCard
{
    public static AdaptiveCard Draw(TaskView view, Reader reader)
    {
        var words = reader.Words;
        var other = SafeText.Line(view.OtherName, CardParts.NameLength);
        var (title, text) = view.Kind switch
        {
            TaskViewKind.Sending when view.SentNotBefore is { } at => (Phrase.SendingTitle, words.Say(FilePhrase.SentLater, reader.Moment(at, view.Now))),
            TaskViewKind.Sending => ((Enum)Phrase.SendingTitle, words[Phrase.SendingText]),
            TaskViewKind.Answered => (Phrase.AnsweredTitle, words[Phrase.AnsweredText]),
            TaskViewKind.Finished => (Phrase.FinishedTitle, words[Phrase.FinishedText]),
            TaskViewKind.HandledInOutlook => (Phrase.OutlookTitle, words[Phrase.OutlookText]),
            TaskViewKind.Taken => (Phrase.TakenTitle, other.Length > 0 ? words.Say(Phrase.TakenBy, other) : words[Phrase.TakenText]),
            TaskViewKind.TimedOut => (Phrase.TimedOutTitle, words[Phrase.TimedOutText]),
            TaskViewKind.Declined => (Phrase.DeclinedTitle, words[Phrase.DeclinedText]),
            TaskViewKind.Merged => (Phrase.MergedTitle, words.Say(Phrase.MergedText, view.OtherTask is { } target ? TaskNumber.Of(target) : "?")),
            TaskViewKind.Reopened when view.Undelivered is not null => (Phrase.NotDeliveredTitle, words[Phrase.NotDeliveredText]),
            TaskViewKind.Reopened => (Phrase.ReopenedTitle, words[Phrase.ReopenedText]),
            TaskViewKind.Parked => (HandPhrase.ParkedTitle, words.Say(
                view.WaitsForCustomer ? HandPhrase.ParkedCustomerText : HandPhrase.ParkedText, view.ParkedUntil is { } until ? reader.Moment(until, view.Now) : "?")),
            TaskViewKind.Transferred => (HandPhrase.TransferredTitle, other.Length > 0
                ? words.Say(HandPhrase.TransferredTo, other)
                : words.Say(HandPhrase.TransferredText, SafeText.Line(view.ServiceName, CardParts.NameLength))),
            TaskViewKind.BackInQueue => (HandPhrase.BackInQueueTitle, words[HandPhrase.BackInQueueText]),
            TaskViewKind.TakenAway => (QueuePhrase.AwayTitle, words[QueuePhrase.AwayText]),
            TaskViewKind.EndedByOther => (QueuePhrase.EndedTitle, words[QueuePhrase.EndedText]),
            TaskViewKind.Returned => (Phrase.ReturnedTitle, words[Phrase.ReturnedText]),
            _ => (Phrase.WithdrawnTitle, words[Phrase.WithdrawnText]),
        };
        List<CardElement> body = [CardParts.Header(reader, title, view.Key)];
        if (view.Mail is { } mail)
        {
            body.Add(CardParts.Subject(reader, mail.Subject));
            body.Add(CardParts.Field(words[Phrase.From], CardParts.Person(reader, mail.From)));
        }

        body.Add(CardParts.Line(text));
        body.Add(CardParts.Small(CardParts.Received(reader, view)) with { Spacing = Spacing.Small });
        if (view.MayReopen)
        {
            body.Add(Callout.Of(reader, CalloutKind.Hint, words[Phrase.Thanked]));
            body.Add(new ActionSet([CardParts.Button(reader, Phrase.Reopen, CardVerbs.Reopen, view)]));
        }

        if (view.Kind == TaskViewKind.Parked)
            body.Add(new ActionSet(
            [
                CardParts.Button(reader, HandPhrase.TakeUp, CardVerbs.TakeUp, view, ActionStyle.Positive),
                .. CardParts.OutlookButton(reader, view.Mail) is { } outlook ? [outlook] : Array.Empty<CardAction>(),
            ]));
        if (view.Kind == TaskViewKind.Merged)
            body.Add(new ActionSet([CardParts.Button(reader, Phrase.UndoMerge, CardVerbs.Split, view)]));
        return new AdaptiveCard
        {
            FallbackText = words[title],
            // While something is still to come the card heals itself when an update is lost; an ended task asks nothing more.
            Refresh = view.Kind is TaskViewKind.Sending or TaskViewKind.Parked ? CardParts.RefreshOf(reader, view) : null,
            Body = body,
        };
    }
}
