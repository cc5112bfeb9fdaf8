using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Asks why a task is given back.</summary>
internal static class ReturnForm
{
    private static readonly (ReturnReason Reason, HandPhrase Phrase)[] Reasons =
    [
        (ReturnReason.WrongService, HandPhrase.ReturnWrongService), (ReturnReason.MissingSkill, HandPhrase.ReturnMissingSkill),
        (ReturnReason.NoTime, HandPhrase.ReturnNoTime), (ReturnReason.Conflict, HandPhrase.ReturnConflict), (ReturnReason.Other, HandPhrase.ReturnOther),
    ];

    public static AdaptiveCard Draw(TaskView view, Reader reader)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Header(reader, HandPhrase.ReturnTitle, view.Key)];
        if (view.Mail is { } mail)
            body.Add(CardParts.Subject(reader, mail.Subject));
        body.Add(new ChoiceSet(
            CardInputs.Choice, words[HandPhrase.ReturnWhy], words[HandPhrase.ReturnMissing], [.. Reasons.Select(one => new Choice(words[one.Phrase], one.Reason.ToString()))])
        {
            IsRequired = true, Style = ChoiceStyle.Expanded,
        });
        body.Add(new ActionSet(
        [
            CardParts.Button(reader, HandPhrase.ReturnDo, CardVerbs.Return, view, ActionStyle.Positive, sendsInputs: true),
            CardParts.Button(reader, Phrase.Cancel, CardVerbs.View, view),
        ]));
        return new AdaptiveCard { FallbackText = words[Phrase.TaskFallback], Body = body };
    }

    /// <summary>The reason that was chosen, or written in any of our languages; null when it is none of ours.</summary>
    public static ReturnReason? Read(string given)
    {
        foreach (var (reason, phrase) in Reasons)
            if (string.Equals(given, reason.ToString(), StringComparison.Ordinal) || Words.Mean(phrase, given))
                return reason;
        return null;
    }
}
