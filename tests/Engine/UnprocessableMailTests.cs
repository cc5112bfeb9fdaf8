using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>One bad mail never stops the others (F-12), and is a task all the same (F-13).</summary>
public sealed class UnprocessableMailTests
{
    [Fact]
    public async Task F12_a_mail_that_intake_fails_with_is_isolated_after_three_tries_and_the_others_go_on_at_once()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        rig.Desk.Administrators = [Adele];
        rig.Exchange.Put(Poison(rig));
        await rig.NotifyAsync();
        rig.Clock.Skip(TimeSpan.FromSeconds(1));
        var good = await rig.DeliverAsync("good");
        Assert.Equal(TaskState.Offered, (await rig.TaskAsync(good)).State);
        Assert.Null(await rig.Tasks.FindAsync(new TaskKey(Help, TaskId.For(Mailbox, new("bad"))), default));

        await rig.PassAsync(TimeSpan.FromMinutes(6));
        var isolated = await rig.TaskAsync(new TaskKey(Help, TaskId.For(Mailbox, new("bad"))));
        Assert.NotEqual(TaskState.Done, isolated.State);
        Assert.Empty(await RowsAsync(rig, "failing~"));

        // Told once, however often the Inbox is looked at.
        await rig.PassAsync(TimeSpan.FromMinutes(6));
        Assert.Single(rig.Desk.AdminNotices, told => told.Notice.Kind == AdminNoticeKind.Unprocessable);
    }

    [Fact]
    public async Task F12_F13_a_mail_that_spoils_every_list_is_a_task_with_what_is_known_of_it_and_the_others_are_read()
    {
        await using var rig = await EngineRig.StartAsync(Megan, Adele, Isaiah);
        rig.Exchange.Fault = call => call == "list" ? (new Failure(FailureCategory.Corrupt, "ErrorItemCorrupt"), false) : null;
        rig.Exchange.Spoiled.Add(new MessageId("bad"));
        rig.Exchange.Deliver("before");
        rig.Exchange.Deliver("bad");
        rig.Exchange.Deliver("after");
        await rig.NotifyAsync();

        foreach (var id in new[] { "before", "bad", "after" })
            Assert.Equal(TaskState.Offered, (await rig.TaskAsync(new TaskKey(Help, TaskId.For(Mailbox, new MessageId(id))))).State);
    }

    // What the reader promises never to give: every step that looks at the sender throws.
    private static MailItem Poison(EngineRig rig) => new()
    {
        Id = new("bad"), ReceivedAt = rig.Clock.GetUtcNow(), Subject = "Question", From = new MailAddress(null!), ParentFolderId = "inbox",
    };

    private static async Task<List<string>> RowsAsync(EngineRig rig, string prefix)
    {
        var rows = new List<string>();
        await foreach (var row in rig.Store.ScanAsync(TaskRows.Partition(Help), RowRange.Prefix(prefix), TaskJson.Default.FailedIntake, default))
            rows.Add(row.Row);
        return rows;
    }
}
