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
        CardVerbs.ReturnAsk => OpenAsync(person, task, view => ReturnForm.Draw(view, person.Reader), cancellation),
        CardVerbs.Return => ReturnAsync(person, button, task, cancellation),
        CardVerbs.Transfer => TransferFormAsync(person, task, null, "", cancellation),
        CardVerbs.TransferTo => TransferAsync(person, button, task, cancellation),
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

    // What is typed and is no reason of ours is asked again; a bare "return" has none.
    private Task<Reaction?> ReturnAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var given = button.Choice ?? button.Text;
        return given.Length == 0 || ReturnForm.Read(given) is not null
            ? ShowAsync(person, workbench.ReturnToQueueAsync(person.User!.Id, task, button.Version, ReturnForm.Read(given) ?? ReturnReason.Other, cancellation))
            : OpenAsync(person, task, view => ReturnForm.Draw(view, person.Reader), cancellation);
    }

    private async Task<Reaction?> TransferFormAsync(Person person, TaskKey task, Func<TransferTargets, (TransferTargets Targets, string? Error)>? narrow, string comment, CancellationToken cancellation)
    {
        var result = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        if (result.View is not { } view)
            return new Reaction.Say(FailureWords.Of(person.Reader.Words, result.Refusal ?? Refusal.UnknownTask, result.Code));
        if (view.Kind is not (TaskViewKind.Mine or TaskViewKind.NotSent) || await workbench.TargetsAsync(person.User.Id, view.Service, cancellation) is not { } targets)
            return TaskActs.Show(view, person.Reader, result);
        var (shown, error) = narrow?.Invoke(targets) ?? (targets, null);
        return new Reaction.Show(TransferForm.Draw(view, person.Reader, shown, error, comment));
    }

    private async Task<Reaction?> TransferAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var (choice, comment) = (button.Choice, button.Text);
        if (choice is null)
        {
            // Typed: "transfer 4711 to Adele: please call him".
            var (name, said) = TransferWords.Split(button.Text);
            var viewed = await workbench.ViewAsync(person.User!.Id, task, cancellation);
            if (viewed.View is not { } view || await workbench.TargetsAsync(person.User.Id, view.Service, cancellation) is not { } targets)
                return new Reaction.Say(FailureWords.Of(words, viewed.Refusal ?? Refusal.UnknownTask, viewed.Code));
            var found = TransferWords.Find(targets, name);
            if (found.Services.Count + found.Colleagues.Count != 1)
                return await TransferFormAsync(
                    person,
                    task,
                    all => (found.Services.Count + found.Colleagues.Count == 0 ? all : found, words.Say(HandPhrase.TransferUnclear, SafeText.Line(name, CardParts.NameLength))),
                    said,
                    cancellation);
            (choice, comment) = (found.Services.Count == 1 ? $"{TransferForm.Service}{found.Services[0].Service}" : $"{TransferForm.Colleague}{found.Colleagues[0].Agent}", said);
        }

        if (choice.StartsWith(TransferForm.Service, StringComparison.Ordinal))
            return string.IsNullOrWhiteSpace(comment)
                ? await ShowAsync(person, workbench.TransferAsync(person.User!.Id, task, button.Version, new ServiceId(choice[TransferForm.Service.Length..]), cancellation))
                : await TransferFormAsync(person, task, all => (all, words[HandPhrase.CommentForService]), comment, cancellation);
        if (!choice.StartsWith(TransferForm.Colleague, StringComparison.Ordinal))
            return new Reaction.Say(words[Phrase.UnknownButton]);
        var to = new AgentId(choice[TransferForm.Colleague.Length..]);
        var result = await workbench.TransferAsync(person.User!.Id, task, button.Version, to, comment.Trim(), cancellation);
        return result.Refusal is Refusal.ColleagueNotThere or Refusal.CommentNotDelivered or Refusal.CommentTooLong
            ? await TransferFormAsync(person, task, all => (all, FailureWords.Of(words, result.Refusal.Value, result.Code)), comment, cancellation)
            : Show(person, result);
    }

    private static async Task<Reaction?> ShowAsync(Person person, Task<ActionResult> act) => Show(person, await act);

    private static Reaction Show(Person person, ActionResult result) => result.View is { } view
        ? TaskActs.Show(view, person.Reader, result)
        : new Reaction.Say(FailureWords.Of(person.Reader.Words, result.Refusal ?? Refusal.UnknownTask, result.Code));

    private static ParkKind KindOf(ButtonData button) => button.Kind == ParkForm.Customer ? ParkKind.WaitingForCustomer : ParkKind.Later;

    private ParkTimes Times(Person person, TaskView view) =>
        new(configuration.Current.Service(view.Service)?.OpeningHours ?? Calendar.AlwaysOpen, person.Reader.Zone, time.GetUtcNow());
}
