using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What the agent has typed so far, and what was wrong with it; the form comes back with both.</summary>
internal sealed record ReplyDraftText(string Text = "", bool ToAll = false, string? Error = null, string? From = null);

/// <summary>The reply form, on the card or in a window. It shows who will get the answer before it is sent (F-36).</summary>
internal static class ReplyForm
{
    /// <summary>Longest text of the form; in any script but emoji it fits the card's budget whole.</summary>
    public const int MaxLength = 6_000;

    // How much of the typed text and how many people are shown; tried in this order until the card fits.
    private static readonly (int Characters, int People)[] Portions = [(MaxLength, 10), (MaxLength, 1), (1_500, 1)];

    /// <param name="inWindow">True for a dialog, where Teams knows Submit only (teams.md 5).</param>
    public static AdaptiveCard Draw(TaskView view, Reader reader, ReplyDraftText draft, bool inWindow)
    {
        AdaptiveCard? card = null;
        foreach (var (characters, people) in Portions)
        {
            card = Draw(view, reader, draft with { Text = SafeText.Cut(draft.Text, characters) }, inWindow, people);
            if (card.Measure() < AdaptiveCard.Budget)
                break;
        }

        return card!;
    }

    private static AdaptiveCard Draw(TaskView view, Reader reader, ReplyDraftText draft, bool inWindow, int people)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Header(reader, Phrase.ReplyTitle, view.Key)];
        if (draft.Error is not null)
            body.Add(Callout.Of(reader, CalloutKind.Caution, draft.Error));
        if (view.Mail is { } mail)
            body.Add(CardParts.Subject(reader, mail.Subject));
        if (view.Senders.Count > 1)
            body.Add(Sender(view, reader, draft.From));
        body.Add(CardParts.Field(words[Phrase.To], view.ReplyTo.Count > 0 ? CardParts.People(reader, view.ReplyTo, people) : words[Phrase.Nobody]));
        body.AddRange(CardParts.Twins(view, reader));
        if (view.ReplyToDiffers)
            body.Add(Callout.Of(reader, CalloutKind.Caution, words.Say(Phrase.ReplyToDiffersShort, CardParts.Person(reader, view.Mail?.From))));
        if (view.ReplyCc.Count > 0)
        {
            body.Add(CardParts.Field(words[Phrase.CcOnReplyAll], CardParts.People(reader, view.ReplyCc, people)));
            body.Add(new ToggleInput(CardInputs.ToAll, words[Phrase.ReplyAllLabel], words[Phrase.ReplyAll]) { Value = draft.ToAll ? "true" : "false" });
        }

        body.AddRange(FileLines.Of(view, reader));
        body.Add(new TextInput(CardInputs.Text, words[Phrase.ReplyText], words[Phrase.ReplyTextMissing])
        {
            IsMultiline = true,
            IsRequired = true,
            MaxLength = MaxLength,
            Placeholder = words[Phrase.ReplyPlaceholder],
            Value = draft.Text.Length > 0 ? draft.Text : null,
        });
        body.Add(new ActionSet(inWindow
            ? [Submit(view, reader, Phrase.Send, CardVerbs.ReplySend), Submit(view, reader, Phrase.Cancel, CardVerbs.ReplyCancel)]
            : [
                CardParts.Button(reader, Phrase.Send, CardVerbs.ReplySend, view, ActionStyle.Positive, sendsInputs: true),
                CardParts.Button(reader, Phrase.Cancel, CardVerbs.ReplyCancel, view),
                .. view.Files > 0 ? [FileLines.RemoveButton(view, reader, CardVerbs.ReplyFilesRemove)] : Array.Empty<CardAction>(),
            ]));
        // No refresh here: it would wipe out what is being typed.
        return new AdaptiveCard { FallbackText = words[Phrase.TaskFallback], Body = body };
    }

    // An address that is not in the list any more is not chosen again.
    private static ChoiceSet Sender(TaskView view, Reader reader, string? chosen) => new(
        CardInputs.From,
        reader.Words[Phrase.ReplyFrom],
        reader.Words[Phrase.RefusalSender],
        [.. view.Senders.Select(sender => new Choice(CardParts.Person(reader, sender), sender.Address))])
    {
        Value = (view.Senders.FirstOrDefault(sender => chosen is not null && sender.SameAs(chosen)) ?? view.Senders[0]).Address,
    };

    private static SubmitAction Submit(TaskView view, Reader reader, Phrase title, string verb) =>
        new(reader.Words[title], new ActionData(verb, view.Key.Service.Value, view.Key.Id.Value, view.Version))
        {
            Style = verb == CardVerbs.ReplySend ? ActionStyle.Positive : null,
            AssociatedInputs = verb == CardVerbs.ReplySend ? null : AssociatedInputs.None,
        };
}
