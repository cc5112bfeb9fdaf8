using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Acts on a task that need more than a click: a form on the card asks for it, or it was typed with the command.</summary>
internal sealed class TaskForms(IAgentWorkbench workbench, IConfigurationSource configuration, TimeProvider time)
{
    /// <summary>Null for a verb that has no form.</summary>
    public Task<Reaction?> ActAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation) => button.Verb switch
    {
        CardVerbs.Park => OpenAsync(person, task, view => ParkForm.Draw(view, person.Reader, Times(person, view)), cancellation),
        CardVerbs.ParkUntil => ParkAsync(person, button, task, cancellation),
        _ => Task.FromResult<Reaction?>(null),
    };

    // The form, or what the task is by now.
    private async Task<Reaction?> OpenAsync(Person person, TaskKey task, Func<TaskView, Cards.Elements.AdaptiveCard> form, CancellationToken cancellation)
    {
        var result = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        if (result.View is not { } view)
            return new Reaction.Say(FailureWords.Of(person.Reader.Words, result.Refusal ?? Refusal.UnknownTask, result.Code));
        return view.Kind is TaskViewKind.Mine or TaskViewKind.NotSent ? new Reaction.Show(form(view)) : TaskActs.Show(view, person.Reader, result);
    }

    private async Task<Reaction?> ParkAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var viewed = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        if (viewed.View is not { } before)
            return new Reaction.Say(FailureWords.Of(person.Reader.Words, viewed.Refusal ?? Refusal.UnknownTask, viewed.Code));
        var times = Times(person, before);
        var (until, kind) = button.Choice switch
        {
            null => times.ReadTyped(button.Text),
            ParkTimes.Other => (times.Read(button.Text), KindOf(button)),
            _ => (times.Read(button.Choice), KindOf(button)),
        };
        var result = until is { } then
            ? await workbench.ParkAsync(person.User.Id, task, button.Version, kind, then, cancellation)
            : viewed with { Refusal = Refusal.BadTime };
        if (result.View is not { } view)
            return new Reaction.Say(FailureWords.Of(person.Reader.Words, result.Refusal ?? Refusal.UnknownTask, result.Code));
        return result.Refusal == Refusal.BadTime && view.Kind is TaskViewKind.Mine or TaskViewKind.NotSent
            ? new Reaction.Show(ParkForm.Draw(view, person.Reader, times, (person.Reader.Words[HandPhrase.BadTime], button.Text)))
            : TaskActs.Show(view, person.Reader, result);
    }

    private static ParkKind KindOf(ButtonData button) => button.Kind == ParkForm.Customer ? ParkKind.WaitingForCustomer : ParkKind.Later;

    private ParkTimes Times(Person person, TaskView view) =>
        new(configuration.Current.Service(view.Service)?.OpeningHours ?? Calendar.AlwaysOpen, person.Reader.Zone, time.GetUtcNow());
}
