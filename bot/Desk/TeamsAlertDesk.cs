using System.Text.Json.Nodes;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Tells administrators of trouble in their personal chats.</summary>
internal sealed class TeamsAlertDesk(PersonalChats chats, Readers readers, Administrators administrators, IConfigurationSource configuration) : IAlertDesk
{
    public ValueTask<IReadOnlyList<AgentId>> AdministratorsAsync(CancellationToken cancellation) => administrators.AllAsync(cancellation);

    public async Task<DeskDelivery> ShowAsync(AgentId administrator, AlertView view, CardReference? shown, CancellationToken cancellation)
    {
        if (shown is { Activity: { } activity })
        {
            var updated = await chats.UpdateAsync(administrator, shown.Conversation, activity, person => Compose(view, person, alert: false), cancellation);
            if (updated.Delivery is not Delivery.Gone)
                return Deliveries.Outcome(updated, administrator, activity, view.Alert.Version);
        }

        // What is over, or stands elsewhere, is no reason to disturb anybody.
        var isNews = view.Alert.SolvedAt is null && !view.IsReplaced;
        var posted = await chats.SendAsync(administrator, person => Compose(view, person, alert: isNews), cancellation);
        return Deliveries.Outcome(posted, administrator, null, view.Alert.Version);
    }

    public async Task<DeskDelivery> TellAsync(AgentId administrator, AdminNotice notice, CancellationToken cancellation) =>
        Deliveries.Outcome(await chats.SendAsync(administrator, person => Compose(notice, person), cancellation), administrator, null, 0);

    private Activity Compose(AlertView view, ConversationReference person, bool alert) => Card(person, AlertCard.Draw(view, readers.For(person)), alert);

    private Activity Compose(AdminNotice notice, ConversationReference person)
    {
        var reader = readers.For(person);
        var mailbox = configuration.Current.Mailbox(notice.Mailbox);
        var name = SafeText.Line(mailbox?.Name ?? notice.Mailbox.Value, CardParts.NameLength);
        var text = notice.Kind switch
        {
            AdminNoticeKind.Unprocessed => reader.Words.Say(Phrase.NoticeUnprocessed, name, notice.Number),
            AdminNoticeKind.Storm => reader.Words.Say(Phrase.NoticeStorm, name, notice.Number),
            AdminNoticeKind.Unprocessable => reader.Words.Say(Phrase.NoticeUnprocessable, name),
            AdminNoticeKind.WorkflowTrouble => reader.Words.Say(Phrase.NoticeWorkflow, name),
            AdminNoticeKind.SenderReplaced => reader.Words.Say(Phrase.NoticeSender, name),
            AdminNoticeKind.SenderNameReplaced => reader.Words.Say(Phrase.NoticeSenderName, name),
            AdminNoticeKind.Ended => reader.Words.Say(Phrase.NoticeEnded, name, notice.Number),
            _ => reader.Words.Say(Phrase.NoticeRenamed, name, SafeText.Line(mailbox?.UserPrincipalName, CardParts.AddressLength)),
        };
        return Card(person, NoticeCard.Draw(reader, CalloutKind.Note, text), alert: true);
    }

    private static Activity Card(ConversationReference person, AdaptiveCard card, bool alert) =>
        OutboundActivity.Card(person, JsonObject.Create(card.ToJson())!, card.FallbackText, alert);
}
