using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Chooses the card for what a task is to its viewer.</summary>
internal static class TaskCards
{
    public static AdaptiveCard Draw(TaskView view, Reader reader) => view.Kind switch
    {
        TaskViewKind.Offer => OfferCard.Draw(view, reader),
        TaskViewKind.Mine or TaskViewKind.NotSent or TaskViewKind.Unsure or TaskViewKind.Consulted => TaskCard.Draw(view, reader),
        TaskViewKind.ConsultOver => ConsultPart.Over(view, reader),
        _ => OutcomeCard.Draw(view, reader),
    };
}
