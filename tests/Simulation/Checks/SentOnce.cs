using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I4: one press of Send, one mail; what the task says about the answer is what the customer got.</summary>
internal sealed class SentOnce(SimWorld world) : Check(world)
{
    private readonly Dictionary<AnswerId, (EmailTask Task, AnswerState State)> presses = [];

    protected override string Name => "I4";

    public override void OnTask(Commit commit, EmailTask? before, EmailTask after)
    {
        if (after.Answer is { } answer)
            presses[answer.Id] = (after, answer.State);
        if (after.State == TaskState.Sending && before?.State == TaskState.Done)
            Violated($"{World.NameOf(after.Key)} is sent again after its end");
        if (after.State == TaskState.Sending && after.Outside is { Accepted: false })
            Violated($"{World.NameOf(after.Key)} is answered although somebody did in Outlook, and the agent was not asked (F-67)");
    }

    public override void AtQuiet()
    {
        foreach (var (answer, (task, state)) in presses)
        {
            var sent = World.Exchange.Sent.Count(message => message.Properties.GetValueOrDefault(ExtendedProperty.Answer) == answer.Value);
            var wanted = state == AnswerState.Sent ? 1 : 0;
            if (sent != wanted)
                Violated($"the answer {answer} of {World.NameOf(task.Key)} counts as {state}, and left {sent} time(s)");
        }

        foreach (var answered in World.Exchange.Sent.Where(IsCanned).GroupBy(message => message.Original?.Letter))
            if (answered.Key is not { Kind: LetterKind.Prices } || answered.Count() > 1)
                Violated($"{answered.Key} ({answered.Key?.Kind}) was answered {answered.Count()} time(s) by the workflow");
        foreach (var message in World.Exchange.Sent)
            if (!message.IsPersons && !IsCanned(message) && (!message.Properties.TryGetValue(ExtendedProperty.Answer, out var answer) || !presses.ContainsKey(new AnswerId(answer))))
                Violated($"an answer to {message.Original?.Letter} left that nobody pressed Send for");
        foreach (var task in Watcher.Tasks.Values)
            if (task.End == TaskEnd.Answered && task.Answer?.State != AnswerState.Sent)
                Violated($"{World.NameOf(task.Key)} ended as answered, its answer is {task.Answer?.State}");
    }

    private static bool IsCanned(SimMessage message) => message.Properties.GetValueOrDefault(ExtendedProperty.Answer)?.StartsWith("ack", StringComparison.Ordinal) == true;
}
