using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>Who can be reached where, and which activities were seen.</summary>
public sealed class ConversationTests
{
    private static readonly AgentId Rido = new("03500558-e554-416c-90c3-a061cdcd012b");
    private static readonly Activity Message = GuardFixture.Message();
    private static readonly Activity Install = Message with { Type = "installationUpdate", Action = "add" };
    private static readonly Caller Vouched = new(new SigningKey("k", default, ["msteams"], null), false, TokenForge.ServiceUrl, DateTimeOffset.MaxValue);
    private readonly InMemoryEntityStore store = new();
    private readonly ManualClock clock = new();
    private readonly ConversationBook book;
    private readonly SeenActivities seen;

    public ConversationTests() => (book, seen) = (new(store), NewSeen());

    [Fact]
    public async Task A_reference_holds_what_is_needed_to_reach_the_person()
    {
        await book.RefreshAsync(Message, Vouched, default);
        Assert.Equal(
            new ConversationReference
            {
                PersonId = Rido.Value, TenantId = TokenForge.Tenant, ServiceUrl = TokenForge.ServiceUrl, ServiceUrlVerified = true, ConversationId = "a:1xH4HncZ6ly",
                UserId = "29:1cgsv1oFLAoTflZ", BotId = $"28:{TokenForge.AppId}", Locale = "en-US", TimeZone = "America/Los_Angeles",
            },
            await book.FindAsync(Rido, default));
        Assert.DoesNotContain("Rido", System.Text.Encoding.UTF8.GetString(store.Dump().Single().Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_written_only_when_something_changed()
    {
        await book.RefreshAsync(Message, Vouched, default);
        await book.RefreshAsync(Message with { Id = "2", Text = "other" }, Vouched, default);
        Assert.Equal(1, store.Commits);
        await book.RefreshAsync(Message with { ServiceUrl = "https://smba.trafficmanager.net/amer/" }, Vouched, default);
        await book.RefreshAsync(Message with { Locale = "de-DE", Entities = null }, Caller.ThisMachine, default);
        Assert.Equal(3, store.Commits);
        var now = await book.FindAsync(Rido, default);
        Assert.Equal(("de-DE", "America/Los_Angeles", false), (now!.Locale, now.TimeZone, now.ServiceUrlVerified));
    }

    [Fact]
    public async Task Group_chats_and_channels_leave_the_personal_reference_alone()
    {
        await book.RefreshAsync(Message, Vouched, default);
        foreach (var type in new[] { "groupChat", "channel" })
            Assert.Null(await book.RefreshAsync(Message with { Conversation = new ConversationAccount("19:x", type, TokenForge.Tenant) }, Vouched, default));
        Assert.Equal("a:1xH4HncZ6ly", (await book.FindAsync(Rido, default))!.ConversationId);
        Assert.NotNull(await book.RefreshAsync(Message with { Conversation = new ConversationAccount("a:9", null, TokenForge.Tenant) }, Vouched, default));
    }

    [Fact]
    public async Task F70_installing_makes_reachable_and_removing_unreachable()
    {
        await book.RefreshAsync(Install, Vouched, default);
        Assert.Equal(Reach.Active, (await book.FindAsync(Rido, default))!.Reach);
        await book.RefreshAsync(Install with { Action = "remove" }, Vouched, default);
        Assert.Equal(Reach.Uninstalled, (await book.FindAsync(Rido, default))!.Reach);
        await book.RefreshAsync(Message with { Type = "conversationUpdate" }, Vouched, default);
        Assert.IsType<Delivery.NotInstalled>(PersonalChats.Unreachable(await book.FindAsync(Rido, default)));
        await book.RefreshAsync(Install, Vouched, default);
        Assert.Null(PersonalChats.Unreachable(await book.FindAsync(Rido, default)));
    }

    [Theory]
    [InlineData("message", Reach.Active)]
    [InlineData("invoke", Reach.Active)]
    [InlineData("typing", Reach.Blocked)]
    [InlineData("event", Reach.Blocked)]
    internal async Task F71_a_block_ends_when_the_person_acts(string type, Reach after)
    {
        await book.RefreshAsync(Message, Vouched, default);
        await book.MarkAsync(Rido, Reach.Blocked, "MessageWritesBlocked", default);
        var changed = await book.RefreshAsync(Message with { Type = type }, Vouched, default);
        Assert.Equal((after, after == Reach.Blocked ? "MessageWritesBlocked" : null), (changed!.Reach, changed.ReachCode));
    }

    [Fact]
    public async Task A_hundred_people_are_listed_and_changes_at_once_do_not_get_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
            await book.RefreshAsync(Message with { From = new ChannelAccount($"29:{number}", null, $"person-{number % 50}") }, Vouched, default))));
        var all = new List<ConversationReference>();
        await foreach (var reference in book.AllAsync(default))
            all.Add(reference);
        Assert.Equal(50, all.Select(reference => reference.PersonId).Distinct().Count());
        Assert.Equal(50, all.Count);
    }

    [Fact]
    public async Task A_removed_chat_is_created_once_more_and_the_message_sent_there()
    {
        await using var stub = await ConnectorStub.StartAsync();
        await book.RefreshAsync(Message with { ServiceUrl = stub.ServiceUrl }, Vouched, default);
        stub.Then(404, ConnectorStub.Error("ConversationNotFound")).Then(201, """{"id":"a:fresh"}""");
        var sent = await new PersonalChats(book, stub.Client).SendAsync(Rido, to => OutboundActivity.Text(to, "hi"), default);
        Assert.Equal(new PersonalDelivery(new Delivery.Delivered("1776827520098"), "a:fresh"), sent);
        Assert.Equal("a:fresh", (await book.FindAsync(Rido, default))!.ConversationId);

        stub.Then(404, ConnectorStub.Error("ConversationNotFound")).Then(201, """{"id":"a:fresh"}""").Then(404, ConnectorStub.Error("ConversationNotFound"));
        sent = await new PersonalChats(book, stub.Client).SendAsync(Rido, to => OutboundActivity.Text(to, "hi"), default);
        Assert.Equal(new Delivery.Gone(GoneThing.Conversation), sent.Delivery);
        Assert.Equal(6, stub.Calls.Count);
    }

    [Fact]
    public async Task F71_who_blocked_the_bot_is_not_written_to_again()
    {
        await using var stub = await ConnectorStub.StartAsync();
        await book.RefreshAsync(Message with { ServiceUrl = stub.ServiceUrl }, Vouched, default);
        var chats = new PersonalChats(book, stub.Then(403, ConnectorStub.Error("ConversationBlockedByUser")).Client);
        for (var times = 0; times < 3; times++)
            Assert.Equal(new Delivery.Blocked("ConversationBlockedByUser"), (await chats.SendAsync(Rido, to => OutboundActivity.Text(to, "hi"), default)).Delivery);
        Assert.Single(stub.Calls);
        await book.RefreshAsync(Message with { ServiceUrl = stub.ServiceUrl }, Vouched, default);
        Assert.IsType<Delivery.Delivered>((await chats.SendAsync(Rido, to => OutboundActivity.Text(to, "hi"), default)).Delivery);
        Assert.IsType<Delivery.NotInstalled>((await chats.SendAsync(new AgentId("stranger"), to => OutboundActivity.Text(to, "hi"), default)).Delivery);
    }

    [Fact]
    public async Task An_activity_is_known_by_conversation_id_and_type()
    {
        var key = SeenActivities.KeyOf(Message)!;
        Assert.NotEqual(key, SeenActivities.KeyOf(Message with { Id = "2" }));
        Assert.NotEqual(key, SeenActivities.KeyOf(Message with { Type = "invoke" }));
        Assert.NotEqual(key, SeenActivities.KeyOf(Message with { Conversation = new ConversationAccount("a:2") }));
        Assert.Null(SeenActivities.KeyOf(Message with { Id = null }));

        Assert.Equal(SeenState.New, await seen.BeginAsync(key, default));
        await seen.DoneAsync(key, null, default);
        Assert.Equal(SeenState.Done, await NewSeen().BeginAsync(key, default));
        clock.Advance(TimeSpan.FromHours(23.9));
        Assert.Equal(SeenState.Done, await NewSeen().BeginAsync(key, default));
        clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal(SeenState.New, await NewSeen().BeginAsync(key, default));
    }

    [Fact]
    public async Task Work_that_died_is_taken_up_after_its_lease()
    {
        await seen.BeginAsync("key", default);
        Assert.Equal(SeenState.Running, await NewSeen().BeginAsync("key", default));
        clock.Advance(SeenActivities.Lease);
        Assert.Equal(SeenState.New, await NewSeen().BeginAsync("key", default));
        await seen.ForgetAsync("key");
        Assert.Equal(SeenState.New, await NewSeen().BeginAsync("key", default));
    }

    [Fact]
    public async Task Only_one_of_many_takes_an_activity_up()
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await NewSeen().BeginAsync("key", default))));
        Assert.Single(states, state => state == SeenState.New);
        Assert.Equal(19, states.Count(state => state == SeenState.Running));
    }

    [Fact]
    public async Task Marks_do_not_pile_up()
    {
        for (var day = 0; day < 12; day++)
        {
            for (var number = 0; number < 150; number++)
            {
                await seen.BeginAsync($"{day}-{number}", default);
                await seen.DoneAsync($"{day}-{number}", null, default);
            }

            Assert.InRange(store.Dump().Count, 150, 300);
            clock.Advance(TimeSpan.FromHours(24));
        }
    }

    private SeenActivities NewSeen() => new(store, clock, NullLogger<SeenActivities>.Instance);
}
