using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Puts the channel's outcomes into the engine's terms.</summary>
internal static class Deliveries
{
    /// <param name="activity">The activity that was updated; null for a new one.</param>
    /// <param name="version">What the card shows now.</param>
    public static DeskDelivery Outcome(PersonalDelivery sent, AgentId person, string? activity, long version)
    {
        var card = sent is { Delivery: Delivery.Delivered delivered, ConversationId: { } conversation }
            ? new CardReference(person, conversation, activity ?? delivered.ActivityId, version)
            : null;
        return new(Result(sent.Delivery), card, sent.Delivery.Code, NotBefore(sent.Delivery));
    }

    public static DeskResult Result(Delivery delivery) => delivery switch
    {
        Delivery.Delivered => DeskResult.Delivered,
        Delivery.NotInstalled => DeskResult.NotInstalled,
        Delivery.Blocked => DeskResult.Blocked,
        Delivery.Throttled or Delivery.Unavailable => DeskResult.Later,
        Delivery.Unknown => DeskResult.Unknown,
        _ => DeskResult.Rejected,
    };

    public static DateTimeOffset? NotBefore(Delivery delivery) => delivery switch
    {
        Delivery.Throttled throttled => throttled.NotBefore,
        Delivery.Unavailable unavailable => unavailable.NotBefore,
        _ => null,
    };
}
