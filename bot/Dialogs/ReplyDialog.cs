using System.Text.Json.Nodes;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>The reply form in a window of its own (teams.md 5); an addition to the form on the card, never the only way.</summary>
internal sealed class ReplyDialog(IAgentWorkbench workbench)
{
    /// <summary>Answers <c>task/fetch</c>: the form, or why there is none.</summary>
    public async Task<InvokeAnswer> OpenAsync(Person person, TaskKey task, CancellationToken cancellation)
    {
        var result = await workbench.ViewAsync(person.User!.Id, task, cancellation);
        return result.View is { } view && TaskActs.IsAnswerable(view)
            ? Form(view, person.Reader, new ReplyDraftText())
            : Message(FailureWords.Of(person.Reader.Words, result.View is null ? result.Refusal ?? Refusal.UnknownTask : Refusal.Stale, result.Code));
    }

    /// <summary>Answers <c>task/submit</c>: sends, or shows the form again with the text and the reason.</summary>
    public async Task<InvokeAnswer> SubmitAsync(Person person, ButtonData button, TaskKey task, CancellationToken cancellation)
    {
        if (button.Verb == CardVerbs.ReplyCancel)
            return InvokeAnswer.Close();
        var words = person.Reader.Words;
        if (button.Verb != CardVerbs.ReplySend)
            return Message(words[Phrase.UnknownButton]);
        var result = await workbench.ReplyAsync(person.User!.Id, task, button.Version, button.Text, button.ToAll, button.From, cancellation);
        if (result.Refusal is not { } refusal)
            return Message(words[Phrase.AnswerOnItsWay]);
        var reason = FailureWords.Of(words, refusal, result.Code);
        return result.View is { } view && TaskActs.IsAnswerable(view)
            ? Form(view, person.Reader, new ReplyDraftText(button.Text, button.ToAll, reason, button.From))
            : Message(reason);
    }

    /// <summary>One sentence in place of the window's content.</summary>
    public static InvokeAnswer Message(string text) => Answer("message", text);

    private static InvokeAnswer Form(TaskView view, Reader reader, ReplyDraftText draft) => Answer("continue", new JsonObject
    {
        ["title"] = reader.Words.Say(Phrase.ReplyWindowTitle, TaskNumber.Of(view.Key.Id)),
        ["width"] = "medium",
        ["height"] = "medium",
        // The attachment around the card is required here (teams.md 5).
        ["card"] = new JsonObject { ["contentType"] = Attachment.AdaptiveCard, ["content"] = ReplyForm.Draw(view, reader, draft, inWindow: true).ToNode() },
    });

    private static InvokeAnswer Answer(string type, JsonNode value) =>
        InvokeAnswer.Json(new JsonObject { ["task"] = new JsonObject { ["type"] = type, ["value"] = value } });
}
