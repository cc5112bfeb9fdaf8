using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class AnswerTests
{
    [Fact]
    public async Task I4_a_double_click_on_Send_sends_once()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(rig);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => rig.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default))));
        await rig.IdleAsync();

        Assert.Single(rig.Exchange.Sent);
        Assert.All(results, result => Assert.Contains(result.View!.Kind, new[] { TaskViewKind.Sending, TaskViewKind.Answered }));
    }

    [Fact]
    public async Task An_answer_to_more_people_than_Exchange_takes_is_refused_and_one_to_the_sender_leaves()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1", mail => mail with { Cc = [.. Enumerable.Range(0, 600).Select(i => new MailAddress($"person{i}@b.example"))] });
        var version = (await rig.AcceptAsync(Megan, key)).Version;

        Assert.Equal(Refusal.TooManyRecipients, (await rig.Workbench.ReplyAsync(Megan, key, version, "Hello", true, null, default)).Refusal);
        Assert.True((await rig.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default)).Done);
        await rig.IdleAsync();
        Assert.Single(Assert.Single(rig.Exchange.Sent).To);
    }

    [Theory]
    [InlineData(true, "UTC-05:00")]
    [InlineData(false, "UTC+09:00")]
    public async Task The_quotation_tells_the_time_by_the_clock_of_the_service_or_of_the_tenant(bool hasHours, string offset)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        rig.Current = rig.Current with
        {
            Tenant = rig.Current.Tenant with { TimeZone = "Asia/Tokyo" },
            Services = [.. rig.Current.Services.Select(service => service with { OpeningHours = new() { TimeZone = "America/Bogota", Hours = hasHours ? [new(DayOfWeek.Monday, new(0, 0), new(23, 0))] : [] } })],
        };
        var key = await rig.DeliverAsync("1");
        Assert.Contains(offset, (await rig.AnswerAsync(Megan, key)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_Exchange_is_down_nothing_is_sent_and_the_agent_may_press_again()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(rig);
        rig.Exchange.Fault = call => call == "draft" ? (new Failure(FailureCategory.Transient, "ServiceUnavailable"), false) : null;

        var refused = await rig.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default);
        Assert.Equal((Refusal.ExchangeUnavailable, TaskViewKind.NotSent), (refused.Refusal!.Value, refused.View!.Kind));

        rig.Exchange.Fault = null;
        await rig.Workbench.ReplyAsync(Megan, key, refused.View.Version, "Hello", false, null, default);
        await rig.IdleAsync();
        Assert.Single(rig.Exchange.Sent);
    }

    [Fact]
    public async Task A_right_that_is_missing_is_told_apart_from_an_Exchange_that_is_down()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(rig);
        rig.Exchange.Fault = call => call == "draft" ? (new Failure(FailureCategory.Refused, "ErrorAccessDenied"), false) : null;

        Assert.Equal(Refusal.ExchangeRefused, (await rig.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default)).Refusal);
    }

    [Fact]
    public async Task F34_an_answer_that_Exchange_refuses_to_send_comes_back_to_the_agent()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(rig);
        rig.Exchange.Fault = call => call == "send" ? (new Failure(FailureCategory.Refused, "ErrorSendAsDenied"), false) : null;
        await rig.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default);
        await rig.IdleAsync();

        var card = rig.Desk.LastOf(Megan)!;
        Assert.Equal((TaskViewKind.NotSent, "ErrorSendAsDenied"), (card.Kind, card.FailureCode));
        Assert.Equal("inbox", rig.Exchange.FolderOf("1"));
    }

    [Fact]
    public async Task I4_a_time_out_after_the_effect_of_sending_does_not_send_twice()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(rig);
        var once = true;
        rig.Exchange.Fault = call => call == "send" && once && !(once = false) ? (new Failure(FailureCategory.Unknown, "timeout"), true) : null;
        await rig.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default);
        await rig.PassAsync(TimeSpan.FromSeconds(30));

        Assert.Single(rig.Exchange.Calls, "send");
        Assert.Single(rig.Exchange.Sent);
        Assert.Equal(TaskEnd.Answered, (await rig.TaskAsync(key)).End);
    }

    [Fact]
    public async Task I4_when_it_cannot_be_known_whether_the_answer_left_the_agent_is_asked()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(rig);
        rig.Exchange.Fault = call => call is "send" or "state" ? (new Failure(FailureCategory.Unknown, "timeout"), true) : null;
        await rig.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default);
        await rig.PassAsync(TimeSpan.FromMinutes(90));

        var card = rig.Desk.LastOf(Megan)!;
        Assert.Equal(TaskViewKind.Unsure, card.Kind);
        Assert.Equal(Refusal.Stale, (await rig.Workbench.ReplyAsync(Megan, key, card.Version, "Again", false, null, default)).Refusal);
        var settled = await rig.Workbench.SettleUnsureAsync(Megan, key, card.Version, wasSent: true, default);
        await rig.IdleAsync();
        Assert.Equal(TaskViewKind.Answered, settled.View!.Kind);
        Assert.Single(rig.Exchange.Sent);
    }

    [Theory]
    [InlineData("", Refusal.TextMissing)]
    [InlineData(" \n ", Refusal.TextMissing)]
    public async Task An_empty_answer_is_refused(string text, Refusal refusal)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(rig);

        Assert.Equal(refusal, (await rig.Workbench.ReplyAsync(Megan, key, version, text, false, null, default)).Refusal);
        Assert.DoesNotContain("draft", rig.Exchange.Calls);
    }

    [Fact]
    public async Task A_mail_that_was_deleted_meanwhile_ends_the_task_when_the_agent_answers()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(rig);
        rig.Exchange.MoveAsPerson("1", null);

        var result = await rig.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default);
        Assert.Equal((Refusal.AlreadyDone, TaskViewKind.HandledInOutlook), (result.Refusal!.Value, result.View!.Kind));
        Assert.Empty(rig.Exchange.Sent);
    }

    /// <summary>Every commit and every call to Exchange that answering takes, and the process dying right before or right after each of them.</summary>
    public static TheoryData<int, bool> Deaths => Death.AtEachOf(19);

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task I4_I7_whenever_the_process_dies_the_customer_gets_exactly_one_answer_and_the_mail_is_filed(int step, bool afterEffect)
    {
        var first = await EngineRig.StartAsync(Megan);
        var (key, version) = await AcceptedAsync(first);
        await new Death(first, step, afterEffect).ComeAsync(() => first.Workbench.ReplyAsync(Megan, key, version, "Hello", false, null, default));

        await using var rig = await EngineRig.StartAsync(null, [], after: first);
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        var view = await rig.Workbench.ViewAsync(Megan, key, default);
        if (view.View!.Kind is TaskViewKind.Mine or TaskViewKind.NotSent)
        {
            // The card tells that nothing was sent; the text is still in it.
            Assert.Empty(rig.Exchange.Sent);
            await rig.Workbench.ReplyAsync(Megan, key, view.View.Version, "Hello", false, null, default);
            await rig.PassAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Single(rig.Exchange.Sent);
        Assert.Equal("handled", rig.Exchange.FolderOf("1"));
        Assert.Equal(TaskEnd.Answered, (await rig.TaskAsync(key)).End);
        Assert.Empty((await rig.Agents.FindAsync(Megan, default))!.Value.Holds);
        Assert.Equal(TaskViewKind.Answered, rig.Desk.LastOf(Megan)!.Kind);
    }

    private static async Task<(TaskKey Key, long Version)> AcceptedAsync(EngineRig rig)
    {
        var key = await rig.DeliverAsync("1");
        var accepted = await rig.Workbench.AcceptAsync(Megan, key, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.IdleAsync();
        return (key, accepted.View!.Version);
    }
}
