using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>The one dispatcher by verb, for buttons of either kind (teams.md 2.3). Anything unknown gets a friendly sentence, never an error.</summary>
internal sealed class ButtonActs(TaskActs tasks, PersonActs persons, MailboxActs mailboxes, WhyActs whys, AlertActs alerts, DialogDesk dialogs)
{
    /// <summary>True for a verb that changes nothing, so that Teams may use it by itself.</summary>
    public bool OnlyShows(string verb) => verb == Cards.CardVerbs.View || dialogs.OnlyShows(verb);

    public async Task<Reaction> ActAsync(Person person, ButtonData? button, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        if (!person.IsKnown)
            return new Reaction.Say(words[Phrase.UnknownPerson]);
        if (button is null)
            return new Reaction.Say(words[Phrase.UnknownButton]);
        if (await dialogs.ClickAsync(person, button, cancellation) is { } step)
            return step;
        if (await alerts.ActAsync(person, button.Verb, button.About, cancellation) is { } noted)
            return noted;
        if (person.Roles.HasFlag(Roles.Administrator) && await mailboxes.ActAsync(person, button.Verb, button.Mailbox, "", cancellation) is { } done)
            return done;
        if (WhyActs.Knows(button.Verb) && person.Roles != Roles.None)
            return await whys.ClickAsync(person, button, cancellation);
        if (!person.Roles.HasFlag(Roles.Agent) && button.Verb != Cards.CardVerbs.Help)
            return new Reaction.Say(words[Phrase.RefusalNotAllowed]);
        var reaction = button.Task is { } task ? await tasks.ActAsync(person, button, task, cancellation) : null;
        return reaction ?? await persons.ActAsync(person, button.Verb, cancellation) ?? new Reaction.Say(words[Phrase.UnknownButton]);
    }
}
