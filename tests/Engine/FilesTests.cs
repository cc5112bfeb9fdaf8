using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class FilesTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task I6_files_lie_in_a_draft_in_Exchange_and_leave_with_the_answer_in_the_mail_s_thread()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);

        Assert.Equal((2, null), Result(await AddAsync(rig, task, File("a.pdf", 100), File("b.png", 200))));
        Assert.Equal((1, null), Result(await AddAsync(rig, task, File("c.txt", 300))));
        var stored = await rig.TaskAsync(task.Key);
        Assert.Equal((3, 600L, task.Version), (stored.Enclosures!.Count, stored.Enclosures.Bytes, stored.Version));
        Assert.DoesNotContain("a.pdf", System.Text.Json.JsonSerializer.Serialize(stored, TaskJson.Default.EmailTask), StringComparison.Ordinal);
        Assert.True((await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Here they are", false, null, default)).Done);
        await rig.PassAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(["a.pdf", "b.png", "c.txt"], Assert.Single(rig.Exchange.SentFiles));
        Assert.Contains("Here they are", Assert.Single(rig.Exchange.Sent).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("draft", rig.Exchange.Calls);
        Assert.DoesNotContain("delete-draft", rig.Exchange.Calls);
        Assert.Empty(rig.Exchange.Drafts);
    }

    [Fact]
    public async Task G6_an_answer_without_files_takes_no_request_more_than_before()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        var before = rig.Exchange.Calls.Count;

        await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Hello", false, null, default);
        await rig.IdleAsync();

        Assert.Equal(["draft", "send", "move"], rig.Exchange.Calls.Skip(before).Where(call => call is not ("get" or "list")));
    }

    [Theory]
    [InlineData(25 * Megabyte, 0, null)]
    [InlineData((25 * Megabyte) + 1, 0, Refusal.FilesTooLarge)]
    [InlineData(20 * Megabyte, 6 * Megabyte, Refusal.FilesTooLarge)]
    [InlineData(100, 0, null)]
    public async Task F27_the_size_is_checked_before_anything_is_uploaded(long first, long second, Refusal? expected)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        OutgoingFile[] files = second > 0 ? [File("a", first), File("b", second)] : [File("a", first)];

        var result = await AddAsync(rig, task, files);

        Assert.Equal(expected, result.Refusal);
        Assert.Equal(expected is null, rig.Exchange.Calls.Contains("prepare"));
        Assert.Equal(expected is null, rig.Exchange.Calls.Contains("add-file"));
    }

    [Fact]
    public async Task F27_what_was_added_before_counts_too()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("a", 20 * Megabyte));

        Assert.Equal(Refusal.FilesTooLarge, (await AddAsync(rig, task, File("b", 6 * Megabyte))).Refusal);
        Assert.Null((await AddAsync(rig, task, File("b", 5 * Megabyte))).Refusal);
    }

    [Theory]
    [InlineData("a.txt", 0, Refusal.FileEmpty)]
    [InlineData("", 10, Refusal.FileUnnamed)]
    public async Task A_file_that_is_nothing_is_refused(string name, long bytes, Refusal expected)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);

        Assert.Equal(expected, (await AddAsync(rig, task, File(name, bytes))).Refusal);
        Assert.DoesNotContain("prepare", rig.Exchange.Calls);
    }

    [Fact]
    public async Task F27_a_message_that_is_too_large_comes_back_with_its_files_and_leaves_without_some_of_them()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("large.zip", 100));
        rig.Exchange.Fault = call => call == "send" ? (new Failure(FailureCategory.TooLarge, "ErrorMessageSizeExceeded"), false) : null;
        await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Hello", false, null, default);
        await rig.IdleAsync();

        var card = rig.Desk.LastOf(Megan)!;
        Assert.Equal((TaskViewKind.NotSent, "ErrorMessageSizeExceeded", 1), (card.Kind, card.FailureCode, card.Files));
        rig.Exchange.Fault = null;
        Assert.True((await rig.Workbench.RemoveFilesAsync(Megan, task.Key, default)).Done);
        Assert.True((await rig.Workbench.ReplyAsync(Megan, task.Key, card.Version, "Hello", false, null, default)).Done);
        await rig.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Empty(Assert.Single(rig.Exchange.SentFiles));
        Assert.Empty(rig.Exchange.Drafts);
    }

    [Theory]
    [InlineData(FailureCategory.Transient, Refusal.ExchangeUnavailable)]
    [InlineData(FailureCategory.Refused, Refusal.ExchangeRefused)]
    public async Task F27_a_press_that_fails_keeps_the_files_for_the_next_one(FailureCategory trouble, Refusal expected)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("a.pdf", 100));
        rig.Exchange.Fault = call => call == "complete" ? (new Failure(trouble, "x"), false) : null;
        var refused = await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Hello", false, null, default);
        Assert.Equal((expected, 1), (refused.Refusal!.Value, refused.View!.Files));
        rig.Exchange.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(3));

        await rig.Workbench.ReplyAsync(Megan, task.Key, refused.View.Version, "Hello", false, null, default);
        await rig.IdleAsync();

        Assert.Equal(["a.pdf"], Assert.Single(rig.Exchange.SentFiles));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I4_words_that_may_be_on_their_way_into_the_draft_are_waited_for(bool arrived)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("a.pdf", 100));
        rig.Exchange.Fault = call => call == "complete" ? (new Failure(FailureCategory.Unknown, "TimedOut"), arrived) : null;
        var pressed = await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Hello", false, null, default);
        Assert.Equal((null, TaskViewKind.Sending), (pressed.Refusal, pressed.View!.Kind));
        rig.Exchange.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(arrived ? 1 : 0, rig.Exchange.Sent.Count);
        var card = rig.Desk.LastOf(Megan)!;
        Assert.Equal(arrived ? (TaskViewKind.Answered, 0) : (TaskViewKind.NotSent, 1), (card.Kind, card.Files));
    }

    [Fact]
    public async Task F25_an_Exchange_that_takes_no_more_bytes_says_until_when_and_keeps_what_it_has()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        var (calls, until) = (0, rig.Clock.GetUtcNow().AddMinutes(4));
        rig.Exchange.Fault = call => call == "add-file" && ++calls == 2 ? (new Failure(FailureCategory.Throttled, "ApplicationThrottled", until), false) : null;

        var result = await AddAsync(rig, task, File("a", 100), File("b", 100), File("c", 100));

        Assert.Equal((1, Refusal.ExchangeUnavailable, until), (result.Added, result.Refusal!.Value, result.NotBefore!.Value));
        Assert.Equal(1, result.View!.Files);
    }

    [Fact]
    public async Task F25_an_answer_that_Exchange_holds_up_says_when_it_will_be_sent()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("a", 100));
        var until = rig.Clock.GetUtcNow().AddMinutes(10);
        rig.Exchange.Fault = call => call == "send" ? (new Failure(FailureCategory.Throttled, "ApplicationThrottled", until), false) : null;
        await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Hello", false, null, default);
        await rig.IdleAsync();

        Assert.Equal((TaskViewKind.Sending, until), (rig.Desk.LastOf(Megan)!.Kind, rig.Desk.LastOf(Megan)!.SentNotBefore!.Value));
        rig.Exchange.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(11));
        Assert.Single(rig.Exchange.Sent);
    }

    [Theory]
    [InlineData(FailureCategory.Unknown)]
    [InlineData(FailureCategory.NotFound)]
    public async Task When_it_is_not_known_what_lies_in_the_draft_all_is_given_up_and_the_agent_sees_it(FailureCategory trouble)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("a", 100));
        rig.Exchange.Fault = call => call == "add-file" ? (new Failure(trouble, "x"), true) : null;

        var result = await AddAsync(rig, task, File("b", 100));
        rig.Exchange.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal((0, Refusal.FilesLost), (result.Added, result.Refusal!.Value));
        Assert.True(rig.Desk.LastOf(Megan)!.FilesLost);
        Assert.Equal(Refusal.Stale, (await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "From an old form", false, null, default)).Refusal);
        Assert.Empty(rig.Exchange.Drafts);
        Assert.Equal((1, null), Result(await AddAsync(rig, task, File("c", 100))));
        Assert.False((await rig.TaskAsync(task.Key)).FilesLost);
    }

    [Fact]
    public async Task A_draft_that_somebody_deleted_in_Outlook_is_no_mail_that_is_gone()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("a", 100));
        rig.Exchange.LoseDrafts();

        var result = await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Hello", false, null, default);

        Assert.Equal((Refusal.FilesLost, TaskViewKind.NotSent, true), (result.Refusal!.Value, result.View!.Kind, result.View.FilesLost));
        Assert.True((await rig.Workbench.ReplyAsync(Megan, task.Key, result.View.Version, "Hello", false, null, default)).Done);
        await rig.IdleAsync();
        Assert.Single(rig.Exchange.Sent);
    }

    [Fact]
    public async Task Nothing_is_sent_while_files_are_being_taken_and_an_upload_that_died_is_given_up()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        rig.Store.Fault = (_, _) => rig.Exchange.Calls.Contains("add-file") ? CommitFault.BeforeEffect : null;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AddAsync(rig, task, File("a", 100)));
        rig.Store.Fault = null;

        Assert.Equal(Refusal.FilesUnderWay, (await rig.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Hello", false, null, default)).Refusal);
        Assert.Equal(Refusal.FilesUnderWay, (await AddAsync(rig, task, File("b", 100))).Refusal);
        await rig.PassAsync(TimeSpan.FromMinutes(8));

        Assert.True(rig.Desk.LastOf(Megan)!.FilesLost);
        Assert.Empty(rig.Exchange.Drafts);
    }

    public static TheoryData<string> Ends => ["finish", "return", "outlook", "remove"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task F29_a_draft_that_nobody_will_send_is_deleted(string end)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("a", 100));
        switch (end)
        {
            case "finish":
                await rig.Workbench.FinishWithoutReplyAsync(Megan, task.Key, task.Version, default);
                break;
            case "return":
                await rig.Workbench.ReturnToQueueAsync(Megan, task.Key, task.Version, ReturnReason.Other, default);
                break;
            case "outlook":
                rig.Exchange.MoveAsPerson("1", null);
                break;
            default:
                await rig.Workbench.RemoveFilesAsync(Megan, task.Key, default);
                break;
        }

        await rig.PassAsync(TimeSpan.FromMinutes(6));

        Assert.Null((await rig.TaskAsync(task.Key)).Enclosures);
        Assert.Empty(rig.Exchange.Drafts);
    }

    [Fact]
    public async Task Only_the_holder_adds_and_removes()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(rig);
        await AddAsync(rig, task, File("a", 100));

        Assert.Equal(Refusal.UnknownTask, (await rig.Workbench.AddFilesAsync(Adele, task.Key, [File("b", 1)], default)).Refusal);
        Assert.Equal(Refusal.UnknownTask, (await rig.Workbench.RemoveFilesAsync(Adele, task.Key, default)).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await rig.Workbench.AddFilesAsync(new AgentId("stranger"), task.Key, [File("b", 1)], default)).Refusal);
        Assert.Equal(1, (await rig.TaskAsync(task.Key)).Enclosures!.Count);
    }

    /// <summary>Every commit and every call to Exchange that adding two files takes, and the process dying right before or right after each of them.</summary>
    public static TheoryData<int, bool> Deaths => Death.AtEachOf(6);

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task I4_I7_F29_whenever_the_process_dies_all_files_are_known_or_none_is_and_no_draft_is_left(int step, bool afterEffect)
    {
        var first = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(first);
        await new Death(first, step, afterEffect).ComeAsync(() => AddAsync(first, task, File("a", 100), File("b", 100)));

        await using var rig = await EngineRig.StartAsync(null, [], after: first);
        await rig.PassAsync(TimeSpan.FromMinutes(8));
        var now = await rig.TaskAsync(task.Key);
        var known = now.Enclosures?.Count ?? 0;

        Assert.Contains(known, new[] { 0, 2 });
        Assert.Null(now.Enclosures?.Upload);
        Assert.Equal(known > 0 ? 1 : 0, rig.Exchange.Drafts.Count);
        Assert.True((await rig.Workbench.ReplyAsync(Megan, task.Key, now.Version, "Hello", false, null, default)).Done);
        await rig.IdleAsync();
        Assert.Equal(known > 0 ? ["a", "b"] : [], Assert.Single(rig.Exchange.SentFiles));
    }

    /// <summary>Every step of answering with a file.</summary>
    public static TheoryData<int, bool> DeathsOfAnswering => Death.AtEachOf(8);

    [Theory]
    [MemberData(nameof(DeathsOfAnswering))]
    public async Task I4_I7_whenever_the_process_dies_the_customer_gets_exactly_one_answer_with_the_file(int step, bool afterEffect)
    {
        var first = await EngineRig.StartAsync(Megan);
        var task = await AcceptedAsync(first);
        await AddAsync(first, task, File("a", 100));
        await new Death(first, step, afterEffect).ComeAsync(() => first.Workbench.ReplyAsync(Megan, task.Key, task.Version, "Hello", false, null, default));

        await using var rig = await EngineRig.StartAsync(null, [], after: first);
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        var view = (await rig.Workbench.ViewAsync(Megan, task.Key, default)).View!;
        if (view.Kind is TaskViewKind.Mine or TaskViewKind.NotSent)
        {
            Assert.Equal(1, view.Files);
            await rig.Workbench.ReplyAsync(Megan, task.Key, view.Version, "Hello", false, null, default);
            await rig.PassAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["a"], Assert.Single(rig.Exchange.SentFiles));
        Assert.Equal(TaskEnd.Answered, (await rig.TaskAsync(task.Key)).End);
        Assert.Empty(rig.Exchange.Drafts);
    }

    private static OutgoingFile File(string name, long bytes) => new(name, null, bytes, Stream.Null);

    private static Task<FilesResult> AddAsync(EngineRig rig, EmailTask task, params OutgoingFile[] files) => rig.Workbench.AddFilesAsync(Megan, task.Key, files, default);

    private static (int Added, Refusal? Refusal) Result(FilesResult result) => (result.Added, result.Refusal);

    private static async Task<EmailTask> AcceptedAsync(EngineRig rig)
    {
        var task = await rig.AcceptAsync(Megan, await rig.DeliverAsync("1"));
        await rig.IdleAsync();
        return task;
    }
}
