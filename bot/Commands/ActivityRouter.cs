using System.Text.Json;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>
/// Brings each activity to the one who deals with it. Whatever people click or type gets an answer; what the engine refuses is a card or a sentence and
/// never an HTTP error, which Teams would show as "something went wrong" (teams.md 2.4).
/// </summary>
internal sealed class ActivityRouter(PersonFinder persons, Arrivals arrivals, ClickRouter clicks, TypedCommands typed, Answers answers) : IActivityHandler
{
    public async Task<InvokeAnswer?> HandleAsync(Activity activity, CancellationToken cancellation)
    {
        if (activity.IsInvoke)
            return await InvokeAsync(activity, cancellation);
        // Only the personal chat is ours: elsewhere others would read customers' mail.
        if (!activity.IsPersonal || await persons.FindAsync(activity, cancellation) is not { } person)
            return null;
        switch (activity.Type)
        {
            case ActivityTypes.Message:
                await MessageAsync(activity, person, cancellation);
                break;
            case ActivityTypes.InstallationUpdate when activity.Action is "add" or "add-upgrade":
                if (!person.IsKnown)
                    await answers.PostAsync(person, new Reaction.Say(person.Reader.Words[Phrase.UnknownPerson]), cancellation);
                await arrivals.InstalledAsync(person, cancellation);
                break;
            case ActivityTypes.ConversationUpdate when activity.MembersAdded is { Count: > 0 }:
                await arrivals.InstalledAsync(person, cancellation);
                break;
        }

        return null;
    }

    private async Task<InvokeAnswer?> InvokeAsync(Activity activity, CancellationToken cancellation)
    {
        if (!ClickRouter.Knows(activity.Name))
            return null;
        if (!activity.IsPersonal)
            return ClickRouter.Say(activity.Name, Words.For(activity.Locale)[Phrase.PersonalOnly]);
        return await persons.FindAsync(activity, cancellation) is { } person
            ? await clicks.AnswerAsync(activity, person, cancellation)
            : ClickRouter.Say(activity.Name, Words.For(activity.Locale)[Phrase.UnknownPerson]);
    }

    private async Task MessageAsync(Activity activity, Person person, CancellationToken cancellation)
    {
        await arrivals.HeardOfAsync(person, cancellation);
        if (activity.Value is { ValueKind: JsonValueKind.Object })
        {
            await answers.ReplaceAsync(person, await clicks.ReactAsync(activity, person, cancellation), activity, cancellation);
            return;
        }

        var reaction = !person.IsKnown
            ? new Reaction.Say(person.Reader.Words[Phrase.UnknownPerson])
            : await typed.ActAsync(person, activity.Text ?? "", SharedFile.In(activity), cancellation);
        await answers.PostAsync(person, reaction, cancellation);
    }
}
