using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Asks whose advice is wanted, and on what.</summary>
internal static class ConsultForm
{
    /// <param name="error">What was wrong before.</param>
    /// <param name="question">What was written before.</param>
    public static AdaptiveCard Draw(TaskView view, Reader reader, TransferTargets targets, string? error = null, string question = "")
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Header(reader, ConsultPhrase.FormTitle, view.Key)];
        if (error is not null)
            body.Add(Callout.Of(reader, CalloutKind.Caution, error));
        if (view.Mail is { } mail)
            body.Add(CardParts.Subject(reader, mail.Subject));
        var colleagues = TransferForm.Colleagues(reader, targets).ToList();
        var cancel = CardParts.Button(reader, Phrase.Cancel, CardVerbs.View, view);
        if (colleagues.Count == 0)
        {
            body.Add(CardParts.Line(words[ConsultPhrase.Nobody]));
        }
        else
        {
            body.Add(new ChoiceSet(CardInputs.Choice, words[ConsultPhrase.Whom], words[ConsultPhrase.WhomMissing], colleagues) { IsRequired = true });
            if (targets.Colleagues.Count > colleagues.Count)
                body.Add(CardParts.Small(words.Say(ConsultPhrase.More, targets.Colleagues.Count - colleagues.Count, TaskNumber.Of(view.Key.Id))));
            body.Add(new TextInput(CardInputs.Text, words[ConsultPhrase.Question], words[ConsultPhrase.WhomMissing])
            {
                IsMultiline = true, MaxLength = ReplyLimits.CommentCharacters, Value = question.Length > 0 ? SafeText.Cut(question, ReplyLimits.CommentCharacters) : null,
            });
            body.Add(CardParts.Small(words[ConsultPhrase.Hint]));
        }

        if (targets.IsFiltered)
            body.Add(CardParts.Small(words[HandPhrase.TransferFilter]));
        body.Add(new ActionSet(colleagues.Count == 0
            ? [cancel]
            : [CardParts.Button(reader, ConsultPhrase.Do, CardVerbs.ConsultAsk, view, ActionStyle.Positive, sendsInputs: true), cancel]));
        // No refresh here: it would wipe out what is being written.
        return new AdaptiveCard { FallbackText = words[Phrase.TaskFallback], Body = body };
    }
}
