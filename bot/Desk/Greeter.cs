using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Welcomes each agent once (N-072), and invites each administrator once to set up what is not, although Teams tells of an installation in two activities and again with every re-installation.</summary>
internal sealed class Greeter(IEntityStore store, PersonalChats chats)
{
    private static readonly byte[] Mark = "{}"u8.ToArray();

    /// <summary>Sends the welcome unless the person had one. What surely did not arrive may come again.</summary>
    public Task WelcomeAsync(AgentId person, AdaptiveCard card, CancellationToken cancellation) => SendOnceAsync(person, Welcomed(person), card, cancellation);

    /// <summary>The same for the invitation of an administrator, who may become an agent later.</summary>
    public Task InviteAsync(AgentId person, AdaptiveCard card, CancellationToken cancellation) => SendOnceAsync(person, $"invited-{person.Value}", card, cancellation);

    /// <summary>Notes that the person was welcomed by other means.</summary>
    public async Task NoteAsync(AgentId person, CancellationToken cancellation) =>
        await store.CommitAsync(ConversationBook.Partition, [EntityWrite.Put(Welcomed(person), Mark)], cancellation);

    private async Task SendOnceAsync(AgentId person, string row, AdaptiveCard card, CancellationToken cancellation)
    {
        if (!(await store.CommitAsync(ConversationBook.Partition, [EntityWrite.Insert(row, Mark)], cancellation)).Applied)
            return;
        var sent = await chats.SendAsync(person, to => OutboundActivity.Card(to, card.ToNode(), card.FallbackText, alert: false), cancellation);
        if (sent.Delivery is not (Delivery.Delivered or Delivery.Unknown))
            await store.CommitAsync(ConversationBook.Partition, [EntityWrite.DeleteAny(row)], cancellation);
    }

    private static string Welcomed(AgentId person) => $"welcomed-{person.Value}";
}
