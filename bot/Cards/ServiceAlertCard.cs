using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>All troubles of a service, with what can be done about them; the same card says when it is over.</summary>
internal static class ServiceAlertCard
{
    public static AdaptiveCard Draw(AlertView view, Reader reader)
    {
        var (words, alert) = (reader.Words, view.Alert);
        var name = SafeText.Line(view.Service?.Name ?? alert.Service?.Value, CardParts.NameLength);
        var title = words.Say(alert.SolvedAt is null ? AlertPhrase.Title : AlertPhrase.SolvedTitle, name);
        List<CardElement> body = [new RichTextBlock([new TextRun(title) { Size = TextSize.Large, Weight = TextWeight.Bolder }])];
        if (alert.SolvedAt is { } solved)
            body.Add(CardParts.Line(words.Say(AlertPhrase.SolvedText, reader.Moment(solved, view.Now))));
        else if (view.IsReplaced)
            body.Add(Callout.Of(reader, CalloutKind.Note, words[AlertPhrase.ReplacedText]));
        else
            body.AddRange(Open(view, reader));
        return new AdaptiveCard { FallbackText = title, Body = body };
    }

    /// <summary>What is wrong, a line each.</summary>
    public static IEnumerable<RichTextBlock> Troubles(AlertView view, Reader reader) => view.Alert.Troubles.Select(trouble =>
    {
        var (label, value) = Of(trouble, view, reader);
        return CardParts.Field($"{reader.Words[label]}:", value);
    });

    private static IEnumerable<CardElement> Open(AlertView view, Reader reader)
    {
        var (words, alert) = (reader.Words, view.Alert);
        foreach (var trouble in Troubles(view, reader))
            yield return trouble;
        yield return CardParts.Small(words.Say(AlertPhrase.Since, reader.Moment(alert.Since, view.Now), reader.Moment(alert.DrawnAt, view.Now)));
        if (alert.IsEscalated)
            yield return Callout.Of(reader, CalloutKind.Note, words[AlertPhrase.Escalated]);
        if (alert.Seen is { } seen)
            yield return CardParts.Line(alert.SnoozedUntil is { } until
                ? words.Say(AlertPhrase.SnoozedBy, SafeText.Line(view.SeenBy, CardParts.NameLength), reader.Moment(until, view.Now))
                : words.Say(AlertPhrase.SeenBy, SafeText.Line(view.SeenBy, CardParts.NameLength), reader.Moment(seen.At, view.Now)));
        else
            yield return CardParts.Small(words[AlertPhrase.SnoozeHint]);
        if (view.Overflow is { } overflow)
            yield return Callout.Of(reader, CalloutKind.Note, words.Say(ReliefPhrase.IsOpen, SafeText.Line(overflow.To, CardParts.NameLength), reader.Moment(overflow.Until, view.Now)));
        // Assigning, moving and ending a task begin at its line in the queue.
        yield return new ActionSet(
        [
            Button(AlertPhrase.QueueButton, DialogVerbs.Queues),
            Button(AlertPhrase.CallButton, DialogVerbs.CallAgents),
            view.Overflow is null ? Button(ReliefPhrase.OpenButton, DialogVerbs.OpenOverflow) : Button(ReliefPhrase.CloseButton, DialogVerbs.CloseOverflow),
            Button(ReliefPhrase.LimitButton, DialogVerbs.AgentLimit),
        ]);
        List<CardAction> notes = alert.Seen is null ? [Button(AlertPhrase.SeenButton, CardVerbs.AlertSeen)] : [];
        yield return new ActionSet(
        [
            .. notes,
            Button(AlertPhrase.SnoozeHalfHour, CardVerbs.AlertSnoozeHalfHour),
            Button(AlertPhrase.SnoozeTwoHours, CardVerbs.AlertSnoozeTwoHours),
            Button(AlertPhrase.SnoozeTomorrow, CardVerbs.AlertSnoozeTomorrow),
        ]);

        CardAction Button(Enum title, string verb) => CardParts.Button(words[title], new ActionData(verb, X: alert.Service!.Value.Value));
    }

    private static (AlertPhrase Label, string Value) Of(ServiceTrouble trouble, AlertView view, Reader reader)
    {
        var (words, at) = (reader.Words, trouble.At is { } moment ? reader.Moment(moment, view.Now) : "");
        var thresholds = view.Service?.Thresholds;
        return trouble.Kind switch
        {
            TroubleKind.Breached => (AlertPhrase.Breached, words.Say(AlertPhrase.BreachedValue, trouble.Number, at)),
            TroubleKind.NobodyAvailable => (AlertPhrase.Nobody, words.Say(AlertPhrase.NobodyValue, trouble.Number, at)),
            TroubleKind.BreachAhead => (AlertPhrase.Ahead, words.Say(AlertPhrase.AheadValue, trouble.Number, at)),
            TroubleKind.QueueLong => (AlertPhrase.Long, words.Say(AlertPhrase.LongValue, trouble.Number, thresholds?.QueueLength ?? 0)),
            TroubleKind.OldestWaiting => (AlertPhrase.Oldest, words.Say(AlertPhrase.OldestValue, trouble.Number, thresholds?.OldestMinutes ?? 0)),
            TroubleKind.AgentsUnreachable => (AlertPhrase.Unreachable, words.Say(AlertPhrase.UnreachableValue, trouble.Number)),
            _ => (AlertPhrase.Failed, words.Say(AlertPhrase.FailedValue, trouble.Number)),
        };
    }
}
