using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Asks to whom a task is handed on: services first, then colleagues, with who is there .</summary>
internal static class TransferForm
{
    /// <summary>Prefixes of the choices; ids of services and people are of the same form.</summary>
    public const string Service = "s-";

    /// <inheritdoc cref="Service"/>
    public const string Colleague = "p-";

    private const int MostServices = 25;
    private const int MostColleagues = 40;

    /// <param name="error">What was wrong before.</param>
    /// <param name="comment">What was written before.</param>
    public static AdaptiveCard Draw(TaskView view, Reader reader, TransferTargets targets, string? error = null, string comment = "")
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Header(reader, HandPhrase.TransferTitle, view.Key)];
        if (error is not null)
            body.Add(Callout.Of(reader, CalloutKind.Caution, error));
        if (view.Mail is { } mail)
            body.Add(CardParts.Subject(reader, mail.Subject));
        var choices = Choices(reader, targets).ToList();
        if (choices.Count == 0)
        {
            body.Add(CardParts.Line(words[HandPhrase.TransferNobody]));
        }
        else
        {
            body.Add(new ChoiceSet(CardInputs.Choice, words[HandPhrase.TransferTo], words[HandPhrase.TransferMissing], choices) { IsRequired = true });
            if (targets.Colleagues.Count > MostColleagues)
                body.Add(CardParts.Small(words.Say(HandPhrase.TransferMore, targets.Colleagues.Count - MostColleagues, TaskNumber.Of(view.Key.Id))));
            body.Add(new TextInput(CardInputs.Text, words[HandPhrase.Comment], words[HandPhrase.TransferMissing])
            {
                IsMultiline = true, MaxLength = ReplyLimits.CommentCharacters, Value = comment.Length > 0 ? SafeText.Cut(comment, ReplyLimits.CommentCharacters) : null,
            });
            body.Add(CardParts.Small(words[HandPhrase.TransferHint]));
        }

        if (targets.IsFiltered)
            body.Add(CardParts.Small(words[HandPhrase.TransferFilter]));
        var cancel = CardParts.Button(reader, Phrase.Cancel, CardVerbs.View, view);
        body.Add(new ActionSet(choices.Count == 0
            ? [cancel]
            : [CardParts.Button(reader, HandPhrase.TransferDo, CardVerbs.TransferTo, view, ActionStyle.Positive, sendsInputs: true), cancel]));
        // No refresh here: it would wipe out what is being written.
        return new AdaptiveCard { FallbackText = words[Phrase.TaskFallback], Body = body };
    }

    private static IEnumerable<Choice> Choices(Reader reader, TransferTargets targets)
    {
        var words = reader.Words;
        foreach (var service in targets.Services.Take(MostServices))
            yield return new(words.Say(HandPhrase.TransferService, SafeText.Line(service.Name, CardParts.NameLength), service.Available), $"{Service}{service.Service}");
        foreach (var colleague in Colleagues(reader, targets))
            yield return colleague;
    }

    /// <summary>The colleagues by name, with who is there; those who are first.</summary>
    internal static IEnumerable<Choice> Colleagues(Reader reader, TransferTargets targets)
    {
        var words = reader.Words;
        foreach (var one in targets.Colleagues.OrderBy(one => one.Against.Count > 0).Take(MostColleagues))
        {
            var name = SafeText.Line(one.Name, CardParts.NameLength);
            var title = one.Against.Count == 0
                ? words.Say(HandPhrase.TransferColleague, name)
                : words.Say(HandPhrase.TransferColleagueAway, name, ReasonWords.List(reader, one.Against));
            yield return new(title, $"{Colleague}{one.Agent}");
        }
    }
}
