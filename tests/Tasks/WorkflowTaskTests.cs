using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Tests.Tasks;

/// <summary>What a workflow decided, kept with the task.</summary>
public sealed class WorkflowTaskTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly ServiceId Home = new("home"), Other = new("other");
    private static readonly AgentId Megan = new("megan");

    [Fact]
    public void A_task_stored_before_there_were_workflows_is_read_as_one_that_went_through_none()
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(Task(), TaskJson.Default.EmailTask))!.AsObject();
        foreach (var name in new[] { "workflow", "priority", "requiredSkills", "tags", "handedTo", "overflow", "keptUntil" })
            json.Remove(name);

        var read = new Entity("p", "r", "1", Encoding.UTF8.GetBytes(json.ToJsonString())).As(TaskJson.Default.EmailTask).Value;

        Assert.Empty(read.RequiredSkills);
        Assert.Empty(read.Tags);
        Assert.Equal((TaskPriority.Normal, Home), (read.Priority, read.Service));
    }

    [Fact]
    public void A_more_urgent_task_is_overtaken_by_none_that_came_more_than_a_day_for_each_step_later()
    {
        TaskPriority[] byUrgency = [TaskPriority.Highest, TaskPriority.High, TaskPriority.Normal, TaskPriority.Low, TaskPriority.Lowest];
        for (var urgent = 0; urgent < byUrgency.Length; urgent++)
            for (var other = urgent; other < byUrgency.Length; other++)
            {
                var first = Row(byUrgency[other], TimeSpan.Zero);
                var bound = TimeSpan.FromDays(other - urgent);

                Assert.True(string.CompareOrdinal(Row(byUrgency[urgent], bound + TimeSpan.FromSeconds(1)), first) > 0);
                if (other > urgent)
                    Assert.True(string.CompareOrdinal(Row(byUrgency[urgent], bound - TimeSpan.FromSeconds(1)), first) < 0);
            }
    }

    [Fact]
    public void Each_activity_that_was_carried_out_is_in_the_timeline_and_none_that_was_not()
    {
        WorkflowStep[] steps =
        [
            new(Home, 0, ActivityKind.Priority, StepOutcome.Done, [new(ConditionKind.Open, true)]), new(Home, 1, ActivityKind.Tag, StepOutcome.NotMet, [new(ConditionKind.Open, false)]),
            new(Home, 2, ActivityKind.Answer, StepOutcome.NothingToDo, []), new(Home, 3, ActivityKind.Queue, StepOutcome.Overflowed, []),
        ];

        var task = Task().Through(new(new("flow"), 7, steps), Now);

        Assert.Equal(["1_priority", "4_queue"], task.Timeline.Where(entry => entry.Event == TaskEvent.WorkflowStep).Select(entry => entry.Reason));
        Assert.Equal((7, 4, 1L), (task.Workflow!.Version, task.Workflow.Steps.Count, task.Version));
    }

    [Fact]
    public void A_task_that_waits_too_long_goes_on_to_the_other_service_once()
    {
        var waiting = Task() with { Overflow = new(Other, Now) };

        Assert.Null(waiting.OverflowNow(Now.AddTicks(-1)));
        var handed = waiting.OverflowNow(Now)!;
        Assert.Equal((Other, Home, TaskState.Queued, 2L), (handed.Service, handed.Key.Service, handed.State, handed.Version));
        Assert.Null(handed.OverflowNow(Now.AddDays(1)));
        Assert.Null(Offered(waiting).OverflowNow(Now));
        Assert.Null((waiting with { HandedTo = Other, Overflow = new(Home, Now) }).OverflowNow(Now)!.HandedTo);
    }

    [Fact]
    public void A_task_comes_back_from_a_service_that_takes_no_mail_any_more_unless_somebody_has_accepted_it()
    {
        var handed = Task() with { HandedTo = Other };

        Assert.Null(Task().HandBack(Now));
        Assert.Equal((Home, TaskState.Queued), (handed.HandBack(Now)!.Service, handed.HandBack(Now)!.State));
        Assert.Null(Offered(handed).HandBack(Now)!.Offer);
        Assert.Null(Offered(handed).Accept(Megan, Now)!.HandBack(Now));
    }

    [Fact]
    public void X028_a_mail_that_reopens_a_task_waits_for_nothing_that_its_workflow_decided_once()
    {
        var done = Offered(Task() with { Priority = TaskPriority.High, Overflow = new(Other, Now), KeptUntil = Now }).Accept(Megan, Now)!.Finish(Megan, Now)!;

        var reopened = done.Reopen(new MailItem { Id = new("m2"), ReceivedAt = Now }, [], Now)!;

        Assert.Equal((null, null, TaskPriority.High), (reopened.Overflow, reopened.KeptUntil, reopened.Priority));
    }

    [Fact]
    public void The_queue_entry_follows_a_task_that_is_handed_on()
    {
        var before = new Stored<EmailTask>("task~t", Task() with { Overflow = new(Other, Now) }, "1");

        var writes = TaskRows.Change(before, before.Value.OverflowNow(Now)!).ToList();

        var entry = Assert.Single(writes, write => write.Row.StartsWith("queue~", StringComparison.Ordinal));
        Assert.Equal(Other, JsonSerializer.Deserialize(entry.Value!.Value.Span, TaskJson.Default.QueueEntry)!.HandedTo);
    }

    private static EmailTask Task(TaskPriority priority = TaskPriority.Normal, TimeSpan later = default) => EmailTask.Open(
        new(Home, new("t")), new("box"), new MailItem { Id = new("m"), ReceivedAt = Now + later }, [], Now) with { Priority = priority };

    private static EmailTask Offered(EmailTask task) => task.OfferTo(new Offer(new("o"), Megan, Now, Now.AddMinutes(1), []))!;

    private static string Row(TaskPriority priority, TimeSpan later) => TaskRows.Queued(Task(priority, later));
}
