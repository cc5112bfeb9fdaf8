using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What the cards of a task say about colleagues whose advice is asked for, and the card of who is asked no more.</summary>
internal static class ConsultPart
{
    /// <summary>Whom the holder asks, or who asks the viewer; null when nobody is asked.</summary>
    public static Container? Told(TaskView view, Reader reader)
    {
        var words = reader.Words;
        if (view is { Kind: TaskViewKind.Consulted, ConsultUntil: { } until })
            return Callout.Of(reader, CalloutKind.Question, words.Say(ConsultPhrase.AskedBy, Holder(view, reader), reader.Moment(until, view.Now)));
        return view.Consulted.Count > 0
            ? Callout.Of(reader, CalloutKind.Note, words.Say(ConsultPhrase.Asking, string.Join(", ", view.Consulted.Select(one =>
                words.Say(ConsultPhrase.AskingSince, SafeText.Line(one.Name, CardParts.NameLength), reader.Moment(one.Since, view.Now))))))
            : null;
    }

    /// <summary>The field for a comment and what can be done with the task: nothing else.</summary>
    /// <param name="comment">What was written before.</param>
    public static IEnumerable<CardElement> Commenting(TaskView view, Reader reader, string comment)
    {
        var words = reader.Words;
        yield return new TextInput(CardInputs.Text, words.Say(ConsultPhrase.Comment, Holder(view, reader)), words[ConsultPhrase.CommentMissing])
        {
            IsMultiline = true, IsRequired = true, MaxLength = ReplyLimits.CommentCharacters, Value = comment.Length > 0 ? SafeText.Cut(comment, ReplyLimits.CommentCharacters) : null,
        };
        yield return new ActionSet(
        [
            CardParts.Button(reader, ConsultPhrase.CommentDo, CardVerbs.ConsultComment, view, ActionStyle.Positive, sendsInputs: true),
            CardParts.Button(reader, ConsultPhrase.Done, CardVerbs.ConsultEnd, view),
            CardParts.Button(reader, WhyPhrase.Why, CardVerbs.Why, view),
            .. CardParts.OutlookButton(reader, view.Mail) is { } outlook ? [outlook] : Array.Empty<CardAction>(),
        ]);
    }

    /// <summary>Says that it is over, and nothing of the task.</summary>
    public static AdaptiveCard Over(TaskView view, Reader reader) => new()
    {
        FallbackText = reader.Words[ConsultPhrase.OverTitle],
        Body = [CardParts.Header(reader, ConsultPhrase.OverTitle, view.Key), CardParts.Line(reader.Words[ConsultPhrase.OverText])],
    };

    private static string Holder(TaskView view, Reader reader) =>
        SafeText.Line(view.OtherName, CardParts.NameLength) is { Length: > 0 } name ? name : reader.Words[QueuePhrase.Somebody];
}
