using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Tests.Engine.Support;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Subscriptions;

public sealed class SubscriptionKeeperTests
{
    private static readonly MailboxId Mailbox = new("mailbox-help");
    private static readonly NotificationAddresses Here = Addresses("https://bot.example");

    private readonly ManualClock clock = new();
    private readonly InMemoryEntityStore store = new();
    private readonly FakeExchange graph;
    private readonly SubscriptionKeeper keeper;

    public SubscriptionKeeperTests()
    {
        graph = new FakeExchange(clock);
        keeper = new SubscriptionKeeper(graph, new MailboxTable(store), clock);
    }

    [Fact]
    public async Task N015_X022_the_first_one_costs_one_request_and_has_a_secret_of_its_own()
    {
        var first = await KeepAsync(null);

        Assert.Equal(["subscribe"], graph.Calls);
        Assert.True(first.MayHaveMissed);
        Assert.InRange(first.Subscription!.ClientState.Length, 32, 128);
        Assert.Equal(first.Subscription.ExpiresAt, clock.GetUtcNow() + SubscriptionKeeper.Lifetime);
    }

    [Fact]
    public async Task X022_X024_one_of_a_former_life_with_an_unknown_secret_is_replaced_and_never_trusted()
    {
        graph.SetSubscriptions(new GraphSubscription("stranger", Mailbox.Value, Here.Url, clock.GetUtcNow().AddDays(3)));

        var kept = await KeepAsync(null);

        Assert.Equal(["subscribe", "list-subscriptions", "unsubscribe", "subscribe"], graph.Calls);
        Assert.NotEqual("stranger", kept.Subscription!.Id);
        Assert.Equal([kept.Subscription.Id], graph.Subscriptions.Select(one => one.Id));
    }

    [Fact]
    public async Task One_whose_secret_we_know_is_adopted_and_keeps_it()
    {
        graph.SetSubscriptions(new GraphSubscription("ours", Mailbox.Value, Here.Url, clock.GetUtcNow().AddDays(3)));
        await store.CommitAsync(MailboxTable.Partition, [MailboxTable.Own("ours", new SubscriptionOwner(Mailbox, "known-secret"))], default);

        var kept = await KeepAsync(null);

        Assert.Equal(("ours", "known-secret", true), (kept.Subscription!.Id, kept.Subscription.ClientState, kept.MayHaveMissed));
        Assert.Equal(clock.GetUtcNow() + SubscriptionKeeper.Lifetime, kept.Subscription.ExpiresAt);
        Assert.DoesNotContain("unsubscribe", graph.Calls);
    }

    [Fact]
    public async Task One_that_notifies_another_address_or_belongs_to_another_mailbox_is_not_adopted()
    {
        graph.SetSubscriptions(new GraphSubscription("elsewhere", Mailbox.Value, "https://old.example/n", clock.GetUtcNow().AddDays(3)));
        await store.CommitAsync(MailboxTable.Partition, [MailboxTable.Own("elsewhere", new SubscriptionOwner(Mailbox, "known"))], default);
        Assert.NotEqual("elsewhere", (await KeepAsync(null)).Subscription!.Id);

        graph.SetSubscriptions(new GraphSubscription("other", Mailbox.Value, Here.Url, clock.GetUtcNow().AddDays(3)));
        await store.CommitAsync(MailboxTable.Partition, [MailboxTable.Own("other", new SubscriptionOwner(new MailboxId("another"), "known"))], default);
        Assert.NotEqual("other", (await KeepAsync(null)).Subscription!.Id);
    }

    [Fact]
    public async Task A_move_of_the_bot_to_another_address_replaces_the_subscription()
    {
        var old = (await KeepAsync(null)).Subscription!;

        var kept = await keeper.KeepAsync(Mailbox, old, SubscriptionNeed.None, Addresses("https://new.example"), default);

        Assert.NotEqual(old.Id, kept.Subscription!.Id);
        Assert.Equal("https://new.example/n", Assert.Single(graph.Subscriptions).NotificationUrl);
    }

    [Fact]
    public async Task It_is_renewed_at_half_of_its_life_and_not_before()
    {
        var first = (await KeepAsync(null)).Subscription!;
        clock.Advance(SubscriptionKeeper.Lifetime / 2 - TimeSpan.FromMinutes(1));
        Assert.Same(first, (await KeepAsync(first)).Subscription);
        clock.Advance(TimeSpan.FromMinutes(2));

        var renewed = await KeepAsync(first);

        Assert.Equal(["subscribe", "renew"], graph.Calls);
        Assert.Equal((first.Id, first.ClientState, first.StartedAt), (renewed.Subscription!.Id, renewed.Subscription.ClientState, renewed.Subscription.StartedAt));
        Assert.False(renewed.MayHaveMissed);
    }

    [Fact]
    public async Task F23_a_demand_right_after_a_renewal_waits_for_the_next_minute()
    {
        var first = (await KeepAsync(null)).Subscription!;
        clock.Advance(TimeSpan.FromMinutes(5));
        var renewed = await KeepAsync(first, SubscriptionNeed.Reauthorization);
        Assert.True(renewed.MayHaveMissed);
        for (var demand = 0; demand < 100; demand++)
            await KeepAsync(renewed.Subscription, SubscriptionNeed.Reauthorization);

        Assert.Equal(["subscribe", "renew"], graph.Calls);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(keeper.IsDue(renewed.Subscription, SubscriptionNeed.Reauthorization, Here));
    }

    [Fact]
    public async Task One_that_is_gone_at_its_renewal_is_created_anew_and_one_that_cannot_be_renewed_now_is_kept()
    {
        var first = (await KeepAsync(null)).Subscription!;
        clock.Advance(TimeSpan.FromDays(4));
        graph.Fault = call => call == "renew" ? (new Failure(FailureCategory.Transient, "Http503"), false) : null;
        var failed = await KeepAsync(first);
        Assert.Equal((first, "Http503"), (failed.Subscription, failed.Failure!.Code));

        graph.Fault = null;
        graph.SetSubscriptions();
        var anew = await KeepAsync(first);
        Assert.NotEqual(first.Id, anew.Subscription!.Id);
        Assert.NotEqual(first.ClientState, anew.Subscription.ClientState);
        Assert.True(anew.MayHaveMissed);
    }

    [Fact]
    public async Task Without_an_address_there_is_none()
    {
        var first = (await KeepAsync(null)).Subscription!;

        Assert.False(keeper.IsDue(null, SubscriptionNeed.None, null));
        Assert.Null((await keeper.KeepAsync(Mailbox, first, SubscriptionNeed.None, null, default)).Subscription);
    }

    private Task<KeptSubscription> KeepAsync(SubscriptionState? current, SubscriptionNeed need = SubscriptionNeed.None) =>
        keeper.KeepAsync(Mailbox, current, need, Here, default);

    private static NotificationAddresses Addresses(string host) => new(new Uri($"{host}/n"), new Uri($"{host}/l"));
}
