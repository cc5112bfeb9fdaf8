using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using static TeamsEmailBot.Tests.Workflows.Flows;

namespace TeamsEmailBot.Tests.Workflows;

/// <summary>Every kind of activity, and the order in which they are carried out.</summary>
public sealed class InterpreterTests
{
    private static readonly Condition Never = Condition.With(ConditionKind.Subject, "never");

    [Fact]
    public void Mail_that_nothing_decides_about_is_queued() =>
        Assert.Equal((WorkflowEnd.Queued, Home), Where(Run(Of(new(ActivityKind.Tag) { Name = "a" }, new(ActivityKind.End, Never)))));

    [Fact]
    public void The_first_that_decides_ends_the_workflow()
    {
        var run = Run(Of(new(ActivityKind.Fail, Never) { Name = "no" }, new(ActivityKind.End) { Folder = EndFolder.Handled }, new(ActivityKind.Queue)));

        Assert.Equal((WorkflowEnd.Ended, EndFolder.Handled), (run.End, run.Folder));
        Assert.Equal([StepOutcome.NotMet, StepOutcome.Done], run.Steps.Select(step => step.Outcome));
    }

    [Fact]
    public void A_workflow_can_fail_a_mail_with_a_reason()
    {
        var run = Run(Of(new WorkflowActivity(ActivityKind.Fail) { Name = "Not ours" }));

        Assert.Equal((WorkflowEnd.Failed, "Not ours"), (run.End, run.Reason));
    }

    [Fact]
    public void What_is_set_last_holds_and_what_is_added_adds_up()
    {
        var run = Run(Of(
            new(ActivityKind.Priority) { Priority = TaskPriority.Low },
            new(ActivityKind.Priority) { Priority = TaskPriority.Highest },
            new(ActivityKind.Skill) { Name = "French", Level = 1 },
            new(ActivityKind.Skill) { Name = "Billing", Level = 2 },
            new(ActivityKind.Skill) { Name = "French", Level = 4 },
            new(ActivityKind.Language) { Name = "fr" },
            new(ActivityKind.Tag) { Name = "a" },
            new(ActivityKind.Tag) { Name = "b" },
            new(ActivityKind.Tag) { Name = "a" },
            new(ActivityKind.Acknowledge) { Text = "Thank you" }));

        Assert.Equal(TaskPriority.Highest, run.Priority);
        Assert.Equal([new("Billing", 2), new RequiredSkill("French", 4)], run.Skills);
        Assert.Equal(("fr", "Thank you"), (run.Language, run.Acknowledgement));
        Assert.Equal(["b", "a"], run.Tags);
    }

    [Fact]
    public void F41_an_answer_ends_the_mail_and_where_nobody_may_be_answered_a_person_sees_it()
    {
        var workflow = Of(new(ActivityKind.Acknowledge) { Text = "Got it" }, new(ActivityKind.Answer) { Text = "See our page" }, new(ActivityKind.Queue));

        var answered = Run(workflow);
        var queued = Run(workflow, new() { MayBeAnswered = false });

        Assert.Equal((WorkflowEnd.Answered, "See our page"), (answered.End, answered.Text));
        Assert.Equal((WorkflowEnd.Queued, (string?)null), (queued.End, queued.Acknowledgement));
        Assert.Equal([StepOutcome.NothingToDo, StepOutcome.NothingToDo, StepOutcome.Done], queued.Steps.Select(step => step.Outcome));
    }

    [Fact]
    public void The_last_agent_is_waited_for_when_there_is_one()
    {
        var workflow = Of(new WorkflowActivity(ActivityKind.LastAgent) { Minutes = 10 });

        Assert.Equal(TimeSpan.FromMinutes(10), Run(workflow, new() { HasLastAgent = true }).LastAgentFor);
        Assert.Null(Run(workflow).LastAgentFor);
    }

    [Fact]
    public void A_forwarded_mail_goes_through_the_other_services_workflow()
    {
        var other = Of(new(ActivityKind.Tag, new(ConditionKind.Open)) { Name = "second" }, new(ActivityKind.Queue) { Service = Third, Minutes = 30 });

        var run = Run(
            Of(new(ActivityKind.Tag) { Name = "first" }, new(ActivityKind.Forward) { Service = Other }, new(ActivityKind.End)),
            home: new() { IsOpen = false }, other: new() { Workflow = other, IsOpen = true });

        Assert.Equal((WorkflowEnd.Queued, Other), Where(run));
        Assert.Equal(["first", "second"], run.Tags);
        Assert.Equal((Third, TimeSpan.FromMinutes(30)), (run.OverflowTo!.Value, run.OverflowAfter!.Value));
        Assert.Equal([(Home, 0), (Home, 1), (Other, 0), (Other, 1)], run.Steps.Select(step => (step.Service, step.Activity)));
    }

    [Fact]
    public void A_queue_that_is_too_long_overflows_at_once()
    {
        var workflow = Of(new WorkflowActivity(ActivityKind.Queue) { Service = Other, Length = 5 });

        Assert.Equal((WorkflowEnd.Queued, Home), Where(Run(workflow, home: new() { Waiting = 4 })));
        var run = Run(workflow, home: new() { Waiting = 5 });
        Assert.Equal((WorkflowEnd.Queued, Other), Where(run));
        Assert.Equal(StepOutcome.Overflowed, run.Steps.Single().Outcome);
        Assert.Null(run.OverflowTo);
    }

    [Fact]
    public void A_queue_does_not_overflow_to_a_service_that_takes_no_mail() =>
        Assert.Equal((WorkflowEnd.Queued, Home), Where(Run(Of(new WorkflowActivity(ActivityKind.Queue) { Service = Other, Length = 1 }), home: new() { Waiting = 9 }, other: new() { IsLive = false })));

    [Fact]
    public void A_mail_whose_workflow_cannot_be_followed_goes_to_the_queue_of_its_own_service_with_what_was_set()
    {
        var run = Run(
            Of(new(ActivityKind.Priority) { Priority = TaskPriority.High }, new(ActivityKind.Forward) { Service = Other }, new(ActivityKind.End)),
            other: new() { Workflow = Of(new WorkflowActivity(ActivityKind.Forward) { Service = Third }) }, third: new() { IsLive = false });

        Assert.Equal((WorkflowEnd.Queued, Home), Where(run));
        Assert.Equal((WorkflowTrouble.ServiceNotLive, TaskPriority.High), (run.Trouble!.Value, run.Priority));
        Assert.Equal(StepOutcome.Trouble, run.Steps[^1].Outcome);
    }

    [Fact]
    public void Services_that_hand_a_mail_to_each_other_do_not_do_so_forever()
    {
        var back = Of(new WorkflowActivity(ActivityKind.Forward) { Service = Home });

        var run = Run(Of(new WorkflowActivity(ActivityKind.Forward) { Service = Other }), other: new() { Workflow = back });

        Assert.Equal((WorkflowEnd.Queued, Home), Where(run));
        Assert.Equal(WorkflowTrouble.ForwardLoop, run.Trouble);
    }

    [Theory]
    [InlineData(ActivityKind.Fail)]
    [InlineData(ActivityKind.Answer)]
    [InlineData(ActivityKind.Forward)]
    [InlineData(ActivityKind.Priority)]
    [InlineData(ActivityKind.Skill)]
    [InlineData(ActivityKind.Language)]
    [InlineData(ActivityKind.Tag)]
    [InlineData(ActivityKind.Acknowledge)]
    [InlineData(ActivityKind.LastAgent)]
    [InlineData((ActivityKind)99)]
    public void An_activity_without_what_it_needs_is_trouble(ActivityKind kind)
    {
        var run = Run(Of(new(kind), new(ActivityKind.End)));

        Assert.Equal((WorkflowEnd.Queued, Home), Where(run));
        Assert.Equal(WorkflowTrouble.NotUnderstood, run.Trouble);
    }

    [Theory]
    [InlineData(ConditionKind.All)]
    [InlineData(ConditionKind.Any)]
    [InlineData(ConditionKind.Not)]
    [InlineData(ConditionKind.Subject)]
    [InlineData(ConditionKind.Header)]
    [InlineData(ConditionKind.Waiting)]
    [InlineData((ConditionKind)99)]
    public void A_condition_without_what_it_needs_is_trouble(ConditionKind kind) =>
        Assert.Equal(WorkflowTrouble.NotUnderstood, Run(Of(new WorkflowActivity(ActivityKind.End, new Condition(kind)))).Trouble);

    [Fact]
    public void A_service_without_a_workflow_is_trouble() =>
        Assert.Equal(WorkflowTrouble.NoWorkflow, WorkflowInterpreter.Run(Home, new(), new Dictionary<Core.Model.ServiceId, ServiceFacts> { [Home] = new() }).Trouble);

    private static (WorkflowEnd, Core.Model.ServiceId) Where(WorkflowRun run) => (run.End, run.Service);
}
