using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Asking a colleague for advice on a task, by card or typed, and what he does about it.</summary>
internal sealed class ConsultActs(IConsultDesk desk, IAgentWorkbench workbench)
{
    /// <summary>Null for a verb that is not among these.</summary>
    public Task<Reaction?> ActAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation) => button.Verb switch
    {
        CardVerbs.Consult => FormAsync(person, task, null, "", cancellation),
        CardVerbs.ConsultAsk => AskAsync(person, button, task, cancellation),
        CardVerbs.ConsultComment => CommentAsync(person, button, task, cancellation),
        CardVerbs.ConsultEnd => EndAsync(person, button, task, cancellation),
        _ => Task.FromResult<Reaction?>(null),
    };

    // The form, or what the task is by now.
    private async Task<Reaction?> FormAsync(Person person, TaskKey task, Func<TransferTargets, (TransferTargets Targets, string? Error)>? narrow, string question, CancellationToken cancellation)
    {
        var result = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        if (result.View is not { } view)
            return Refused(person, result);
        if (view.Kind is not (TaskViewKind.Mine or TaskViewKind.NotSent) || await ColleaguesAsync(person, view, cancellation) is not { } targets)
            return TaskActs.Show(view, person.Reader, result);
        var (shown, error) = narrow?.Invoke(targets) ?? (targets, null);
        return new Reaction.Show(ConsultForm.Draw(view, person.Reader, shown, error, question));
    }

    private async Task<Reaction?> AskAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var (choice, question) = (button.Choice, button.Text);
        if (choice is null)
        {
            // Typed: "consult 4711 Adele: is this covered?".
            var (name, said) = TransferWords.Split(button.Text);
            var viewed = await workbench.ViewAsync(person.User!.Id, task, cancellation);
            if (viewed.View is not { } view || await ColleaguesAsync(person, view, cancellation) is not { } targets)
                return Refused(person, viewed);
            var found = TransferWords.Find(targets, name);
            if (found.Colleagues is not [var only])
                return await FormAsync(
                    person,
                    task,
                    all => (found.Colleagues.Count == 0 ? all : found, words.Say(HandPhrase.TransferUnclear, SafeText.Line(name, CardParts.NameLength))),
                    said,
                    cancellation);
            (choice, question) = ($"{TransferForm.Colleague}{only.Agent}", said);
        }

        if (!choice.StartsWith(TransferForm.Colleague, StringComparison.Ordinal))
            return new Reaction.Say(words[Phrase.UnknownButton]);
        var asked = new AgentId(choice[TransferForm.Colleague.Length..]);
        var result = await desk.AskAsync(person.User!.Id, task, button.Version, asked, question.Trim(), cancellation);
        if (result.Refusal is Refusal.ColleagueNotThere or Refusal.CommentNotDelivered or Refusal.CommentTooLong or Refusal.ConsultsFull)
            return await FormAsync(person, task, all => (all, FailureWords.Of(words, result.Refusal.Value, result.Code)), question, cancellation);
        return result is { Done: true, View: { } after } && after.Consulted.Count > 0
            ? Seen(person, button, result, words.Say(ConsultPhrase.Asked, SafeText.Line(after.Consulted[^1].Name, CardParts.NameLength), TaskNumber.Of(task.Id)), remark: false)
            : Seen(person, button, result, "", remark: false);
    }

    private async Task<Reaction?> CommentAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var result = await desk.CommentAsync(person.User!.Id, task, button.Text.Trim(), cancellation);
        if (result is { Refusal: { } refused, View: { Kind: TaskViewKind.Consulted } view })
            return new Reaction.Show(TaskCard.Draw(view, person.Reader, button.Text)).Remarked(person.Reader, FailureWords.Of(words, refused, result.Code));
        return Seen(person, button, result, words.Say(ConsultPhrase.Commented, SafeText.Line(result.View?.OtherName, CardParts.NameLength)), remark: true);
    }

    private async Task<Reaction?> EndAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation) =>
        Seen(person, button, await desk.EndAsync(person.User!.Id, task, cancellation), person.Reader.Words.Say(ConsultPhrase.Ended, TaskNumber.Of(task.Id)), remark: false);

    private async Task<TransferTargets?> ColleaguesAsync(Person person, TaskView view, CancellationToken cancellation) =>
        await workbench.TargetsAsync(person.User!.Id, view.Service, cancellation) is { } targets ? targets with { Services = [] } : null;

    // Who pressed a button sees the card as it is now; who typed reads a sentence, for the card stands in his chat.
    private static Reaction Seen(Person person, ButtonData button, ActionResult result, string done, bool remark)
    {
        if (result.View is not { } view)
            return Refused(person, result);
        if (!result.Done || view.Kind == TaskViewKind.ConsultOver)
            return TaskActs.Show(view, person.Reader, result);
        if (button.Card is null && done.Length > 0)
            return new Reaction.Say(done);
        var shown = TaskActs.Show(view, person.Reader, result);
        return remark ? shown.Remarked(person.Reader, done) : shown;
    }

    private static Reaction.Say Refused(Person person, ActionResult result) => new(FailureWords.Of(person.Reader.Words, result.Refusal ?? Refusal.UnknownTask, result.Code));
}
