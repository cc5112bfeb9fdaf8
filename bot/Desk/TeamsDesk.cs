using System.Text.Json.Nodes;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>
/// Reaches agents in their personal chats in Teams: one activity per card, never with text (teams.md 2.7). An offer raises a toast, an update does not.
/// </summary>
internal sealed class TeamsDesk(PersonalChats chats, ConversationBook book, Readers readers, Greeter greeter) : IAgentDesk
{
    /// <summary>Toasts are short, and longer ones are cut by Teams anyway.</summary>
    private const int SummaryLength = 80;

    public async Task<DeskDelivery> ShowAsync(TaskView view, CardReference? shown, CancellationToken cancellation)
    {
        var delivery = await PutAsync(view, shown, cancellation);
        // F-57: a card that Teams finds too large comes once more without what makes it large; the mail can be read in Outlook.
        return delivery is { Result: DeskResult.Rejected, Code: nameof(Delivery.TooLarge) }
            ? await PutAsync(view with { TooLarge = true, Attachments = [] }, shown, cancellation)
            : delivery;
    }

    public async Task<DeskDelivery> TellAsync(AgentId agent, Notice notice, CancellationToken cancellation)
    {
        var told = await chats.SendAsync(agent, person => Compose(notice, person), cancellation);
        if (notice.Kind == NoticeKind.Welcome && told.Delivery is Delivery.Delivered)
            await greeter.NoteAsync(agent, cancellation);
        return new(Deliveries.Result(told.Delivery), null, told.Delivery.Code, Deliveries.NotBefore(told.Delivery));
    }

    public async ValueTask<DeskResult?> UnreachableAsync(AgentId agent, CancellationToken cancellation) =>
        PersonalChats.Unreachable(await book.FindAsync(agent, cancellation)) is { } why ? Deliveries.Result(why) : null;

    private async Task<DeskDelivery> PutAsync(TaskView view, CardReference? shown, CancellationToken cancellation)
    {
        if (shown is { Activity: { } activity })
        {
            var updated = await chats.UpdateAsync(view.Viewer, shown.Conversation, activity, person => Compose(view, person, alert: false), cancellation);
            if (updated.Delivery is not Delivery.Gone)
                return Deliveries.Outcome(updated, view.Viewer, activity, view.Version);
        }

        var isNews = shown is null && (view.GivenByName is not null || view.Kind == TaskViewKind.Consulted);
        var posted = await chats.SendAsync(view.Viewer, person => Compose(view, person, alert: isNews || view.Kind == TaskViewKind.Offer), cancellation);
        return Deliveries.Outcome(posted, view.Viewer, null, view.Version);
    }

    private Activity Compose(TaskView view, ConversationReference person, bool alert)
    {
        var reader = readers.For(person);
        var subject = SafeText.Line(view.Mail?.Subject ?? "", SummaryLength);
        var summary = view.Kind == TaskViewKind.Offer
            ? reader.Words.Say(Phrase.SummaryOffer, subject)
            : alert && view.Kind == TaskViewKind.Consulted ? reader.Words.Say(ConsultPhrase.Summary, SafeText.Line(view.OtherName, CardParts.NameLength), subject)
            : alert ? reader.Words.Say(QueuePhrase.SummaryGiven, subject)
            : reader.Words.Say(Phrase.SummaryTask, TaskNumber.Of(view.Key.Id), subject);
        return OutboundActivity.Card(person, Json(TaskCards.Draw(view, reader)), summary, alert);
    }

    private Activity Compose(Notice notice, ConversationReference person)
    {
        var reader = readers.For(person);
        var card = notice switch
        {
            { Kind: NoticeKind.Welcome } => WelcomeCard.Draw(reader, notice.ServiceName is { } service ? [service] : []),
            { Kind: NoticeKind.SetOffDuty } => NoticeCard.Draw(
                reader, CalloutKind.Caution, reader.Words.Say(Phrase.SetOffDuty, notice.Number), CardParts.Button(reader, Phrase.GoOnDuty, CardVerbs.OnDuty)),
            { Kind: NoticeKind.CalledOnDuty } => Told(reader, reader.Words.Say(QueuePhrase.NoticeCalled, ByName(reader, notice), notice.Number, SafeText.Line(notice.ServiceName, CardParts.NameLength))),
            { Kind: NoticeKind.SetOffDutyByOther } => Told(reader, reader.Words.Say(QueuePhrase.NoticeSetOff, ByName(reader, notice))),
            { Near: { } near } => Reminder(reader, near, notice.ServiceName),
            { Task: { } task } => TaskNotice.Draw(reader, notice, task),
            _ => throw new InvalidOperationException($"{notice.Kind} names no task."),
        };
        return OutboundActivity.Card(person, Json(card), card.FallbackText, alert: true);
    }

    private static AdaptiveCard Told(Reader reader, string text) =>
        NoticeCard.Draw(reader, CalloutKind.Note, text, CardParts.Button(reader, Phrase.GoOnDuty, CardVerbs.OnDuty)) with { FallbackText = text };

    private static string ByName(Reader reader, Notice notice) =>
        SafeText.Line(notice.ByName, CardParts.NameLength) is { Length: > 0 } name ? name : reader.Words[QueuePhrase.Somebody];

    private static AdaptiveCard Reminder(Reader reader, NearDeadline near, string? service)
    {
        var text = reader.Words.Say(
            near.Kind == TargetKind.FirstAnswer ? DeadlinePhrase.RemindFirst : DeadlinePhrase.RemindFinish,
            TaskNumber.Of(near.Task.Id),
            SafeText.Line(service, CardParts.NameLength),
            reader.Moment(near.At, near.Now));
        var open = CardParts.Button(reader.Words[Phrase.Open], new ActionData(CardVerbs.View, near.Task.Service.Value, near.Task.Id.Value, near.Version));
        return NoticeCard.Draw(reader, CalloutKind.Caution, text, open) with { FallbackText = text };
    }

    private static JsonObject Json(AdaptiveCard card) => JsonObject.Create(card.ToJson())!;
}
