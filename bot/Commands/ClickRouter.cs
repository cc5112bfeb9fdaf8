using System.Text.Json;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Answers clicks: buttons on cards, and windows opened from them.</summary>
internal sealed class ClickRouter(ButtonActs buttons, ReplyDialog replies)
{
    private const string Action = "adaptiveCard/action";
    private const string Fetch = "task/fetch";
    private const string Submit = "task/submit";

    public static bool Knows(string? invoke) => invoke is Action or Fetch or Submit;

    /// <summary>A sentence, in the form that the kind of click can show.</summary>
    public static InvokeAnswer Say(string? invoke, string text) => invoke == Action ? InvokeAnswer.Message(text) : ReplyDialog.Message(text);

    /// <summary>The answer to one of the invokes that <see cref="Knows"/> names.</summary>
    public async Task<InvokeAnswer> AnswerAsync(Activity activity, Person person, CancellationToken cancellation)
    {
        if (activity.Name != Action)
            return await WindowAsync(activity, person, cancellation);
        var button = ButtonData.ReadAction(activity.Value);
        // What Teams fetches by itself must only look, whatever verb a forged card names.
        if (ButtonData.IsAutomatic(activity.Value) && button is not null && !buttons.OnlyShows(button.Verb))
            button = button with { Verb = CardVerbs.View };
        button = button is null ? null : button with { Card = PlaceOf(activity) };
        return await buttons.ActAsync(person, button, cancellation) switch
        {
            Reaction.Show show => InvokeAnswer.Card(show.Card.ToNode()),
            // An automatic refresh can show a card only.
            Reaction.Say say when ButtonData.IsAutomatic(activity.Value) => InvokeAnswer.Card(say.AsCard(person.Reader).ToNode()),
            Reaction.Say say => InvokeAnswer.Message(say.Text),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>The reaction to a button whose click came as a message.</summary>
    public Task<Reaction> ReactAsync(Activity activity, Person person, CancellationToken cancellation) =>
        buttons.ActAsync(person, ButtonData.Read(activity.Value) is { } button ? button with { Card = PlaceOf(activity) } : null, cancellation);

    private static CardPlace? PlaceOf(Activity activity) =>
        activity is { ReplyToId: { Length: > 0 } card, Conversation.Id: { Length: > 0 } chat } ? new CardPlace(chat, card) : null;

    private async Task<InvokeAnswer> WindowAsync(Activity activity, Person person, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        if (person.User is null)
            return ReplyDialog.Message(words[Phrase.UnknownPerson]);
        if (!person.Roles.HasFlag(Roles.Agent))
            return ReplyDialog.Message(words[Phrase.RefusalNotAllowed]);
        var data = activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("data", out var inner) ? inner : (JsonElement?)null;
        if (ButtonData.Read(data) is not { Task: { } task } button)
            return ReplyDialog.Message(words[Phrase.UnknownButton]);
        if (activity.Name == Submit)
            return await replies.SubmitAsync(person, button, task, cancellation);
        return button.Verb == CardVerbs.Reply ? await replies.OpenAsync(person, task, cancellation) : ReplyDialog.Message(words[Phrase.UnknownButton]);
    }
}
