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
    private readonly TargetChoice targets = new(workbench, withServices: true, TransferForm.Draw);

    /// <summary>Null for a verb that has no form.</summary>
    public async Task<Reaction?> ActAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation) => button.Verb switch
    {
        CardVerbs.Park => await OpenAsync(person, task, view => ParkForm.Draw(view, person.Reader, Times(person, view)), cancellation),
        CardVerbs.ParkUntil => await ParkAsync(person, button, task, cancellation),
        CardVerbs.ReturnAsk => await OpenAsync(person, task, view => ReturnForm.Draw(view, person.Reader), cancellation),
        CardVerbs.Return => await ReturnAsync(person, button, task, cancellation),
        CardVerbs.Transfer => await targets.AskAsync(person, task, null, "", cancellation),
        CardVerbs.TransferTo => await TransferAsync(person, button, task, cancellation),
        _ => null,
    };

    // The form, or what the task is by now.
    private async Task<Reaction> OpenAsync(Person person, TaskKey task, Func<TaskView, Cards.Elements.AdaptiveCard> form, CancellationToken cancellation)
    {
        var result = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        if (result.View is not { } view)
            return TaskActs.Refused(person, result);
        return view.Kind is TaskViewKind.Mine or TaskViewKind.NotSent ? new Reaction.Show(form(view)) : TaskActs.Show(view, person.Reader, result);
    }

    private async Task<Reaction> ParkAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var viewed = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        if (viewed.View is not { } before)
            return TaskActs.Refused(person, viewed);
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
            return TaskActs.Refused(person, result);
        return result.Refusal == Refusal.BadTime && view.Kind is TaskViewKind.Mine or TaskViewKind.NotSent
            ? new Reaction.Show(ParkForm.Draw(view, person.Reader, times, (person.Reader.Words[HandPhrase.BadTime], button.Text)))
            : TaskActs.Show(view, person.Reader, result);
    }

    // What is typed and is no reason of ours is asked again; a bare "return" has none.
    private Task<Reaction> ReturnAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var given = button.Choice ?? button.Text;
        return given.Length == 0 || ReturnForm.Read(given) is not null
            ? ShowAsync(person, workbench.ReturnToQueueAsync(person.User!.Id, task, button.Version, ReturnForm.Read(given) ?? ReturnReason.Other, cancellation))
            : OpenAsync(person, task, view => ReturnForm.Draw(view, person.Reader), cancellation);
    }

    private async Task<Reaction> TransferAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var (choice, comment, asked) = await targets.ReadAsync(person, button, task, cancellation);
        if (asked is not null)
            return asked;
        if (choice.StartsWith(TransferForm.Service, StringComparison.Ordinal))
            return string.IsNullOrWhiteSpace(comment)
                ? await ShowAsync(person, workbench.TransferAsync(person.User!.Id, task, button.Version, new ServiceId(choice[TransferForm.Service.Length..]), cancellation))
                : await targets.AskAsync(person, task, words[HandPhrase.CommentForService], comment, cancellation);
        if (!choice.StartsWith(TransferForm.Colleague, StringComparison.Ordinal))
            return new Reaction.Say(words[Phrase.UnknownButton]);
        var to = new AgentId(choice[TransferForm.Colleague.Length..]);
        var result = await workbench.TransferAsync(person.User!.Id, task, button.Version, to, comment.Trim(), cancellation);
        return result.Refusal is Refusal.ColleagueNotThere or Refusal.CommentNotDelivered or Refusal.CommentTooLong
            ? await targets.AskAsync(person, task, FailureWords.Of(words, result.Refusal.Value, result.Code), comment, cancellation)
            : TaskActs.Show(person, result);
    }

    private static async Task<Reaction> ShowAsync(Person person, Task<ActionResult> act) => TaskActs.Show(person, await act);

    private static ParkKind KindOf(ButtonData button) => button.Kind == ParkForm.Customer ? ParkKind.WaitingForCustomer : ParkKind.Later;

    private ParkTimes Times(Person person, TaskView view) =>
        new(configuration.Current.Service(view.Service)?.OpeningHours ?? Calendar.AlwaysOpen, person.Reader.Zone, time.GetUtcNow());
}
