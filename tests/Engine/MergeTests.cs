using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Two tasks of one matter are put together and taken apart again (F-08).</summary>
public sealed class MergeTests
{
    [Fact]
    public async Task F08_a_proposed_merge_is_one_click_and_both_mails_are_answered_and_filed_as_one()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (first, second) = await TwoHeldByMeganAsync(rig);
        var view = await rig.Workbench.ViewAsync(Megan, second, default);
        Assert.Equal((ProposalKind.SameMatter, first.Id, true), (view.View!.Proposal!.Value, view.View.OtherTask!.Value, view.View.MayMerge));

        var merged = await rig.Workbench.MergeAsync(Megan, second, view.View.Version, default);
        await rig.IdleAsync();
        Assert.Equal((TaskViewKind.Merged, first.Id), (merged.View!.Kind, merged.View.OtherTask!.Value));
        Assert.Equal(["1", "2"], (await rig.TaskAsync(first)).Mails.Select(mail => mail.Message.Value));
        Assert.Equal([first], (await rig.Agents.FindAsync(Megan, default))!.Value.Holds.Select(hold => hold.Task));
        Assert.Equal("inbox", rig.Exchange.FolderOf("2"));

        await rig.Workbench.ReplyAsync(Megan, first, (await rig.TaskAsync(first)).Version, "Dear customer", false, null, default);
        await rig.IdleAsync();
        Assert.Single(rig.Exchange.Sent);
        Assert.Equal(("handled", "handled"), (rig.Exchange.FolderOf("1"), rig.Exchange.FolderOf("2")));
    }

    [Fact]
    public async Task I9_who_was_asked_for_advice_on_the_merged_task_is_asked_no_more()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (_, second) = await TwoHeldByMeganAsync(rig);
        Assert.True((await rig.Consults.AskAsync(Megan, second, (await rig.TaskAsync(second)).Version, Adele, "", default)).Done);
        await rig.IdleAsync();
        Assert.True((await rig.Workbench.MergeAsync(Megan, second, (await rig.TaskAsync(second)).Version, default)).Done);
        await rig.IdleAsync();

        Assert.Empty((await rig.Agents.FindAsync(Adele, default))!.Value.Consults);
        Assert.Equal(TaskViewKind.ConsultOver, rig.Desk.LastOf(Adele)!.Kind);
    }

    [Fact]
    public async Task F08_a_merge_is_undone_with_one_click_and_comes_back_to_who_merged()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (first, second) = await TwoHeldByMeganAsync(rig);
        var merged = await rig.Workbench.MergeAsync(Megan, second, (await rig.TaskAsync(second)).Version, default);
        await rig.IdleAsync();

        Assert.True((await rig.Workbench.SplitAsync(Megan, second, merged.View!.Version, default)).Done);
        await rig.IdleAsync();
        Assert.Equal(["1"], (await rig.TaskAsync(first)).Mails.Select(mail => mail.Message.Value));
        var back = await rig.TaskAsync(second);
        Assert.Equal((TaskState.Offered, Megan, "last_agent"), (back.State, back.Offer!.Agent, back.Offer.Reasons[0].Code));
        Assert.Null(back.MergedInto);
    }

    [Fact]
    public async Task A_later_mail_of_the_merged_thread_joins_the_task_that_took_it()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (first, second) = await TwoHeldByMeganAsync(rig);
        await rig.Workbench.MergeAsync(Megan, second, (await rig.TaskAsync(second)).Version, default);
        await rig.IdleAsync();
        await rig.DeliverAsync("3", headers: new MailHeader("In-Reply-To", "<2@b.example>"));

        Assert.Equal(["1", "2", "3"], (await rig.TaskAsync(first)).Mails.Select(mail => mail.Message.Value));
    }

    [Fact]
    public async Task F06_the_newest_mail_is_split_off_into_a_task_of_its_own()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var first = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, first);
        var other = await rig.DeliverAsync("2", headers: new MailHeader("In-Reply-To", "<1@b.example>"));
        var held = await rig.TaskAsync(first);

        Assert.True((await rig.Workbench.SplitAsync(Megan, first, held.Version, default)).Done);
        await rig.IdleAsync();
        Assert.Equal(["1"], (await rig.TaskAsync(first)).Mails.Select(mail => mail.Message.Value));
        Assert.Equal(["2"], (await rig.TaskAsync(other)).Mails.Select(mail => mail.Message.Value));

        // Its thread is its own from now on, and it is the only task of its mail after another look.
        await rig.DeliverAsync("3", headers: new MailHeader("In-Reply-To", "<2@b.example>"));
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["2", "3"], (await rig.TaskAsync(other)).Mails.Select(mail => mail.Message.Value));
        Assert.Equal(["1"], (await rig.TaskAsync(first)).Mails.Select(mail => mail.Message.Value));
    }

    [Fact]
    public async Task F40_nothing_is_merged_with_a_task_whose_answer_is_in_doubt()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (first, second) = await TwoHeldByMeganAsync(rig);
        rig.Exchange.Fault = call => call == "send" ? (new Failure(FailureCategory.Transient, "busy"), false) : null;
        await rig.Workbench.ReplyAsync(Megan, first, (await rig.TaskAsync(first)).Version, "Dear customer", false, null, default);
        await rig.IdleAsync();

        var refused = await rig.Workbench.MergeAsync(Megan, second, (await rig.TaskAsync(second)).Version, default);
        Assert.Equal(Refusal.OtherTaskBusy, refused.Refusal);
        Assert.Equal(["1"], (await rig.TaskAsync(first)).Mails.Select(mail => mail.Message.Value));
        Assert.Equal(TaskState.Accepted, (await rig.TaskAsync(second)).State);
    }

    [Fact]
    public async Task I3_only_the_holder_merges_and_a_stale_click_or_a_second_one_does_nothing_more()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (first, second) = await TwoHeldByMeganAsync(rig);
        var version = (await rig.TaskAsync(second)).Version;

        Assert.False((await rig.Workbench.MergeAsync(Adele, second, version, default)).Done);
        Assert.Equal(Refusal.Stale, (await rig.Workbench.MergeAsync(Megan, second, version - 1, default)).Refusal);
        Assert.Equal(Refusal.NothingToMerge, (await rig.Workbench.MergeAsync(Megan, first, (await rig.TaskAsync(first)).Version, default)).Refusal);
        Assert.Equal(Refusal.NothingToSplit, (await rig.Workbench.SplitAsync(Megan, first, (await rig.TaskAsync(first)).Version, default)).Refusal);
        Assert.True((await rig.Workbench.MergeAsync(Megan, second, version, default)).Done);
        Assert.True((await rig.Workbench.MergeAsync(Megan, second, version, default)).Done);
        Assert.Equal(2, (await rig.TaskAsync(first)).Mails.Count());
    }

    private static async Task<(TaskKey First, TaskKey Second)> TwoHeldByMeganAsync(EngineRig rig)
    {
        var first = await rig.DeliverAsync("1");
        var second = await rig.DeliverAsync("2");
        await rig.AcceptAsync(Megan, first);
        await rig.AcceptAsync(Megan, second);
        await rig.IdleAsync();
        return (first, second);
    }
}
