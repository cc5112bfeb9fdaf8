using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class RenamedMailTests
{
    [Fact]
    public async Task F17_a_mail_that_got_another_id_stays_one_task_and_is_filed_under_it()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        Rename(rig, "1", "1b");
        await rig.NotifyAsync();

        Assert.Single(rig.Desk.CardsOf(Megan));
        Assert.Equal(new MessageId("1b"), (await rig.TaskAsync(key)).Message);

        var accepted = await rig.Workbench.AcceptAsync(Megan, key, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, key, accepted.View!.Version, default);
        await rig.IdleAsync();

        Assert.Equal("handled", rig.Exchange.FolderOf("1b"));
    }

    [Fact]
    public async Task F17_an_answer_to_a_mail_that_just_got_another_id_leaves_with_the_next_press()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        var accepted = await rig.Workbench.AcceptAsync(Megan, key, rig.Desk.LastOf(Megan)!.Version, default);
        Rename(rig, "1", "1b");

        var first = await rig.Workbench.ReplyAsync(Megan, key, accepted.View!.Version, "It is on its way.", false, null, default);
        Assert.Equal((Refusal.ExchangeUnavailable, "mail_renamed"), (first.Refusal!.Value, first.Code));
        var second = await rig.Workbench.ReplyAsync(Megan, key, first.View!.Version, "It is on its way.", false, null, default);
        Assert.Null(second.Refusal);
        await rig.IdleAsync();

        Assert.Single(rig.Exchange.Sent);
        Assert.Equal(TaskEnd.Answered, (await rig.TaskAsync(key)).End);
    }

    [Fact]
    public async Task F17_a_mail_that_is_deleted_and_not_renamed_ends_its_task()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        rig.Exchange.MoveAsPerson("1", null);
        await rig.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(TaskEnd.HandledInOutlook, (await rig.TaskAsync(key)).End);
    }

    private static void Rename(EngineRig rig, string old, string now)
    {
        var mail = rig.Exchange.Mail(old)!;
        rig.Exchange.MoveAsPerson(old, null);
        rig.Exchange.Put(mail with { Id = new MessageId(now) });
    }
}
