using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class MailboxKeepingTests
{
    [Fact]
    public async Task I8_two_instances_keep_one_subscription_and_look_once_in_an_interval()
    {
        await using var one = await EngineRig.StartAsync(null, [], isAlone: false);
        await using var other = await EngineRig.StartAsync(null, [], one, isAlone: false);
        one.Exchange.Calls.Clear();
        for (var minute = 0; minute < 6; minute++)
        {
            one.Clock.Skip(TimeSpan.FromMinutes(1));
            await Task.WhenAll(one.IdleAsync(), other.IdleAsync());
        }

        Assert.Single(one.Exchange.Subscriptions);
        Assert.Equal(3, one.Exchange.Calls.Count(call => call == "list"));
        Assert.DoesNotContain("subscribe", one.Exchange.Calls);
    }

    [Fact]
    public async Task N008_mail_that_waits_for_a_slot_is_no_sign_of_a_silent_subscription()
    {
        await using var rig = await EngineRig.StartAsync(Configured(maxTasks: 1), []);
        var subscription = Assert.Single(rig.Exchange.Subscriptions).Id;
        await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");
        Assert.Single(await rig.OpenTasksAsync());

        await rig.PassAsync(TimeSpan.FromMinutes(15));

        Assert.Equal(subscription, Assert.Single(rig.Exchange.Subscriptions).Id);
        Assert.Null((await rig.Mailboxes.FindAsync(EngineRig.Mailbox, default))!.Value.UnnotifiedSince);
    }

    [Fact]
    public async Task I8_what_a_dead_instance_was_tending_is_taken_over_when_its_lease_ends_and_not_before()
    {
        await using var rig = await EngineRig.StartAsync(null, [], isAlone: false);
        await rig.Mailboxes.ChangeAsync(EngineRig.Mailbox, state => state with { TendedUntil = rig.Clock.GetUtcNow().AddMinutes(6) }, default);
        rig.Exchange.Deliver("1");
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(await rig.OpenTasksAsync());
        await rig.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Single(await rig.OpenTasksAsync());
        Assert.Null((await StateAsync(rig)).TendedUntil);
    }

    [Fact]
    public async Task I8_an_instance_with_yesterdays_configuration_does_not_touch_an_assignment_of_today()
    {
        await using var today = await EngineRig.StartAsync(null, [], isAlone: false);
        await using var yesterday = await EngineRig.StartAsync(null, [], today, isAlone: false);
        await today.DeliverAsync("before");
        today.Current = Suspended(today.Current, true);
        await today.IdleAsync();
        await yesterday.IdleAsync();
        Assert.NotNull((await StateAsync(today)).EndedAt);

        today.Clock.Skip(TimeSpan.FromMinutes(1));
        today.Exchange.Deliver("while off");
        today.Clock.Skip(TimeSpan.FromMinutes(1));
        today.Current = Suspended(today.Current, false, today.Clock.GetUtcNow());
        await today.IdleAsync();
        var begun = await StateAsync(today);
        for (var round = 0; round < 3; round++)
        {
            today.Clock.Skip(TimeSpan.FromMinutes(2));
            await Task.WhenAll(yesterday.IdleAsync(), today.IdleAsync());
        }

        Assert.Equal((begun.AssignedAt, begun.Baseline), ((await StateAsync(today)).AssignedAt, (await StateAsync(today)).Baseline));
        Assert.Empty(await today.OpenTasksAsync());
        Assert.Single(today.Exchange.Subscriptions);
    }

    [Fact]
    public async Task Without_a_public_address_mail_is_looked_for_in_intervals_and_nothing_is_subscribed()
    {
        await using var rig = await EngineRig.StartAsync(null, [], hasAddress: false);
        rig.Exchange.Deliver("1");
        await rig.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Single(await rig.OpenTasksAsync());
        Assert.DoesNotContain("subscribe", rig.Exchange.Calls);
    }

    [Fact]
    public async Task A_subscription_that_notifies_us_and_belongs_to_nobody_is_deleted_by_the_days_housekeeping()
    {
        await using var rig = await EngineRig.StartAsync();
        var ours = Assert.Single(rig.Exchange.Subscriptions);
        rig.Exchange.SetSubscriptions(
            ours,
            new GraphSubscription("orphan", "mailbox-gone", ours.NotificationUrl, rig.Clock.GetUtcNow().AddDays(6)),
            new GraphSubscription("of another deployment", "mailbox-gone", "https://staging.example/n", rig.Clock.GetUtcNow().AddDays(6)));
        await rig.JumpAsync(TimeSpan.FromHours(24));
        await rig.PassAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(["of another deployment", ours.Id], rig.Exchange.Subscriptions.Select(one => one.Id).Order());
    }

    [Fact]
    public async Task N052_a_subscription_that_cannot_be_deleted_now_is_deleted_later()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Exchange.Fault = call => call == "unsubscribe" ? (new Failure(FailureCategory.Transient, "Http503"), false) : null;
        rig.Current = Suspended(rig.Current, true);
        await rig.IdleAsync();
        Assert.Single(rig.Exchange.Subscriptions);
        rig.Exchange.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(rig.Exchange.Subscriptions);
    }

    [Fact]
    public async Task I7_a_mailbox_that_is_taken_off_while_its_subscription_is_being_created_leaves_none_behind()
    {
        await using var rig = await EngineRig.StartAsync(Suspended(Configured(), true), []);
        rig.Exchange.Fault = call =>
        {
            if (call == "subscribe")
                rig.Store.CommitAsync(MailboxTable.Partition, [EntityWrite.DeleteAny(MailboxTable.Row(EngineRig.Mailbox))], default).AsTask().GetAwaiter().GetResult();
            return null;
        };
        rig.Current = Suspended(rig.Current, false);
        await rig.IdleAsync();
        rig.Exchange.Fault = null;
        rig.Current = Suspended(rig.Current, true);
        await rig.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(rig.Exchange.Subscriptions);
    }

    [Fact]
    public async Task F58_an_alert_that_changes_while_its_card_is_on_its_way_gets_no_second_card()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Exchange.Fault = call => call == "list" ? (new Failure(FailureCategory.Unauthenticated, "AADSTS7000222"), false) : null;
        await rig.PassAsync(TimeSpan.FromMinutes(10));
        rig.Desk.Administrators = [Megan];
        var answered = new TaskCompletionSource();
        rig.Desk.WhilePosting = () => answered.Task;

        var both = Task.WhenAll(rig.Alerting.ShowAsync(Alert.TenantKey, default), rig.Alerting.ShowAsync(Alert.TenantKey, default));
        answered.SetResult();
        await both;

        Assert.Single(rig.Desk.Alerts);
    }

    [Fact]
    public async Task F58_one_card_for_each_administrator_is_repeated_daily_and_closed_in_place()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Desk.Administrators = [Megan, Adele];
        rig.Exchange.Fault = call => call == "list" ? (new Failure(FailureCategory.Unauthenticated, "AADSTS7000222"), false) : null;
        await rig.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal([Adele, Megan], rig.Desk.Alerts.Select(alert => alert.Administrator).OrderBy(one => one.Value));
        Assert.All(rig.Desk.Alerts, alert => Assert.Equal(MailboxCondition.SecretExpired, alert.View.Alert.Condition));

        await rig.JumpAsync(TimeSpan.FromHours(24));
        Assert.Equal(4, rig.Desk.Alerts.Count);
        Assert.All(rig.Desk.Alerts.Take(2), alert => Assert.True(alert.View.IsReplaced));

        rig.Exchange.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(4, rig.Desk.Alerts.Count);
        Assert.All(rig.Desk.Alerts.Skip(2), alert => Assert.NotNull(alert.View.Alert.SolvedAt));
        await rig.JumpAsync(TimeSpan.FromDays(3));
        Assert.Equal(4, rig.Desk.Alerts.Count);
    }

    [Fact]
    public async Task An_administrator_who_cannot_be_told_now_is_told_later_and_the_others_once()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Desk.Administrators = [Megan, Adele];
        rig.Desk.Fault = agent => agent == Adele ? new(Core.Distribution.DeskResult.Later, NotBefore: rig.Clock.GetUtcNow().AddMinutes(1)) : null;
        rig.Exchange.Fault = call => call == "list" ? (new Failure(FailureCategory.Refused, "ErrorAccessDenied"), false) : null;
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal([Megan], rig.Desk.Alerts.Select(alert => alert.Administrator));
        rig.Desk.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([Megan, Adele], rig.Desk.Alerts.Select(alert => alert.Administrator));
    }

    private static Configuration Suspended(Configuration configuration, bool suspended, DateTimeOffset? since = null) => configuration with
    {
        Revision = configuration.Revision + 1,
        Services = [configuration.Services[0] with { Suspended = suspended, WatchedSince = since ?? configuration.Services[0].WatchedSince }],
    };

    private static async Task<MailboxState> StateAsync(EngineRig rig) => (await rig.Mailboxes.FindAsync(EngineRig.Mailbox, default))!.Value;
}
