using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Classification;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Reports, automatic replies and thanks that come back to an answer.</summary>
public sealed class EchoTests
{
    [Theory]
    [InlineData("bounce-postfix", "5.1.1")]
    [InlineData("bounce-exchange-online", "5.1.10")]
    [InlineData("bounce-exim", "5.1.1")]
    [InlineData("bounce-qmail", "5.1.1")]
    [InlineData("bounce-gmail", "5.1.1")]
    public async Task F44_a_bounce_of_our_answer_brings_the_task_back_to_its_agent_with_the_reason(string report, string status)
    {
        await using var rig = await EngineRig.StartAsync(Megan, Adele);
        var (key, agent) = await AnsweredAsync(rig);
        await EchoAsync(rig, "report", report);

        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Offered, agent, status), (task.State, task.Offer!.Agent, task.Undelivered));
        Assert.Equal((TaskViewKind.Offer, status), (rig.Desk.LastOf(agent)!.Kind, rig.Desk.LastOf(agent)!.Undelivered));
        Assert.Equal("handled", rig.Exchange.FolderOf("report"));
        Assert.Equal((MailFate.AttachedToTask, (TaskId?)key.Id), await FateAsync(rig, "report"));

        // He answers again; that is the way to retry, and the task ends as any other.
        await rig.Workbench.AcceptAsync(agent, key, rig.Desk.LastOf(agent)!.Version, default);
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        await rig.Workbench.ReplyAsync(agent, key, (await rig.TaskAsync(key)).Version, "Once more", false, null, default);
        await rig.IdleAsync();
        var again = await rig.TaskAsync(key);
        Assert.Equal((TaskEnd.Answered, null, 2), (again.End!.Value, again.Undelivered, rig.Exchange.Sent.Count));
    }

    [Fact]
    public async Task F45_a_report_with_several_recipients_and_a_second_look_bring_the_task_back_once()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, _) = await AnsweredAsync(rig);
        await EchoAsync(rig, "report", "bounce-postfix-full");
        rig.Exchange.MoveAsPerson("report", "inbox");
        await rig.NotifyAsync();
        await rig.PassAsync(TimeSpan.FromMinutes(3));

        var task = await rig.TaskAsync(key);
        Assert.Single(task.Timeline, entry => entry.Event == TaskEvent.NotDelivered);
        Assert.Equal(1, task.Attached);
    }

    [Fact]
    public async Task F44_a_bounce_finds_its_task_by_the_key_in_our_text_when_all_ids_are_gone()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, _) = await AnsweredAsync(rig);
        var ours = System.Text.RegularExpressions.Regex.Match(rig.Exchange.Sent[0].Html, @"\[ref:[^\]]+\]").Value;
        Assert.NotEmpty(ours);
        rig.Exchange.Mime[new MessageId("report")] = $"Subject: failure notice\r\n\r\nNo such user.\r\n\r\nIt is on its way.\r\n{ours}\r\n";
        await rig.DeliverAsync("report", from: "mailer-daemon@b.example", subject: "failure notice");

        Assert.Equal("unknown", (await rig.TaskAsync(key)).Undelivered);
    }

    [Fact]
    public async Task F44_a_report_that_only_says_late_changes_nothing()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, _) = await AnsweredAsync(rig);
        await EchoAsync(rig, "report", "delay-postfix");

        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Done, null, 1), (task.State, task.Undelivered, task.Attached));
        Assert.Equal("handled", rig.Exchange.FolderOf("report"));
    }

    [Fact]
    public async Task F44_a_report_that_Exchange_does_not_show_now_is_read_with_the_next_look_and_others_do_not_wait_for_it()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, _) = await AnsweredAsync(rig);
        rig.Exchange.Fault = call => call == "mime" ? (new Failure(FailureCategory.Transient, "ErrorServerBusy"), false) : null;
        await EchoAsync(rig, "report", "bounce-postfix");
        rig.Clock.Skip(TimeSpan.FromSeconds(1));
        var other = await rig.DeliverAsync("other", from: "other@c.example");
        Assert.Equal((TaskState.Done, TaskState.Offered), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(other)).State));

        rig.Exchange.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal("5.1.1", (await rig.TaskAsync(key)).Undelivered);
    }

    [Fact]
    public async Task A_bounce_of_somebody_elses_mail_goes_to_Failed()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, _) = await AnsweredAsync(rig);
        Put(rig, "report", "bounce-postfix", "<somebody-elses@b.example>");
        await rig.NotifyAsync();

        Assert.Equal(TaskState.Done, (await rig.TaskAsync(key)).State);
        Assert.Equal("failed", rig.Exchange.FolderOf("report"));
    }

    [Fact]
    public async Task F44_a_bounce_waits_in_the_Inbox_while_the_tenants_limit_is_reached_and_is_not_lost()
    {
        await using var rig = await EngineRig.StartAsync(Configured(maxTasks: 1), [Megan]);
        var (key, _) = await AnsweredAsync(rig);
        var other = await rig.DeliverAsync("other", from: "other@c.example");
        await EchoAsync(rig, "report", "bounce-postfix");
        Assert.Equal(TaskState.Done, (await rig.TaskAsync(key)).State);

        await rig.Workbench.AcceptAsync(Megan, other, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, other, (await rig.TaskAsync(other)).Version, default);
        await rig.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal("5.1.1", (await rig.TaskAsync(key)).Undelivered);
    }

    [Theory]
    [InlineData(TaskState.Offered)]
    [InlineData(TaskState.Accepted)]
    [InlineData(TaskState.Done)]
    public async Task F46_an_automatic_reply_in_the_thread_is_attached_and_changes_nothing(TaskState state)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        if (state != TaskState.Offered)
            await rig.Workbench.AcceptAsync(Megan, key, rig.Desk.LastOf(Megan)!.Version, default);
        if (state == TaskState.Done)
            await rig.Workbench.FinishWithoutReplyAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        await rig.IdleAsync();
        var before = await rig.TaskAsync(key);
        await rig.DeliverAsync("oof", subject: "Automatic reply: Question", headers: [new MailHeader("Auto-Submitted", "auto-replied"), new MailHeader("In-Reply-To", "<1@b.example>")]);

        var after = await rig.TaskAsync(key);
        Assert.Equal((state, before.Version, before.Newest, 1), (after.State, after.Version, after.Newest, after.Attached));
        Assert.Equal("handled", rig.Exchange.FolderOf("oof"));
        Assert.Equal((MailFate.AttachedToTask, (TaskId?)key.Id), await FateAsync(rig, "oof"));
    }

    [Fact]
    public async Task F46_what_an_agent_is_writing_stays_good_when_an_automatic_reply_comes()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        var accepted = await rig.Workbench.AcceptAsync(Megan, key, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.DeliverAsync("oof", headers: [new MailHeader("X-Autoreply", "yes"), new MailHeader("X-MS-Exchange-Parent-Message-Id", "<1@b.example>")]);

        Assert.Null((await rig.Workbench.ReplyAsync(Megan, key, accepted.View!.Version, "Yes", false, null, default)).Refusal);
    }

    [Fact]
    public async Task F49_thanks_is_attached_to_the_closed_task_which_stays_closed_and_one_click_opens_it_again()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, agent) = await AnsweredAsync(rig);
        Put(rig, "thanks", "thanks-en-1", Ours(rig));
        await rig.NotifyAsync();

        Assert.Equal(TaskState.Done, (await rig.TaskAsync(key)).State);
        Assert.Equal("handled", rig.Exchange.FolderOf("thanks"));
        var card = rig.Desk.LastOf(agent)!;
        Assert.Equal((TaskViewKind.Answered, true), (card.Kind, card.MayReopen));

        Assert.Equal(Refusal.AlreadyDone, (await rig.Workbench.ReopenAsync(agent, key, card.Version - 1, default)).Refusal);
        Assert.Null((await rig.Workbench.ReopenAsync(agent, key, card.Version, default)).Refusal);
        Assert.Null((await rig.Workbench.ReopenAsync(agent, key, card.Version, default)).Refusal);
        await rig.IdleAsync();
        var again = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Offered, agent, "thanks"), (again.State, again.Offer!.Agent, again.Newest.Value));
        await rig.PassAsync(TimeSpan.FromSeconds(50));
        await rig.Workbench.AcceptAsync(agent, key, again.Version, default);
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(TaskState.Accepted, (await rig.TaskAsync(key)).State);
    }

    [Fact]
    public async Task F49_nobody_but_the_one_who_answered_can_open_it_again()
    {
        await using var rig = await EngineRig.StartAsync(Megan, Adele);
        var (key, agent) = await AnsweredAsync(rig);
        Put(rig, "thanks", "thanks-de-2", Ours(rig));
        await rig.NotifyAsync();
        var other = agent == Megan ? Adele : Megan;

        Assert.NotNull((await rig.Workbench.ReopenAsync(other, key, (await rig.TaskAsync(key)).Version, default)).Refusal);
        Assert.Equal(TaskState.Done, (await rig.TaskAsync(key)).State);
    }

    [Fact]
    public async Task F49_thanks_that_wants_something_is_no_mere_thanks()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, _) = await AnsweredAsync(rig);
        Put(rig, "more", "thanks-not-only-en-1", Ours(rig));
        await rig.NotifyAsync();

        Assert.Equal((TaskState.Offered, "more"), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Newest.Value));
    }

    [Fact]
    public async Task F49_thanks_of_a_stranger_is_a_task_of_its_own()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, _) = await AnsweredAsync(rig);
        rig.Exchange.Put(EmlFile.Named("thanks-en-1").ToItem() with
        {
            Id = new("thanks"), From = new MailAddress("stranger@c.example"), ReceivedAt = rig.Clock.GetUtcNow(), ParentFolderId = "inbox",
            Headers = [new MailHeader("In-Reply-To", Ours(rig))],
        });
        await rig.NotifyAsync();

        Assert.Equal(0, (await rig.TaskAsync(key)).Attached);
        Assert.Equal((MailFate.OpenedTask, (TaskId?)TaskId.For(Mailbox, new("thanks"))), await FateAsync(rig, "thanks"));
    }

    private static async Task<(TaskKey Key, AgentId Agent)> AnsweredAsync(EngineRig rig)
    {
        var key = await rig.DeliverAsync("1", from: "alex@fabrikam.example");
        var agent = (await rig.TaskAsync(key)).Offer!.Agent;
        await rig.Workbench.AcceptAsync(agent, key, rig.Desk.LastOf(agent)!.Version, default);
        await rig.Workbench.ReplyAsync(agent, key, (await rig.TaskAsync(key)).Version, "It is on its way.", false, null, default);
        await rig.IdleAsync();
        rig.Clock.Skip(TimeSpan.FromSeconds(1));
        return (key, agent);
    }

    private static string Ours(EngineRig rig) => $"<{rig.Exchange.SentIds[0]}@own.example>";

    private static async Task EchoAsync(EngineRig rig, string id, string file)
    {
        Put(rig, id, file, Ours(rig));
        await rig.NotifyAsync();
    }

    private static void Put(EngineRig rig, string id, string name, string answer)
    {
        var file = EmlFile.Named(name);
        rig.Exchange.Mime[new MessageId(id)] = file.Mime.Replace("<our-answer@contoso.example>", answer, StringComparison.Ordinal).Replace("<question.1@fabrikam.example>", "<nobody@x>", StringComparison.Ordinal);
        rig.Exchange.Put(file.ToItem() with
        {
            Id = new MessageId(id), ReceivedAt = rig.Clock.GetUtcNow(), ParentFolderId = "inbox",
            Headers = [.. file.Headers.Select(header => header with { Value = header.Value.Replace("<our-answer@contoso.example>", answer, StringComparison.Ordinal) })],
        });
    }

    private static async Task<(MailFate Fate, TaskId? Task)> FateAsync(EngineRig rig, string id)
    {
        var record = (await rig.Store.ReadAsync(TaskRows.Partition(Help), TaskRows.Mail(Mailbox, new MessageId(id)), TaskJson.Default.MailRecord, default))!.Value;
        return (record.Fate, record.Task);
    }
}
