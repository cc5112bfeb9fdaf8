using System.Net;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Cards;

namespace TeamsEmailBot.Tests.Desk;

public sealed class TeamsDeskTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly CardReference Shown = new(SampleViews.Megan, $"a:{Bench.Megan}", "old", 6);
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task An_offer_is_posted_with_a_toast_and_a_summary_in_the_agents_language()
    {
        await KnowAsync("de-DE");
        var delivery = await bench.Desk.ShowAsync(SampleViews.View(TaskViewKind.Offer), null, None);
        Assert.Equal((DeskResult.Delivered, 7L), (delivery.Result, delivery.Card!.ShownVersion));
        var post = Assert.Single(bench.Teams.Calls);
        Assert.Equal(("POST", $"/v3/conversations/a:{Bench.Megan}/activities"), (post.Method, post.Path));
        Assert.True(post.Body.GetProperty("channelData").GetProperty("notification").GetProperty("alert").GetBoolean());
        Assert.Equal("Neue E-Mail: Delivery of order 20931 incomplete", post.Body.GetProperty("summary").GetString());
        Assert.False(post.Body.TryGetProperty("text", out _));
        Assert.Contains("14:06:00", post.Said, StringComparison.Ordinal);
        Assert.Equal($"29:{Bench.Megan}", post.Card.GetProperty("refresh").GetProperty("userIds")[0].GetString());
    }

    [Fact]
    public async Task Whose_language_we_do_not_speak_reads_the_tenants()
    {
        bench.Current = bench.Current with { Tenant = bench.Current.Tenant with { DefaultLanguage = "de" } };
        await KnowAsync("fr-FR");
        await bench.Desk.ShowAsync(SampleViews.View(TaskViewKind.Offer), null, None);
        Assert.StartsWith("Neue E-Mail:", Assert.Single(bench.Teams.Calls).Body.GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_stands_is_updated_in_its_place_without_a_toast()
    {
        await KnowAsync();
        var delivery = await bench.Desk.ShowAsync(SampleViews.View(TaskViewKind.Mine), Shown, None);
        var put = Assert.Single(bench.Teams.Calls);
        Assert.Equal(("PUT", $"/v3/conversations/a:{Bench.Megan}/activities/old"), (put.Method, put.Path));
        Assert.False(put.Body.GetProperty("channelData").TryGetProperty("notification", out _));
        Assert.Equal(Shown with { ShownVersion = 7 }, delivery.Card);
    }

    [Fact]
    public async Task F73_a_chat_that_is_gone_is_made_anew_and_the_card_posted_there()
    {
        await KnowAsync();
        bench.Teams.Next(HttpStatusCode.NotFound, "ConversationNotFound");
        bench.Teams.Next(HttpStatusCode.NotFound, "ConversationNotFound");
        var delivery = await bench.Desk.ShowAsync(SampleViews.View(TaskViewKind.Mine), Shown, None);
        Assert.Equal(["PUT", "POST", "POST", "POST"], bench.Teams.Calls.Select(call => call.Method));
        Assert.Equal("/v3/conversations", bench.Teams.Calls[2].Path);
        Assert.Equal("a:new", delivery.Card!.Conversation);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "BotNotInConversationRoster", DeskResult.NotInstalled)]
    [InlineData(HttpStatusCode.Forbidden, "MessageWritesBlocked", DeskResult.Blocked)]
    [InlineData(HttpStatusCode.BadRequest, "BadSyntax", DeskResult.Rejected)]
    [InlineData(HttpStatusCode.GatewayTimeout, "ServiceError", DeskResult.Unknown)]
    public async Task F70_F71_an_offer_that_cannot_be_delivered_says_why_and_is_not_repeated(HttpStatusCode status, string code, DeskResult result)
    {
        await KnowAsync();
        bench.Teams.Next(status, code);
        var delivery = await bench.Desk.ShowAsync(SampleViews.View(TaskViewKind.Offer), null, None);
        Assert.Equal((result, (CardReference?)null), (delivery.Result, delivery.Card));
        Assert.Single(bench.Teams.Calls);
        DeskResult? lasting = result is DeskResult.NotInstalled or DeskResult.Blocked ? result : null;
        Assert.Equal(lasting, await bench.Desk.UnreachableAsync(SampleViews.Megan, None));
    }

    [Fact]
    public async Task F57_a_card_that_Teams_finds_too_large_comes_once_more_without_the_text()
    {
        await KnowAsync();
        bench.Teams.Next(HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig");
        var delivery = await bench.Desk.ShowAsync(SampleViews.View(TaskViewKind.Mine), null, None);
        Assert.Equal(DeskResult.Delivered, delivery.Result);
        Assert.Contains("lamps", bench.Teams.Calls[0].Said, StringComparison.Ordinal);
        Assert.DoesNotContain("lamps", bench.Teams.Calls[1].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F70_who_was_never_seen_is_not_even_tried()
    {
        Assert.Equal(DeskResult.NotInstalled, await bench.Desk.UnreachableAsync(SampleViews.Megan, None));
        Assert.Equal(DeskResult.NotInstalled, (await bench.Desk.ShowAsync(SampleViews.View(TaskViewKind.Offer), null, None)).Result);
        Assert.Empty(bench.Teams.Calls);
    }

    [Fact]
    public async Task Who_was_set_off_duty_is_told_with_a_way_back()
    {
        await KnowAsync();
        await bench.Desk.TellAsync(SampleViews.Megan, new Notice(NoticeKind.SetOffDuty, 2), None);
        Assert.Contains("duty.on", Assert.Single(bench.Teams.Calls).Card.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_reminded_of_a_deadline_sees_which_and_can_open_the_task()
    {
        await KnowAsync();
        var near = new NearDeadline(SampleViews.Key, 7, TargetKind.FirstAnswer, SampleViews.Now.AddMinutes(9), SampleViews.Now);
        await bench.Desk.TellAsync(SampleViews.Megan, new Notice(NoticeKind.DeadlineNear, ServiceName: "Orders") { Near = near }, None);
        var call = Assert.Single(bench.Teams.Calls);
        Assert.Contains("in Orders: the first answer is due at", call.Said, StringComparison.Ordinal);
        Assert.Contains("\"view\"", call.Card.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task N072_a_welcome_told_by_the_engine_is_not_repeated_on_installation()
    {
        await KnowAsync();
        await bench.Desk.TellAsync(SampleViews.Megan, new Notice(NoticeKind.Welcome, ServiceName: "Orders"), None);
        await bench.ReceiveAsync(bench.From(Bench.Megan, ActivityTypes.InstallationUpdate) with { Action = "add" });
        Assert.Contains("Orders", Assert.Single(bench.Teams.Calls).Said, StringComparison.Ordinal);
    }

    private async Task KnowAsync(string locale = "en-US") =>
        await bench.Book.RefreshAsync(bench.From(Bench.Megan, ActivityTypes.Message, locale), Caller.ThisMachine, None);
}
