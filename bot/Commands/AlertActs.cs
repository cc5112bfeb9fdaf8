using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>What supervisors do with the alert of a service; whether they may is looked at inside.</summary>
internal sealed class AlertActs(IAlertBook book)
{
    /// <summary>What to see after the act; null for a verb that is not among these.</summary>
    public async Task<Reaction?> ActAsync(Person person, string verb, string? about, CancellationToken cancellation)
    {
        if (verb is not (CardVerbs.AlertShow or CardVerbs.AlertSeen or CardVerbs.AlertSnoozeHalfHour or CardVerbs.AlertSnoozeTwoHours or CardVerbs.AlertSnoozeTomorrow))
            return null;
        var service = new ServiceId(about ?? "");
        var view = verb switch
        {
            CardVerbs.AlertShow => await book.FindAsync(person.Id, service, cancellation),
            CardVerbs.AlertSeen => await book.SeenAsync(person.Id, service, cancellation),
            CardVerbs.AlertSnoozeHalfHour => await book.SnoozeAsync(person.Id, service, SnoozeTime.HalfHour, cancellation),
            CardVerbs.AlertSnoozeTwoHours => await book.SnoozeAsync(person.Id, service, SnoozeTime.TwoHours, cancellation),
            _ => await book.SnoozeAsync(person.Id, service, SnoozeTime.Tomorrow, cancellation),
        };
        return view is null ? new Reaction.Say(person.Reader.Words[Phrase.RefusalNotAllowed]) : new Reaction.Show(AlertCard.Draw(view, person.Reader));
    }
}
