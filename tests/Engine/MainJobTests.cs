using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class MainJobTests
{
    [Fact]
    public async Task A_mail_is_offered_accepted_answered_and_filed()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");

        var offer = rig.Desk.LastOf(Megan)!;
        Assert.Equal((TaskViewKind.Offer, "Question"), (offer.Kind, offer.Mail!.Subject));

        var accepted = await rig.Workbench.AcceptAsync(Megan, key, offer.Version, default);
        Assert.Equal((TaskViewKind.Mine, null), (accepted.View!.Kind, accepted.Refusal));
        await rig.IdleAsync();

        var sending = await rig.Workbench.ReplyAsync(Megan, key, accepted.View.Version, "It is on its way.", false, null, default);
        Assert.Null(sending.Refusal);
        await rig.IdleAsync();

        var answer = Assert.Single(rig.Exchange.Sent);
        Assert.Contains("It is on its way.", answer.Html, StringComparison.Ordinal);
        Assert.Equal(["customer@b.example"], answer.To.Select(address => address.Address));
        Assert.Equal("handled", rig.Exchange.FolderOf("1"));
        Assert.Equal(TaskViewKind.Answered, rig.Desk.LastOf(Megan)!.Kind);
        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Done, TaskEnd.Answered), (task.State, task.End!.Value));
        Assert.Empty((await rig.Agents.FindAsync(Megan, default))!.Value.Holds);
    }

    [Fact]
    public async Task G6_a_mail_costs_four_Graph_requests_list_draft_send_move()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        rig.Exchange.Calls.Clear();
        var key = rig.Exchange.Deliver("1") is var mail ? new TaskKey(Help, TaskId.For(Mailbox, mail.Id)) : default;
        await rig.NotifyAsync();
        await rig.Workbench.AcceptAsync(Megan, key, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.Workbench.ReplyAsync(Megan, key, (await rig.TaskAsync(key)).Version, "Yes.", false, null, default);
        await rig.IdleAsync();

        Assert.Equal(["list", "draft", "send", "move"], rig.Exchange.Calls);
    }

    [Fact]
    public async Task I1_a_mail_that_comes_in_the_second_in_which_the_mailbox_is_assigned_is_not_taken_for_an_older_one()
    {
        await using var rig = await EngineRig.StartAsync();
        var second = rig.Clock.GetUtcNow();
        rig.Clock.Skip(TimeSpan.FromMilliseconds(700));
        rig.Current = rig.Current with { Services = [rig.Current.Services[0] with { WatchedSince = rig.Clock.GetUtcNow() }] };
        await rig.IdleAsync();
        rig.Clock.Skip(TimeSpan.FromMilliseconds(200));
        await rig.DeliverAsync("1", mail => mail with { ReceivedAt = second });

        Assert.Single(await rig.OpenTasksAsync());
    }

    [Fact]
    public async Task I1_F01_twenty_notifications_of_one_mail_make_one_task()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Exchange.Deliver("1");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.NotifyAsync()));

        Assert.Single(await rig.OpenTasksAsync());
    }

    [Fact]
    public async Task I2_N048_mail_from_before_the_assignment_is_never_processed()
    {
        await using var first = await EngineRig.StartAsync();
        first.Exchange.Deliver("old");
        first.Exchange.MoveAsPerson("old", "elsewhere");
        first.Clock.Skip(TimeSpan.FromMinutes(1));

        // The same Exchange, but the mailbox is assigned only now.
        first.Current = first.Current with { Services = [first.Current.Services[0] with { Suspended = true }] };
        await first.IdleAsync();
        first.Exchange.MoveAsPerson("old", "inbox");
        first.Clock.Skip(TimeSpan.FromMinutes(1));
        first.Current = first.Current with { Services = [first.Current.Services[0] with { Suspended = false }] };
        await first.IdleAsync();
        await first.DeliverAsync("new");

        var task = Assert.Single(await first.OpenTasksAsync());
        Assert.Equal(new MessageId("new"), task.Message);
    }

    [Fact]
    public async Task N050_an_automatic_reply_goes_to_Failed_and_makes_no_task()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        await rig.DeliverAsync("1", headers: new MailHeader("Auto-Submitted", "auto-replied"));

        Assert.Empty(await rig.OpenTasksAsync());
        Assert.Equal("failed", rig.Exchange.FolderOf("1"));
        Assert.Null(rig.Desk.LastOf(Megan));
    }

    [Fact]
    public async Task X027_an_answer_in_the_thread_joins_the_open_task_and_the_holder_sees_it_before_he_can_send()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        var accepted = await rig.Workbench.AcceptAsync(Megan, key, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.DeliverAsync("2", headers: new MailHeader("In-Reply-To", "<1@b.example>"));

        var task = Assert.Single(await rig.OpenTasksAsync());
        Assert.Equal(new MessageId("2"), task.Newest);
        var late = await rig.Workbench.ReplyAsync(Megan, key, accepted.View!.Version, "Too early", false, null, default);
        Assert.Equal(Refusal.Stale, late.Refusal);
        Assert.Empty(rig.Exchange.Sent);

        await rig.Workbench.ReplyAsync(Megan, key, task.Version, "Now", false, null, default);
        await rig.IdleAsync();
        Assert.Single(rig.Exchange.Sent);
        Assert.Equal(("handled", "handled"), (rig.Exchange.FolderOf("1"), rig.Exchange.FolderOf("2")));
    }

    [Fact]
    public async Task F76_a_stranger_who_names_the_thread_gets_a_task_of_his_own()
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.DeliverAsync("1");
        await rig.DeliverAsync("2", from: "stranger@c.example", headers: new MailHeader("In-Reply-To", "<1@b.example>"));

        Assert.Equal(2, (await rig.OpenTasksAsync()).Count);
    }

    [Theory]
    [InlineData(null, "deleted")]
    [InlineData("elsewhere", "moved")]
    public async Task F67_a_mail_that_somebody_handles_in_Outlook_ends_the_task(string? folder, string reason)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        rig.Exchange.MoveAsPerson("1", folder);
        await rig.PassAsync(TimeSpan.FromSeconds(55));
        await rig.Workbench.DeclineAsync(Megan, key, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.PassAsync(TimeSpan.FromMinutes(3));

        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskEnd.HandledInOutlook, reason), (task.End!.Value, task.Timeline.Single(entry => entry.Event == TaskEvent.HandledInOutlook).Reason));
        Assert.Equal(folder, rig.Exchange.FolderOf("1"));
    }

    [Fact]
    public async Task N008_mail_above_the_tenants_limit_waits_in_the_Inbox_and_is_taken_up_when_a_place_is_free()
    {
        await using var rig = await EngineRig.StartAsync(Configured(maxTasks: 1), [Megan]);
        var first = await rig.DeliverAsync("1");
        rig.Clock.Skip(TimeSpan.FromSeconds(1));
        var second = await rig.DeliverAsync("2");

        Assert.Single(await rig.OpenTasksAsync());
        Assert.Equal(1, (await rig.Mailboxes.FindAsync(Mailbox, default))!.Value.Waiting);

        await rig.Workbench.AcceptAsync(Megan, first, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, first, (await rig.TaskAsync(first)).Version, default);
        await rig.IdleAsync();

        Assert.Equal(second, Assert.Single(await rig.OpenTasksAsync()).Key);
        Assert.Equal(0, (await rig.Mailboxes.FindAsync(Mailbox, default))!.Value.Waiting);
    }

    [Fact]
    public async Task A_mail_whose_notification_was_lost_is_found_by_the_next_look_through_the_Inbox()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        rig.Exchange.Deliver("1");
        await rig.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(TaskViewKind.Offer, rig.Desk.LastOf(Megan)!.Kind);
    }
}
