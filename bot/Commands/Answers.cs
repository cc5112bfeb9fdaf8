using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Brings a reaction to the person where Teams takes no answer: to typed words, and to buttons of clients that know no Execute (teams.md 2.3).</summary>
internal sealed class Answers(PersonalChats chats, ILogger<Answers> logger)
{
    /// <summary>Posts the reaction as a new card.</summary>
    public async Task PostAsync(Person person, Reaction reaction, CancellationToken cancellation)
    {
        var card = reaction.AsCard(person.Reader);
        try
        {
            var sent = await chats.SendAsync(person.Chat, to => Compose(to, card), cancellation);
            if (reaction is not Reaction.Show show)
                return;
            if (show.Posted is { } posted && sent is { Delivery: Delivery.Delivered { ActivityId: { Length: > 0 } id }, ConversationId: { } chat })
                await posted(new CardPlace(chat, id), cancellation);
            if (show.Former is { } former)
                await chats.DeleteAsync(person.Chat, former.Conversation, former.Activity, cancellation);
        }
        catch (StoreUnavailableException failure)
        {
            // What was asked is done and committed. Failing now would make Teams deliver the words again, and by then they could fit another task.
            CommandLog.AnswerLost(logger, failure);
        }
    }

    /// <summary>Puts a card in the place of the one that was clicked; a sentence, or a card whose place is gone, is posted.</summary>
    public async Task ReplaceAsync(Person person, Reaction reaction, Activity clicked, CancellationToken cancellation)
    {
        if (reaction is Reaction.Show { Card: { } card } && clicked is { ReplyToId: { Length: > 0 } place, Conversation.Id: { Length: > 0 } chat })
        {
            var updated = await chats.UpdateAsync(person.Chat, chat, place, to => Compose(to, card), cancellation);
            if (updated.Delivery is not Delivery.Gone)
                return;
        }

        await PostAsync(person, reaction, cancellation);
    }

    private static Activity Compose(ConversationReference to, AdaptiveCard card) => OutboundActivity.Card(to, card.ToNode(), card.FallbackText, alert: false);
}
