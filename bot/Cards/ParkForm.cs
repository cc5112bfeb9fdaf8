using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Asks until when, and why, a task is parked.</summary>
internal static class ParkForm
{
    /// <summary>The choice that says that the task waits for the customer.</summary>
    public const string Customer = "customer";

    private const string Later = "later";
    private const int LongestTime = 40;

    /// <param name="error">What was wrong with the time given before, and that time.</param>
    public static AdaptiveCard Draw(TaskView view, Reader reader, ParkTimes times, (string Reason, string Given)? error = null)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Header(reader, HandPhrase.ParkTitle, view.Key)];
        if (error is { } wrong)
            body.Add(Callout.Of(reader, CalloutKind.Caution, wrong.Reason));
        if (view.Mail is { } mail)
            body.Add(CardParts.Subject(reader, mail.Subject));
        body.Add(new ChoiceSet(CardInputs.Choice, words[HandPhrase.ParkUntil], words[HandPhrase.ParkMissing],
        [
            new(Titled(HandPhrase.InOneHour, ParkTimes.OneHour), ParkTimes.OneHour),
            new(Titled(HandPhrase.NextOpeningDay, ParkTimes.Tomorrow), ParkTimes.Tomorrow),
            new(Titled(HandPhrase.InThreeDays, ParkTimes.ThreeDays), ParkTimes.ThreeDays),
            new(words[HandPhrase.AtOwnTime], ParkTimes.Other),
        ]) { IsRequired = true, Style = ChoiceStyle.Expanded, Value = error is null ? ParkTimes.OneHour : ParkTimes.Other });
        body.Add(new TextInput(CardInputs.Text, words[HandPhrase.OwnTime], words[HandPhrase.ParkMissing])
        {
            MaxLength = LongestTime, Placeholder = words[HandPhrase.OwnTimeExample], Value = error is { Given.Length: > 0 } ? SafeText.Line(error.Value.Given, LongestTime) : null,
        });
        body.Add(new ChoiceSet(CardInputs.Kind, words[HandPhrase.ParkWhy], words[HandPhrase.ParkMissing],
            [new(words[HandPhrase.ParkLater], Later), new(words[HandPhrase.ParkCustomer], Customer)]) { IsRequired = true, Style = ChoiceStyle.Expanded, Value = Later });
        body.Add(CardParts.Small(words[HandPhrase.ParkHint]));
        body.Add(new ActionSet(
        [
            CardParts.Button(reader, HandPhrase.ParkDo, CardVerbs.ParkUntil, view, ActionStyle.Positive, sendsInputs: true),
            CardParts.Button(reader, Phrase.Cancel, CardVerbs.View, view),
        ]));
        // No refresh here: it would wipe out what is being chosen.
        return new AdaptiveCard { FallbackText = words[Phrase.TaskFallback], Body = body };

        string Titled(HandPhrase phrase, string choice) => words.Say(phrase, reader.Moment(times.Read(choice)!.Value, view.Now));
    }
}
