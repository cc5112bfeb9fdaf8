using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Outlook and the bot are one desk (F-67).</summary>
public sealed class OutlookDeskTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E011_F67_no_second_answer_leaves_before_the_agent_says_so(bool byThread)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1", mail => mail with { ConversationId = "c" });
        await rig.AcceptAsync(Megan, key);
        await SendFromOutlookAsync(rig, byThread ? "<1@b.example>" : null, "adele@own.example");

        var view = rig.Desk.LastOf(Megan)!;
        Assert.Equal((TaskViewKind.Mine, "adele", false), (view.Kind, view.AnsweredOutsideBy, view.MayReply));
        Assert.Equal(Refusal.AnsweredInOutlook, (await rig.Workbench.ReplyAsync(Megan, key, view.Version, "Hello", false, null, default)).Refusal);
        await rig.IdleAsync();
        Assert.Empty(rig.Exchange.Sent);

        var allowed = await rig.Workbench.AnswerAllTheSameAsync(Megan, key, view.Version, default);
        Assert.True(allowed.View!.MayReply);
        Assert.True((await rig.Workbench.ReplyAsync(Megan, key, allowed.View.Version, "Hello", false, null, default)).Done);
        await rig.IdleAsync();
        Assert.Single(rig.Exchange.Sent);
        Assert.Equal(
            [TaskEvent.AnsweredInOutlook, TaskEvent.SecondAnswerWanted],
            (await rig.TaskAsync(key)).Timeline.Select(entry => entry.Event).Where(what => what is TaskEvent.AnsweredInOutlook or TaskEvent.SecondAnswerWanted));
    }

    [Fact]
    public async Task F67_an_answer_whose_copy_lies_elsewhere_is_seen_on_the_mail_itself()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        rig.Exchange.Change("1", mail => mail with { RepliedAt = rig.Clock.GetUtcNow() });
        await rig.PassAsync(TimeSpan.FromMinutes(2));

        Assert.NotNull((await rig.TaskAsync(key)).Outside);
        Assert.NotNull(rig.Desk.LastOf(Megan)!.AnsweredOutsideAt);
    }

    [Fact]
    public async Task F67_a_flag_is_shown_and_taken_off_again()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        rig.Exchange.Change("1", mail => mail with { Flag = MailFlag.Complete });
        await rig.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(MailFlag.Complete, rig.Desk.LastOf(Megan)!.Flag);

        rig.Exchange.Change("1", mail => mail with { Flag = MailFlag.None });
        await rig.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(MailFlag.None, rig.Desk.LastOf(Megan)!.Flag);
    }

    [Fact]
    public async Task The_answer_from_Outlook_is_told_once_and_forgotten_when_the_customer_writes_again()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        await SendFromOutlookAsync(rig, "<1@b.example>", "somebody@own.example");
        await rig.PassAsync(TimeSpan.FromMinutes(6));
        Assert.Single((await rig.TaskAsync(key)).Timeline, entry => entry.Event == TaskEvent.AnsweredInOutlook);
        Assert.Null((await rig.TaskAsync(key)).Outside!.By);

        await rig.DeliverAsync("2", headers: new MailHeader("In-Reply-To", "<1@b.example>"));
        Assert.Null((await rig.TaskAsync(key)).Outside);
        await rig.PassAsync(TimeSpan.FromMinutes(6));
        Assert.Null((await rig.TaskAsync(key)).Outside);
    }

    [Fact]
    public async Task What_we_sent_ourselves_is_no_answer_from_Outlook()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        rig.Exchange.SentByPeople.Add(new SentMail(new MessageId("ours"), rig.Clock.GetUtcNow(), IsOurs: true) { InReplyTo = "<1@b.example>" });
        await rig.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Null((await rig.TaskAsync(key)).Outside);
    }

    private static async Task SendFromOutlookAsync(EngineRig rig, string? inReplyTo, string sender)
    {
        rig.Exchange.SentByPeople.Add(new SentMail(new MessageId("sent"), rig.Clock.GetUtcNow(), IsOurs: false)
        {
            InReplyTo = inReplyTo,
            ConversationId = "c",
            Sender = new MailAddress(sender),
        });
        await rig.PassAsync(TimeSpan.FromMinutes(2));
    }
}
