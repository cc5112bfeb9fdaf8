using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Channel.Conversations;

/// <summary>How a message to a person ended, and where the person is now.</summary>
/// <param name="ConversationId">The chat it was sent to; null when none could be opened.</param>
internal sealed record PersonalDelivery(Delivery Delivery, string? ConversationId = null);

/// <summary>
/// Reaches a person in the personal chat: knows the address, opens the chat when there is none or when the person removed it (once), and keeps the book
/// when Teams says the person cannot be reached.
/// </summary>
internal sealed class PersonalChats(ConversationBook book, ConnectorClient connector)
{
    /// <summary>Posts what <paramref name="compose"/> makes for the person (language, ids). Who is known as unreachable is not tried.</summary>
    public async Task<PersonalDelivery> SendAsync(AgentId person, Func<ConversationReference, Activity> compose, CancellationToken cancellation)
    {
        var reference = await book.FindAsync(person, cancellation);
        if (Unreachable(reference) is { } why)
            return new(why);
        if (reference!.ConversationId is null && await OpenAsync(reference, cancellation) is var opened)
        {
            if (opened.Delivery is not Delivery.Created)
                return new(opened.Delivery);
            reference = opened.Reference;
        }

        var delivery = await connector.SendAsync(AddressOf(reference), compose(reference), cancellation);
        if (delivery is Delivery.Gone { What: GoneThing.Conversation })
        {
            (delivery, reference) = await OpenAsync(reference, cancellation);
            if (delivery is Delivery.Created)
                delivery = await connector.SendAsync(AddressOf(reference), compose(reference), cancellation);
        }

        return new(await NoteAsync(person, delivery, cancellation), reference.ConversationId);
    }

    /// <summary>Replaces a message in the chat it was posted to. A chat that is gone takes its messages along: the caller posts anew.</summary>
    public async Task<PersonalDelivery> UpdateAsync(
        AgentId person, string conversationId, string activityId, Func<ConversationReference, Activity> compose, CancellationToken cancellation)
    {
        var reference = await book.FindAsync(person, cancellation);
        if (Unreachable(reference) is { } why)
            return new(why, conversationId);
        var delivery = await connector.UpdateAsync(
            AddressOf(reference!) with { ConversationId = conversationId }, activityId, compose(reference!), cancellation);
        return new(await NoteAsync(person, delivery, cancellation), conversationId);
    }

    /// <summary>Takes a message out of a chat; that it is gone already is success.</summary>
    public async Task<PersonalDelivery> DeleteAsync(AgentId person, string conversationId, string activityId, CancellationToken cancellation)
    {
        var reference = await book.FindAsync(person, cancellation);
        if (Unreachable(reference) is { } why)
            return new(why, conversationId);
        var delivery = await connector.DeleteAsync(AddressOf(reference!) with { ConversationId = conversationId }, activityId, cancellation);
        return new(await NoteAsync(person, delivery, cancellation), conversationId);
    }

    /// <summary>Null when the person can be tried, else what a call would end as.</summary>
    public static Delivery? Unreachable(ConversationReference? reference) => reference switch
    {
        null => new Delivery.NotInstalled("NeverSeen"),
        { Reach: Reach.Uninstalled } => new Delivery.NotInstalled(reference.ReachCode ?? "Uninstalled"),
        { Reach: Reach.Blocked } => new Delivery.Blocked(reference.ReachCode ?? "Blocked"),
        _ => null,
    };

    private static ChatAddress AddressOf(ConversationReference reference) => new(reference.ServiceUrl, reference.TenantId, reference.ConversationId ?? "");

    private async Task<(Delivery Delivery, ConversationReference Reference)> OpenAsync(ConversationReference reference, CancellationToken cancellation)
    {
        var person = new AgentId(reference.PersonId);
        var delivery = await connector.CreatePersonalAsync(reference.ServiceUrl, reference.TenantId, reference.UserId, cancellation);
        if (delivery is not Delivery.Created created)
            return (await NoteAsync(person, delivery, cancellation), reference);
        var moved = await book.MoveAsync(person, reference.ConversationId, created.ConversationId, cancellation);
        return (delivery, (moved ?? reference) with { ConversationId = created.ConversationId });
    }

    private async Task<Delivery> NoteAsync(AgentId person, Delivery delivery, CancellationToken cancellation)
    {
        if (delivery is Delivery.NotInstalled)
            await book.MarkAsync(person, Reach.Uninstalled, delivery.Code, cancellation);
        else if (delivery is Delivery.Blocked)
            await book.MarkAsync(person, Reach.Blocked, delivery.Code, cancellation);
        return delivery;
    }
}
