using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>A task as a supervisor sees it: where it stands and what he can do about it. Its mail is for those who work on it (I6).</summary>
internal static class SteerTaskCard
{
    public static AdaptiveCard Draw(Reader reader, EmailTask task, string service, IReadOnlyList<CandidateVerdict>? why, Func<AgentId, string> name, DateTimeOffset now)
    {
        var (words, id) = (reader.Words, task.Key.Id.Value);
        List<CardElement> body =
        [
            CardParts.Heading(words.Say(QueuePhrase.TaskTitle, TaskNumber.Of(task.Key.Id))),
            CardParts.Line(SafeText.Line(QueueLines.State(words, task, name), CardParts.SubjectLength)),
            CardParts.Field(words[QueuePhrase.Service], SafeText.Line(service, CardParts.NameLength)),
            CardParts.Field(words[QueuePhrase.Received], $"{reader.Moment(task.ReceivedAt, now)} ({words.Age(now - task.ReceivedAt)})"),
        ];
        if (task.Priority != TaskPriority.Normal)
            body.Add(CardParts.Field(words[Phrase.Priority], CardParts.Of(words, task.Priority)));
        if (task.RequiredSkills.Count > 0)
            body.Add(CardParts.Field(
                words[QueuePhrase.Skills],
                string.Join(", ", task.RequiredSkills.Select(skill => words.Say(QueuePhrase.Skill, SafeText.Line(skill.Skill, CardParts.NameLength), skill.Level)))));
        if (task.Consults.Count > 0)
            body.Add(CardParts.Field(
                words[QueuePhrase.AskedForAdvice],
                string.Join(", ", task.Consults.Select(consult => words.Say(ConsultPhrase.AskingSince, SafeText.Line(name(consult.Agent), CardParts.NameLength), reader.Moment(consult.At, now))))));
        if (task.State == TaskState.Queued)
            body.Add(CardParts.Field(words[QueuePhrase.Why], QueueLines.Why(reader, why)));
        List<CardAction> acts = [];
        if (task.State != TaskState.Sending)
        {
            acts.Add(QueuesCard.Button(words, QueuePhrase.Assign, DialogVerbs.AssignTask, id, ActionStyle.Positive));
            acts.Add(QueuesCard.Button(words, QueuePhrase.Move, DialogVerbs.MoveTask, id));
            if (task.State != TaskState.Queued)
                acts.Add(QueuesCard.Button(words, QueuePhrase.TakeBack, DialogVerbs.TakeTaskBack, id));
            acts.Add(QueuesCard.Button(words, QueuePhrase.End, DialogVerbs.EndTask, id, ActionStyle.Destructive));
        }

        if (acts.Count > 0)
            body.Add(new ActionSet(acts));
        // Six a row (teams.md 4.2); what only shows stands below.
        body.Add(new ActionSet(
        [
            CardParts.Button(words[WhyPhrase.Why], new ActionData(CardVerbs.Why, task.Key.Service.Value, id)),
            CardParts.Button(words[WhyPhrase.History], new ActionData(CardVerbs.History, task.Key.Service.Value, id)),
            QueuesCard.Button(words, QueuePhrase.Refresh, DialogVerbs.Queues, id),
            QueuesCard.Button(words, QueuePhrase.ToQueue, DialogVerbs.Queues, task.Service.Value),
        ]) { Spacing = Spacing.Small });
        return new AdaptiveCard { FallbackText = words.Say(QueuePhrase.TaskTitle, TaskNumber.Of(task.Key.Id)), Refresh = QueuesCard.RefreshOf(reader, id), Body = body };
    }
}
