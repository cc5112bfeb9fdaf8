using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>To whom something about a task goes, with a text for him: chosen on a form of the card, or typed with the command.</summary>
/// <param name="withServices">Services may be chosen, too, not only colleagues.</param>
/// <param name="form">Draws the form with what was wrong before and the text that was written.</param>
internal sealed class TargetChoice(IAgentWorkbench workbench, bool withServices, Func<TaskView, Reader, TransferTargets, string?, string, AdaptiveCard> form)
{
    /// <summary>The form, or what the task is by now.</summary>
    public Task<Reaction> AskAsync(Person person, TaskKey task, string? error, string text, CancellationToken cancellation) =>
        AskAsync(person, task, null, error, text, cancellation);

    /// <summary>What was chosen, one of <see cref="TransferForm"/>'s choices; or what is to be seen instead, as when nobody or more than one has the name that was typed.</summary>
    public async Task<(string Choice, string Text, Reaction? Asked)> ReadAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        if (button.Choice is { } choice)
            return (choice, button.Text, null);

        // Typed: "transfer 4711 to Adele: please call him".
        var (name, text) = TransferWords.Split(button.Text);
        var viewed = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        if (viewed.View is not { } view || await TargetsAsync(person, view, cancellation) is not { } targets)
            return ("", text, TaskActs.Refused(person, viewed));
        var found = TransferWords.Find(targets, name);
        string[] named = [.. found.Services.Select(service => $"{TransferForm.Service}{service.Service}"), .. found.Colleagues.Select(colleague => $"{TransferForm.Colleague}{colleague.Agent}")];
        if (named is [var only])
            return (only, text, null);
        var error = person.Reader.Words.Say(HandPhrase.TransferUnclear, SafeText.Line(name, CardParts.NameLength));
        return ("", text, await AskAsync(person, task, named.Length == 0 ? targets : found, error, text, cancellation));
    }

    private async Task<Reaction> AskAsync(Person person, TaskKey task, TransferTargets? among, string? error, string text, CancellationToken cancellation)
    {
        var result = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        if (result.View is not { } view)
            return TaskActs.Refused(person, result);
        return view.Kind is TaskViewKind.Mine or TaskViewKind.NotSent && (among ?? await TargetsAsync(person, view, cancellation)) is { } targets
            ? new Reaction.Show(form(view, person.Reader, targets, error, text))
            : TaskActs.Show(person, result);
    }

    private async Task<TransferTargets?> TargetsAsync(Person person, TaskView view, CancellationToken cancellation) =>
        await workbench.TargetsAsync(person.User!.Id, view.Service, cancellation) is { } targets ? withServices ? targets : targets with { Services = [] } : null;
}
