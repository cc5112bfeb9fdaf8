using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Everything that can be done with one task, by verb; buttons and typed commands end here.</summary>
internal sealed class TaskActs(IAgentWorkbench workbench, TaskForms forms, ConsultActs consults)
{
    /// <summary>What to see after the act; null for a verb that concerns no task.</summary>
    public async Task<Reaction?> ActAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        if (await forms.ActAsync(person, button, task, cancellation) is { } form)
            return form;
        if (await consults.ActAsync(person, button, task, cancellation) is { } advice)
            return advice;
        if (await ResultAsync(person.User!.Id, button, task, cancellation) is not { } result)
            return null;
        var reader = person.Reader;
        if (result.View is not { } view)
            return Refused(person, result);
        if (button.Verb == CardVerbs.FilesRemove && result.Done)
            return new Reaction.Show(NoticeCard.Draw(reader, CalloutKind.Note, reader.Words.Say(FilePhrase.Removed, TaskNumber.Of(task.Id))));
        if (button.Verb is CardVerbs.Reply or CardVerbs.ReplyFilesRemove && IsAnswerable(view))
            return new Reaction.Show(ReplyForm.Draw(view, reader, new ReplyDraftText(button.Text, button.ToAll, From: button.From), inWindow: false));
        if (button.Verb == CardVerbs.ReplySend && result.Refusal is { } refused && IsAnswerable(view))
        {
            var draft = new ReplyDraftText(button.Text, button.ToAll, FailureWords.Of(reader.Words, refused, result.Code), button.From);
            return new Reaction.Show(ReplyForm.Draw(view, reader, draft, inWindow: false));
        }

        return Show(view, reader, result);
    }

    /// <summary>The present card of the task, with the reason above it when something was refused.</summary>
    public static Reaction Show(TaskView view, Reader reader, ActionResult result)
    {
        var card = TaskCards.Draw(view, reader);
        return result.Refusal is { } refusal
            ? new Reaction.Show(card).Remarked(reader, FailureWords.Of(reader.Words, refusal, result.Code))
            : new Reaction.Show(card, view.Kind == TaskViewKind.Sending);
    }

    /// <inheritdoc cref="Show(TaskView, Reader, ActionResult)"/>
    public static Reaction Show(Person person, ActionResult result) => result.View is { } view ? Show(view, person.Reader, result) : Refused(person, result);

    /// <summary>Why there is nothing to see.</summary>
    public static Reaction Refused(Person person, ActionResult result) => new Reaction.Say(FailureWords.Of(person.Reader.Words, result.Refusal ?? Refusal.UnknownTask, result.Code));

    /// <summary>True when the viewer holds the task and may write an answer.</summary>
    public static bool IsAnswerable(TaskView view) => view.Kind is TaskViewKind.Mine or TaskViewKind.NotSent && view.MayReply;

    private async Task<ActionResult?> ResultAsync(AgentId agent, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        var version = button.Version;
        return button.Verb switch
        {
            CardVerbs.Accept => await workbench.AcceptAsync(agent, task, version, cancellation),
            CardVerbs.Decline => await workbench.DeclineAsync(agent, task, version, cancellation),
            CardVerbs.Finish => await workbench.FinishWithoutReplyAsync(agent, task, version, cancellation),
            CardVerbs.ReplySend => await workbench.ReplyAsync(agent, task, version, button.Text, button.ToAll, button.From, cancellation),
            CardVerbs.WasSent => await workbench.SettleUnsureAsync(agent, task, version, wasSent: true, cancellation),
            CardVerbs.WasNotSent => await workbench.SettleUnsureAsync(agent, task, version, wasSent: false, cancellation),
            CardVerbs.FilesRemove or CardVerbs.ReplyFilesRemove => await workbench.RemoveFilesAsync(agent, task, cancellation),
            CardVerbs.TakeUp => await workbench.TakeUpAsync(agent, task, version, cancellation),
            CardVerbs.AnswerToo => await workbench.AnswerAllTheSameAsync(agent, task, version, cancellation),
            CardVerbs.Merge => await workbench.MergeAsync(agent, task, version, cancellation),
            CardVerbs.Split => await workbench.SplitAsync(agent, task, version, cancellation),
            CardVerbs.Reopen => await workbench.ReopenAsync(agent, task, version, cancellation),
            CardVerbs.View or CardVerbs.Reply or CardVerbs.ReplyCancel => await workbench.ViewAsync(agent, task, cancellation),
            _ => null,
        };
    }
}
