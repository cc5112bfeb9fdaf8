using System.Text.Json;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using static TeamsEmailBot.Tests.Workflows.Flows;

namespace TeamsEmailBot.Tests.Workflows;

/// <summary>Whatever the workflow, sound or not, and whatever the mail: exactly one end, the same each time, and nothing is thrown.</summary>
public sealed class AnyWorkflowTests
{
    private static readonly ServiceId[] Services = [Home, Other, Third, new("gone")];
    private static readonly string[] Words = ["", "invoice", "b.example", "anna@b.example", "pdf", "de", "high", "pass", "private", "X-Kind", "\uD800", "ß"];

    [Fact]
    public void Any_workflow_gives_any_mail_exactly_one_end_and_the_same_each_time()
    {
        var ends = new Dictionary<string, int>();
        for (var seed = 0; seed < 3000; seed++)
        {
            var chance = new Random(seed);
            var (mail, services) = (AnyMail(chance), Services[..3].Where(_ => chance.Next(5) > 0).Append(Home).Distinct().ToDictionary(service => service, _ => AnyFacts(chance)));

            var run = WorkflowInterpreter.Run(Home, mail, services);

            Assert.Equal(Json(run), Json(WorkflowInterpreter.Run(Home, mail, services)));
            Check(run, services);
            var end = $"{run.End} {run.Trouble} {run.Service == Home}";
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        // The workflows differ enough to reach every end.
        string[] all =
        [
            "Queued  True", "Queued  False", "Ended  True", "Ended  False", "Failed  True", "Answered  True", "Queued ServiceNotLive True", "Queued ForwardLoop True",
            "Queued NotUnderstood True", "Queued NoWorkflow True",
        ];
        Assert.Empty(all.Except(ends.Keys));
    }

    private static void Check(WorkflowRun run, Dictionary<ServiceId, ServiceFacts> services)
    {
        Assert.True(Enum.IsDefined(run.End));
        Assert.Equal(run.End == WorkflowEnd.Answered, run.Text is not null);
        Assert.Equal(run.End == WorkflowEnd.Failed, run.Reason is not null);
        Assert.Equal(run.OverflowTo is null, run.OverflowAfter is null);
        Assert.True(run.Service == Home || services[run.Service].IsLive);
        if (run.Trouble is not null)
            Assert.Equal((WorkflowEnd.Queued, Home), (run.End, run.Service));
        // Nothing comes twice, and nothing comes after what decided.
        Assert.Equal(run.Steps.Count, run.Steps.Select(step => (step.Service, step.Activity)).Distinct().Count());
        foreach (var own in run.Steps.GroupBy(step => step.Service))
            Assert.Equal(Enumerable.Range(0, own.Count()), own.Select(step => step.Activity));
        var deciding = run.Steps.Where(step => (step.Outcome is StepOutcome.Done or StepOutcome.Overflowed) && step.Kind is ActivityKind.Queue or ActivityKind.End or ActivityKind.Fail or ActivityKind.Answer);
        Assert.True(deciding.All(step => step == run.Steps[^1]));
    }

    private static ServiceFacts AnyFacts(Random chance) => new()
    {
        Workflow = chance.Next(8) == 0 ? null : Of([.. Enumerable.Range(0, chance.Next(6)).Select(_ => AnyActivity(chance))]),
        IsLive = chance.Next(6) > 0,
        IsOpen = chance.Next(2) == 0,
        Waiting = chance.Next(4),
        OldestWaiting = TimeSpan.FromMinutes(chance.Next(4)),
        AgentsAvailable = chance.Next(3),
    };

    private static WorkflowActivity AnyActivity(Random chance) =>
        new(chance.Next(40) == 0 ? (ActivityKind)77 : One(chance, Enum.GetValues<ActivityKind>()), chance.Next(3) == 0 ? null : AnyCondition(chance, 3))
        {
            Service = chance.Next(4) == 0 ? null : One(chance, Services),
            Minutes = chance.Next(4) == 0 ? null : chance.Next(5),
            Length = chance.Next(4) == 0 ? null : chance.Next(4),
            Text = chance.Next(8) == 0 ? null : One(chance, Words),
            Name = chance.Next(8) == 0 ? null : One(chance, Words),
            Level = chance.Next(8) == 0 ? null : chance.Next(7),
            Priority = chance.Next(8) == 0 ? null : One(chance, Enum.GetValues<TaskPriority>()),
            Folder = chance.Next(2) == 0 ? null : One(chance, Enum.GetValues<EndFolder>()),
        };

    private static Condition AnyCondition(Random chance, int depth) =>
        new(depth == 0 ? (ConditionKind)chance.Next(3, 21) : One(chance, Enum.GetValues<ConditionKind>()))
        {
            Of = chance.Next(10) == 0 || depth == 0 ? null : [.. Enumerable.Range(0, chance.Next(1, 3)).Select(_ => AnyCondition(chance, depth - 1))],
            Values = chance.Next(20) == 0 ? null : [One(chance, Words), One(chance, Words)],
            Name = chance.Next(10) == 0 ? null : One(chance, Words),
            Number = chance.Next(20) == 0 ? null : chance.Next(5),
        };

    private static MailFacts AnyMail(Random chance) => new()
    {
        Sender = One(chance, Words),
        Recipients = [One(chance, Words)],
        Subject = One(chance, Words),
        Text = One(chance, Words),
        Size = chance.Next(5_000_000),
        Attachments = chance.Next(2) == 0 ? [] : ["a.pdf"],
        Importance = One(chance, Words),
        Language = chance.Next(2) == 0 ? null : "de",
        Headers = [new MailHeader(One(chance, Words), One(chance, Words))],
        Dmarc = One(chance, Words),
        IsKnownCustomer = chance.Next(2) == 0,
        HasLastAgent = chance.Next(2) == 0,
        MayBeAnswered = chance.Next(2) == 0,
    };

    private static T One<T>(Random chance, IReadOnlyList<T> all) => all[chance.Next(all.Count)];

    private static string Json(WorkflowRun run) => JsonSerializer.Serialize(run);
}
