using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Asking a colleague for advice on a task, by card or typed, and what he does about it.</summary>
internal sealed class ConsultActs(IConsultDesk desk, IAgentWorkbench workbench)
{
    private readonly TargetChoice colleagues = new(workbench, withServices: false, ConsultForm.Draw);

    /// <summary>Null for a verb that is not among these.</summary>
    public async Task<Reaction?> ActAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation) => button.Verb switch
    {
        CardVerbs.Consult => await colleagues.AskAsync(person, task, null, "", cancellation),
        CardVerbs.ConsultAsk => await AskAsync(person, button, task, cancellation),
        CardVerbs.ConsultComment => await CommentAsync(person, button, task, cancellation),
        CardVerbs.ConsultEnd => await EndAsync(person, button, task, cancellation),
        _ => null,
    };

    private async Task<Reaction> AskAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var (choice, question, form) = await colleagues.ReadAsync(person, button, task, cancellation);
        if (form is not null)
            return form;
        if (!choice.StartsWith(TransferForm.Colleague, StringComparison.Ordinal))
            return new Reaction.Say(words[Phrase.UnknownButton]);
        var asked = new AgentId(choice[TransferForm.Colleague.Length..]);
        var result = await desk.AskAsync(person.User!.Id, task, button.Version, asked, question.Trim(), cancellation);
        if (result.Refusal is Refusal.ColleagueNotThere or Refusal.CommentNotDelivered or Refusal.CommentTooLong or Refusal.ConsultsFull)
            return await colleagues.AskAsync(person, task, FailureWords.Of(words, result.Refusal.Value, result.Code), question, cancellation);
        return result is { Done: true, View: { } after } && after.Consulted.Count > 0
            ? Seen(person, button, result, words.Say(ConsultPhrase.Asked, SafeText.Line(after.Consulted[^1].Name, CardParts.NameLength), TaskNumber.Of(task.Id)), remark: false)
            : Seen(person, button, result, "", remark: false);
    }

    private async Task<Reaction> CommentAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var result = await desk.CommentAsync(person.User!.Id, task, button.Text.Trim(), cancellation);
        if (result is { Refusal: { } refused, View: { Kind: TaskViewKind.Consulted } view })
            return new Reaction.Show(TaskCard.Draw(view, person.Reader, button.Text)).Remarked(person.Reader, FailureWords.Of(words, refused, result.Code));
        return Seen(person, button, result, words.Say(ConsultPhrase.Commented, SafeText.Line(result.View?.OtherName, CardParts.NameLength)), remark: true);
    }

    private async Task<Reaction> EndAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation) =>
        Seen(person, button, await desk.EndAsync(person.User!.Id, task, cancellation), person.Reader.Words.Say(ConsultPhrase.Ended, TaskNumber.Of(task.Id)), remark: false);

    // Who pressed a button sees the card as it is now; who typed reads a sentence, for the card stands in his chat.
    private static Reaction Seen(Person person, ButtonData button, ActionResult result, string done, bool remark)
    {
        if (result.View is not { } view)
            return TaskActs.Refused(person, result);
        if (!result.Done || view.Kind == TaskViewKind.ConsultOver)
            return TaskActs.Show(view, person.Reader, result);
        if (button.Card is null && done.Length > 0)
            return new Reaction.Say(done);
        var shown = TaskActs.Show(view, person.Reader, result);
        return remark ? shown.Remarked(person.Reader, done) : shown;
    }
}
