using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>A workflow is tried before it is saved, and nothing happens by it.</summary>
public sealed class WorkflowDeskTests
{
    private static readonly Workflow Draft = new(new("draft"), "Draft", new("all"),
    [
        new(ActivityKind.Tag, Condition.With(ConditionKind.Language, "de")) { Name = "german" },
        new(ActivityKind.Priority, Condition.AtLeast(ConditionKind.Waiting, 1)) { Priority = TaskPriority.High },
        new(ActivityKind.Answer, Condition.With(ConditionKind.Body, "order", "Bestellung")) { Text = "See our page." },
    ]);

    [Fact]
    public async Task A_mail_that_somebody_made_up_goes_through_a_workflow_that_is_not_saved()
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.DeliverAsync("1");

        var trial = (await rig.Flows.TryAsync(Draft, Help, new MailFacts { Subject = "Frage", Text = "Wo ist meine Bestellung und wann kommt sie?" }, default))!;

        Assert.Equal((WorkflowEnd.Answered, "See our page.", TaskPriority.High), (trial.Run.End, trial.Run.Text, trial.Run.Priority));
        Assert.Equal(["german"], trial.Run.Tags);
        Assert.Equal((1, "de"), (trial.Services[Help].Waiting, trial.Mail.Language));
        Assert.Equal([StepOutcome.Done, StepOutcome.Done, StepOutcome.Done], trial.Run.Steps.Select(step => step.Outcome));
        Assert.Null(await rig.Flows.TryAsync(Draft, new ServiceId("nowhere"), new MailFacts(), default));
    }

    [Fact]
    public async Task A_real_mail_is_tried_without_any_effect()
    {
        await using var rig = await EngineRig.StartAsync();
        var key = await rig.DeliverAsync("1");
        await rig.JumpAsync(TimeSpan.FromSeconds(1));
        var newer = await rig.DeliverAsync("2", subject: "Newer");
        var commits = rig.Store.Commits;

        var trial = (await rig.Flows.TryAsync(Draft, key, default)).Value;

        Assert.Equal((WorkflowEnd.Answered, false), (trial.Run.End, trial.Run.Steps[0].Outcome == StepOutcome.Done));
        Assert.Empty(rig.Exchange.Sent);
        Assert.Equal("inbox", rig.Exchange.FolderOf("1"));
        Assert.Equal((commits, TaskState.Queued), (rig.Store.Commits, (await rig.TaskAsync(key)).State));
        Assert.Equal([newer, key], (await rig.Flows.RecentAsync(Help, default)).Select(mail => mail.Task));
        Assert.Equal(FailureCategory.NotFound, (await rig.Flows.TryAsync(Draft, key with { Id = new("none") }, default)).Failure!.Category);
    }

    [Fact]
    public async Task A_trial_says_what_intake_then_does()
    {
        await using var rig = await EngineRig.StartAsync();
        var key = await rig.DeliverAsync("1");
        var saved = Draft with { Id = new("queue") };
        var said = (await rig.Flows.TryAsync(saved, key, default)).Value.Run;

        rig.Current = rig.Current with { Revision = 2, Workflows = [saved] };
        await rig.DeliverAsync("2");

        Assert.Equal((WorkflowEnd.Answered, "ended"), (said.End, rig.Exchange.FolderOf("2")));
    }
}
