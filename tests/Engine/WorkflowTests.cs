using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>What a workflow decides takes effect: the order of the queue, what an agent must know, what the customer is told, and what is kept with the task.</summary>
public sealed class WorkflowTests
{
    private static readonly Condition Urgent = Condition.With(ConditionKind.Subject, "urgent");

    [Fact]
    public async Task The_urgent_is_offered_before_what_waited_longer_and_the_task_says_why()
    {
        await using var rig = await StartAsync([], new(ActivityKind.Priority, Urgent) { Priority = TaskPriority.Highest }, new(ActivityKind.Tag, Urgent) { Name = "red" });
        await rig.DeliverAsync("1");
        var urgent = await rig.DeliverAsync("2", subject: "Urgent: order");
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.IdleAsync();

        var task = await rig.TaskAsync(urgent);
        Assert.Equal((TaskState.Offered, TaskPriority.Highest), (task.State, task.Priority));
        Assert.Equal(["red"], task.Tags);
        Assert.Equal(["1_priority", "2_tag"], task.Timeline.Where(entry => entry.Event == TaskEvent.WorkflowStep).Select(entry => entry.Reason));
        Assert.Equal(("queue", 7), (task.Workflow!.Id.Value, task.Workflow.Version));
    }

    [Fact]
    public async Task What_a_workflow_decided_stays_when_the_workflow_changes()
    {
        await using var rig = await StartAsync([], new WorkflowActivity(ActivityKind.Priority) { Priority = TaskPriority.High });
        var key = await rig.DeliverAsync("1");
        rig.Current = rig.Current with { Revision = 2, Workflows = [rig.Current.Workflows[0] with { Activities = [new(ActivityKind.End)], Version = 8 }] };
        var ended = await rig.DeliverAsync("2");

        Assert.Equal((TaskPriority.High, 7), ((await rig.TaskAsync(key)).Priority, (await rig.TaskAsync(key)).Workflow!.Version));
        Assert.Null(await rig.Tasks.FindAsync(ended, default));
    }

    [Fact]
    public async Task Skills_and_language_are_asked_of_the_agent()
    {
        await using var rig = await StartAsync([], new(ActivityKind.Skill) { Name = "Billing", Level = 3 }, new(ActivityKind.Language) { Name = "fr" });
        var key = await rig.DeliverAsync("1");

        Assert.Equal([new("Billing", 3), new RequiredSkill("fr", 1)], (await rig.TaskAsync(key)).RequiredSkills);
    }

    [Fact]
    public async Task Mail_that_the_workflow_ends_or_fails_is_filed_without_a_task_and_the_ledger_says_by_which_activity()
    {
        await using var rig = await StartAsync(
            [], new(ActivityKind.Fail, Condition.With(ConditionKind.Sender, "c.example")) { Name = "Not ours" },
            new(ActivityKind.End, Condition.With(ConditionKind.Subject, "done")) { Folder = EndFolder.Handled },
            new WorkflowActivity(ActivityKind.End));
        TaskKey[] keys = [await rig.DeliverAsync("1", from: "anna@c.example"), await rig.DeliverAsync("2", subject: "Done"), await rig.DeliverAsync("3")];

        Assert.Equal(["failed", "handled", "ended"], new[] { "1", "2", "3" }.Select(rig.Exchange.FolderOf));
        foreach (var key in keys)
            Assert.Null(await rig.Tasks.FindAsync(key, default));
        Assert.Equal([(MailFate.Failed, "workflow", "Not ours"), (MailFate.Ended, "workflow", "2_end"), (MailFate.Ended, "workflow", "3_end")], await RecordsAsync(rig, "1", "2", "3"));
    }

    [Fact]
    public async Task F41_a_canned_answer_leaves_once_and_the_next_mail_of_the_customer_is_seen_by_a_person()
    {
        await using var rig = await StartAsync([], new WorkflowActivity(ActivityKind.Answer) { Text = "Our prices are\non our page." });
        var first = await rig.DeliverAsync("1");
        var second = await rig.DeliverAsync("2");

        var answer = Assert.Single(rig.Exchange.Sent);
        Assert.Contains("Our prices are<br>on our page.", answer.Html, StringComparison.Ordinal);
        Assert.True(answer.IsAutomatic);
        Assert.Null(await rig.Tasks.FindAsync(first, default));
        Assert.Equal("ended", rig.Exchange.FolderOf("1"));
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(second)).State);
        Assert.Equal([(MailFate.Ended, "workflow_answered", "1_answer"), (MailFate.OpenedTask, null, null)], await RecordsAsync(rig, "1", "2"));
    }

    [Theory]
    [InlineData("draft", false)]
    [InlineData("draft", true)]
    [InlineData("send", false)]
    [InlineData("send", true)]
    public async Task I4_a_canned_answer_leaves_once_whatever_fails_on_the_way(string call, bool afterEffect)
    {
        await using var rig = await StartAsync([], new WorkflowActivity(ActivityKind.Answer) { Text = "See our page." });
        var failures = 0;
        rig.Exchange.Fault = name => name == call && failures++ < 2 ? (new Failure(FailureCategory.Unknown, "ConnectionLost"), afterEffect) : null;
        await rig.DeliverAsync("1");
        await rig.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Single(rig.Exchange.Sent);
    }

    [Fact]
    public async Task A_machine_gets_no_canned_answer_and_its_mail_is_a_task()
    {
        await using var rig = await StartAsync([], new WorkflowActivity(ActivityKind.Answer) { Text = "See our page." });
        var key = await rig.DeliverAsync("1", headers: [new MailHeader("Auto-Submitted", "auto-generated")]);

        Assert.Empty(rig.Exchange.Sent);
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(key)).State);
    }

    [Fact]
    public async Task F17_a_mail_that_was_answered_and_comes_under_another_id_is_not_a_task_besides()
    {
        await using var rig = await StartAsync([], new WorkflowActivity(ActivityKind.Answer) { Text = "See our page." });
        await rig.DeliverAsync("1");
        var again = await rig.DeliverAsync("1-moved", mail => rig.Exchange.Mail("1")! with { Id = mail.Id, ParentFolderId = FakeExchange.Folders.Inbox });

        Assert.Null(await rig.Tasks.FindAsync(again, default));
        Assert.Equal("ended", rig.Exchange.FolderOf("1-moved"));
        Assert.Single(rig.Exchange.Sent);
    }

    [Fact]
    public async Task X028_a_mail_that_reopens_a_task_runs_nothing_of_the_workflow_twice()
    {
        await using var rig = await StartAsync([Megan], new(ActivityKind.Acknowledge) { Text = "Got it." }, new(ActivityKind.Tag) { Name = "a" });
        var key = await rig.DeliverAsync("1", mail => mail with { Cc = [new MailAddress("colleague@b.example")] });
        Assert.Contains("Got it.", Assert.Single(rig.Exchange.Sent).Html, StringComparison.Ordinal);
        await rig.AnswerAsync(Megan, key);
        var before = (await rig.TaskAsync(key)).Workflow!;

        // A colleague of the customer goes on: he was never told anything, so only that nothing runs again keeps him from it.
        await rig.DeliverAsync("2", from: "colleague@b.example", headers: [new MailHeader("In-Reply-To", rig.Exchange.LastSentMessageId)]);

        var reopened = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Offered, "2"), (reopened.State, reopened.Newest.Value));
        Assert.Equal(2, rig.Exchange.Sent.Count);
        Assert.Equal(before.Steps.Count, reopened.Workflow!.Steps.Count);
        Assert.Single(reopened.Timeline, entry => entry.Event == TaskEvent.WorkflowStep && entry.Reason == "1_acknowledge");
    }

    [Fact]
    public async Task A_known_customers_task_is_kept_for_who_worked_for_him_last_and_not_for_longer_than_said()
    {
        await using var rig = await StartAsync([Megan], new WorkflowActivity(ActivityKind.LastAgent, new(ConditionKind.KnownCustomer)) { Minutes = 10 });
        await rig.AnswerAsync(Megan, await rig.DeliverAsync("1"));
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        rig.Presence[Megan] = new("Busy", "InACall");
        await rig.JumpAsync(TimeSpan.FromSeconds(20));

        var key = await rig.DeliverAsync("2", subject: "Another question");
        await rig.JumpAsync(TimeSpan.FromMinutes(9));
        var kept = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Queued, Megan), (kept.State, kept.LastAgent!.Value));

        await rig.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Adele, (await rig.TaskAsync(key)).Offer!.Agent);
    }

    [Fact]
    public async Task A_task_is_not_kept_for_who_is_off_duty()
    {
        await using var rig = await StartAsync([Megan], new WorkflowActivity(ActivityKind.LastAgent) { Minutes = 10 });
        await rig.AnswerAsync(Megan, await rig.DeliverAsync("1"));
        await rig.Workbench.SetDutyAsync(Megan, false, default);
        await rig.Workbench.SetDutyAsync(Adele, true, default);

        var key = await rig.DeliverAsync("2", subject: "Another question");

        Assert.Equal(Adele, (await rig.TaskAsync(key)).Offer!.Agent);
    }

    [Theory]
    [InlineData("list", "bill.pdf", TaskPriority.High)]
    [InlineData("list", "bill.doc", TaskPriority.Normal)]
    [InlineData("attachments", "bill.pdf", TaskPriority.High)]
    public async Task What_Exchange_cannot_show_now_is_asked_for_later(string failing, string file, TaskPriority expected)
    {
        await using var rig = await StartAsync([], new WorkflowActivity(ActivityKind.Priority, Condition.With(ConditionKind.AttachmentType, "pdf")) { Priority = TaskPriority.High });
        var failures = 0;
        rig.Exchange.Fault = name => name == failing && failures++ < 1 ? (new Failure(FailureCategory.Transient, "Busy"), false) : null;
        rig.Exchange.Files[new("1")] = file;
        var key = await rig.DeliverAsync("1", mail => mail with { HasAttachments = true });
        await rig.JumpAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(expected, (await rig.TaskAsync(key)).Priority);
    }

    [Theory]
    [InlineData("<p>Please cancel my contract.</p>", TaskPriority.High)]
    [InlineData("<p>Thank you.</p><blockquote>Please cancel my contract.</blockquote>", TaskPriority.Normal)]
    public async Task The_senders_own_words_are_looked_at_and_not_what_he_quotes(string html, TaskPriority expected)
    {
        await using var rig = await StartAsync([], new WorkflowActivity(ActivityKind.Priority, Condition.With(ConditionKind.Body, "cancel")) { Priority = TaskPriority.High });
        var key = await rig.DeliverAsync("1", mail => mail with { Body = new MailBody(true, html), Preview = "Hello" });

        Assert.Equal(expected, (await rig.TaskAsync(key)).Priority);
    }

    [Fact]
    public async Task The_calendar_the_queue_and_the_agents_of_the_service_are_asked()
    {
        var closed = new WorkflowActivity(ActivityKind.Tag, Condition.Not(new(ConditionKind.Open))) { Name = "closed" };
        var many = new WorkflowActivity(ActivityKind.Tag, Condition.AtLeast(ConditionKind.Waiting, 2)) { Name = "many" };
        var old = new WorkflowActivity(ActivityKind.Tag, Condition.AtLeast(ConditionKind.OldestWaiting, 5)) { Name = "old" };
        var staffed = new WorkflowActivity(ActivityKind.Tag, Condition.AtLeast(ConditionKind.AgentsAvailable, 1)) { Name = "staffed" };
        await using var rig = await StartAsync([], closed, many, old, staffed);
        var today = DateOnly.FromDateTime(rig.Clock.GetUtcNow().UtcDateTime);
        rig.Current = rig.Current with { Services = [rig.Current.Services[0] with { OpeningHours = new() { Holidays = [new(today, today, "Today")] } }] };

        var first = await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");
        rig.Clock.Skip(TimeSpan.FromMinutes(6));
        var third = await rig.DeliverAsync("3");
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.IdleAsync();
        var fourth = await rig.DeliverAsync("4");

        Assert.Equal(["closed"], (await rig.TaskAsync(first)).Tags);
        Assert.Equal(["closed", "many", "old"], (await rig.TaskAsync(third)).Tags);
        Assert.Contains("staffed", (await rig.TaskAsync(fourth)).Tags);
    }

    private static async Task<(MailFate Fate, string? Reason, string? Rule)[]> RecordsAsync(EngineRig rig, params string[] mails)
    {
        var records = new List<(MailFate, string?, string?)>();
        foreach (var mail in mails)
            records.Add((await rig.Tasks.MailAsync(Help, Mailbox, new(mail), default))!.Value is var record ? (record.Fate, record.Reason, record.Rule) : default);
        return [.. records];
    }

    private static async Task<EngineRig> StartAsync(AgentId[] onDuty, params WorkflowActivity[] activities)
    {
        // Offers stand for so long that none ends while the clock jumps.
        var configuration = Configured(new DistributionSettings { OfferSeconds = 600 });
        return await EngineRig.StartAsync(configuration with { Workflows = [configuration.Workflows[0] with { Activities = activities, Version = 7 }] }, onDuty);
    }
}
