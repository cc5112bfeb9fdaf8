using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Wire;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>Subscriptions and notifications: graph.md 1.</summary>
public sealed class SubscriptionTests : IAsyncLifetime, IDisposable
{
    private const string Immutable = "IdType=\"ImmutableId\"";
    private const string Path = "/v1.0/subscriptions";

    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
    private TenantUnderTest t = null!;
    private FakeBot bot = null!;

    public async Task InitializeAsync()
    {
        t = await TenantUnderTest.StartAsync();
        bot = await FakeBot.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await t.DisposeAsync();
        await bot.DisposeAsync();
    }

    public void Dispose() => limit.Dispose();

    private JsonObject Wanted(string changeType = "created", double minutes = 1000, string folder = "mailFolders('inbox')/") => new()
    {
        ["changeType"] = changeType,
        ["notificationUrl"] = bot.Url + "notify",
        ["lifecycleNotificationUrl"] = bot.Url + "notify",
        ["resource"] = $"users/{TenantUnderTest.Help}/{folder}messages",
        ["expirationDateTime"] = t.Clock.GetUtcNow().AddMinutes(minutes).ToString("O"),
        ["clientState"] = "secret",
    };

    private async Task<JsonNode> NotificationAsync(int index)
    {
        await TestWait.UntilAsync(() => bot.Notifications.Count > index);
        return bot.Notifications[index];
    }

    private int Posts => t.Tenant.Wire.After().Count(e => e.Kind == "notification");

    [Fact]
    public async Task Graph_1_1_a_subscription_is_validated_on_both_URLs_and_its_secret_is_not_read_back()
    {
        var created = await t.PostAsync(Path, Wanted());
        Assert.Equal(201, (int)created.Status);
        Assert.Equal("secret", created.Json["clientState"]!.GetValue<string>());
        Assert.Equal(2, bot.All.Count(h => h.Query.StartsWith("?validationToken=", StringComparison.Ordinal)));
        Assert.All(bot.All, h => Assert.Equal("text/plain; charset=utf-8", h.ContentType));
        Assert.Null((await t.GetAsync($"{Path}/{created.Id}")).Json["clientState"]);
        Assert.Null(Assert.Single((await t.GetAsync(Path)).Values)["clientState"]);
    }

    [Fact]
    public async Task Graph_1_2_a_wrong_or_missing_echo_is_no_validation()
    {
        bot.Validate = token => Task.FromResult(new Said(200, Uri.EscapeDataString(token), "text/plain"));
        (await t.PostAsync(Path, Wanted())).Refused(400, "ValidationError");
        bot.Validate = token => Task.FromResult(new Said(200, token, "application/json"));
        (await t.PostAsync(Path, Wanted())).Refused(400, "ValidationError");
        bot.Validate = token => Task.FromResult(new Said(202, token, "text/plain"));
        (await t.PostAsync(Path, Wanted())).Refused(400, "ValidationError");
        Assert.Empty((await t.GetAsync(Path)).Values);
    }

    [Fact]
    public async Task Graph_1_2_validation_must_be_answered_within_ten_seconds_while_the_request_is_pending()
    {
        var reached = new TaskCompletionSource();
        bot.Validate = async token =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, limit.Token);
            return new Said(200, token, "text/plain");
        };
        var pending = t.PostAsync(Path, Wanted());
        await reached.Task.WaitAsync(limit.Token);
        t.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(pending.IsCompleted);
        t.Clock.Advance(TimeSpan.FromSeconds(1));
        (await pending.WaitAsync(limit.Token)).Refused(400, "InvalidRequest");
        await limit.CancelAsync();
    }

    [Fact]
    public async Task Graph_1_8_longer_than_seven_days_is_refused_and_shorter_than_45_minutes_raised()
    {
        (await t.PostAsync(Path, Wanted(minutes: 10_081))).Refused(400, "InvalidRequest");
        (await t.PostAsync(Path, Wanted(minutes: -1))).Refused(400, "InvalidRequest");
        var created = await t.PostAsync(Path, Wanted(minutes: 5));
        Assert.Equal("2026-11-23T09:45:00Z", created.Json["expirationDateTime"]!.GetValue<string>());
        Assert.Equal(200, (int)(await t.PatchAsync($"{Path}/{created.Id}", Expiry(10_080))).Status);
        (await t.PatchAsync($"{Path}/{created.Id}", Expiry(10_081))).Refused(400, "InvalidRequest");
    }

    [Fact]
    public async Task Graph_1_1_the_same_resource_and_change_type_exists_already()
    {
        await t.PostAsync(Path, Wanted());
        var twin = await t.PostAsync(Path, Wanted());
        twin.Refused(409, "Conflict");
        Assert.Contains("already exists for the requested combination", twin.Text, StringComparison.Ordinal);
        Assert.Equal(201, (int)(await t.PostAsync(Path, Wanted("updated"))).Status);
    }

    [Theory]
    [InlineData("changeType", "arrived")]
    [InlineData("notificationUrl", "http://desk.example.com/notify")]
    [InlineData("lifecycleNotificationUrl", "ftp://127.0.0.1/notify")]
    [InlineData("latestSupportedTlsVersion", "v2")]
    public async Task Graph_1_1_wrong_values_are_refused(string property, string value)
    {
        var wanted = Wanted();
        wanted[property] = value;
        (await t.PostAsync(Path, wanted)).Refused(400, "InvalidRequest");
    }

    [Fact]
    public async Task Graph_1_1_long_secrets_missing_and_unknown_properties_are_refused()
    {
        var longSecret = Wanted();
        longSecret["clientState"] = new string('s', 129);
        (await t.PostAsync(Path, longSecret)).Refused(400, "InvalidRequest");
        var unknown = Wanted();
        unknown["callbackUrl"] = "x";
        (await t.PostAsync(Path, unknown)).Refused(400, "RequestBodyRead");
        var incomplete = Wanted();
        incomplete.Remove("resource");
        (await t.PostAsync(Path, incomplete)).Refused(400, "InvalidRequest");
        var folder = Wanted(folder: "mailFolders('clutter')/");
        (await t.PostAsync(Path, folder)).Refused(404, "ErrorFolderNotFound");
        var presence = Wanted();
        presence["resource"] = "communications/presences?$filter=id in ('x')";
        Assert.Equal(400, (int)(await t.PostAsync(Path, presence)).Status);
    }

    [Fact]
    public async Task Graph_1_7_the_lifecycle_URL_cannot_be_added_later()
    {
        var created = await t.PostAsync(Path, Wanted());
        (await t.PatchAsync($"{Path}/{created.Id}", new JsonObject { ["lifecycleNotificationUrl"] = bot.Url + "other" })).Refused(400, "RequestBodyRead");
    }

    [Fact]
    public async Task Graph_1_8_an_expired_subscription_is_gone()
    {
        var created = await t.PostAsync(Path, Wanted(minutes: 60));
        t.Clock.Advance(TimeSpan.FromMinutes(60));
        (await t.PatchAsync($"{Path}/{created.Id}", Expiry(60))).Refused(404, "ResourceNotFound");
        Assert.Empty((await t.GetAsync(Path)).Values);
        t.Arrives();
        await t.Tenant.Wait.ForNotificationsAsync(limit.Token);
        Assert.Empty(bot.Notifications);
    }

    [Fact]
    public async Task Graph_1_3_a_mail_is_notified_with_the_kind_of_id_the_subscription_was_made_with()
    {
        await t.PostAsync(Path, Wanted(), Immutable);
        var id = t.Arrives();
        var first = await NotificationAsync(0);
        Assert.Equal(id, first["resourceData"]!["id"]!.GetValue<string>());
        Assert.Equal(("created", "secret", t.Tenant.World.TenantId),
            (first["changeType"]!.GetValue<string>(), first["clientState"]!.GetValue<string>(), first["tenantId"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Graph_3_without_the_header_the_notified_id_is_the_default_one()
    {
        await t.PostAsync(Path, Wanted());
        var id = t.Arrives();
        Assert.NotEqual(id, (await NotificationAsync(0))["resourceData"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Graph_1_10_moves_out_are_deletions_moves_in_creations_and_other_folders_are_not_watched()
    {
        await t.PostAsync(Path, Wanted("created,deleted"), Immutable);
        var id = t.Arrives();
        t.Tenant.Mail.MoveAsPerson(TenantUnderTest.Help, id, "archive");
        t.Tenant.Mail.MoveAsPerson(TenantUnderTest.Help, id, "deleteditems");
        t.Tenant.Mail.MoveAsPerson(TenantUnderTest.Help, id, "inbox");
        await t.Tenant.Wait.ForNotificationsAsync(limit.Token);
        Assert.Equal(["created", "deleted", "created"], bot.Notifications.Select(n => n["changeType"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Graph_1_5_without_an_answer_in_three_seconds_the_notification_comes_again_for_up_to_four_hours()
    {
        await t.PostAsync(Path, Wanted());
        bot.Answer = _ => Task.FromResult(new Said(500));
        t.Arrives();
        for (var (post, pause) = (1, 5); post <= 4; post++, pause *= 2)
            await NextPostAsync(post, pause);
        await TestWait.UntilAsync(() => Posts == 5);
        bot.Answer = _ => Task.FromResult(new Said(202));
        await NextPostAsync(5, 80);
        await t.Tenant.Wait.ForNotificationsAsync(limit.Token);
        Assert.Equal(6, bot.Notifications.Count);
        Assert.Single(bot.Notifications.Select(n => n["resourceData"]!["id"]!.GetValue<string>()).Distinct());
    }

    [Fact]
    public async Task Graph_1_5_after_four_hours_a_notification_is_dropped()
    {
        await t.PostAsync(Path, Wanted());
        bot.Answer = _ => Task.FromResult(new Said(503));
        t.Arrives();
        var pauses = new[] { 5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800, 1800, 1800, 1800, 1800 };
        for (var post = 1; post <= pauses.Length; post++)
            await NextPostAsync(post, pauses[post - 1]);
        await t.Tenant.Wait.ForNotificationsAsync(limit.Token);
        Assert.Equal(pauses.Length + 1, bot.Notifications.Count);
    }

    [Fact]
    public async Task Graph_1_3_what_comes_while_a_post_is_under_way_goes_out_together()
    {
        await t.PostAsync(Path, Wanted());
        var gate = new TaskCompletionSource();
        bot.Answer = async _ =>
        {
            await gate.Task;
            return new Said(202);
        };
        t.Arrives("1");
        await NotificationAsync(0);
        t.Arrives("2");
        t.Arrives("3");
        gate.SetResult();
        await t.Tenant.Wait.ForNotificationsAsync(limit.Token);
        var posts = bot.All.Where(h => h.Query.Length == 0).Select(h => h.Json["value"]!.AsArray().Count);
        Assert.Equal([1, 2], posts);
    }

    [Fact]
    public async Task Graph_11_notifications_can_get_lost_double_and_wait()
    {
        await t.PostAsync(Path, Wanted());
        t.Tenant.Faults.DropNotifications = true;
        t.Arrives("lost");
        t.Tenant.Faults.DropNotifications = false;
        t.Tenant.Faults.DoubleNotifications = true;
        t.Arrives("double");
        await t.Tenant.Wait.ForNotificationsAsync(limit.Token);
        Assert.Equal(2, bot.Notifications.Count);
        t.Tenant.Faults.DoubleNotifications = false;
        t.Tenant.Faults.NotificationDelay = TimeSpan.FromMinutes(3);
        t.Arrives("late");
        await TestWait.UntilAsync(() => t.Clock.WaitingTimers == 1);
        Assert.Equal(2, bot.Notifications.Count);
        t.Clock.Advance(TimeSpan.FromMinutes(3));
        await NotificationAsync(2);
    }

    [Fact]
    public async Task Graph_1_7_lifecycle_events_come_on_command_and_a_demand_for_authorization_pauses()
    {
        var created = await t.PostAsync(Path, Wanted());
        t.Tenant.Service.SendMissed(TenantUnderTest.Help);
        t.Tenant.Service.DemandReauthorization(TenantUnderTest.Help);
        t.Arrives("unseen");
        Assert.Equal(204, (int)(await t.PostAsync($"{Path}/{created.Id}/reauthorize")).Status);
        t.Arrives("seen");
        await t.Tenant.Wait.ForNotificationsAsync(limit.Token);
        t.Tenant.Service.RemoveSubscriptions(TenantUnderTest.Help);
        await t.Tenant.Wait.ForNotificationsAsync(limit.Token);
        Assert.Equal(
            ["missed", "reauthorizationRequired", "subscriptionRemoved"],
            bot.Notifications.Select(n => n["lifecycleEvent"]?.GetValue<string>()).Where(e => e is not null));
        Assert.Single(bot.Notifications, n => n["changeType"] is not null);
        Assert.Empty(t.Tenant.Service.Subscriptions(TenantUnderTest.Help));
        Assert.Contains(t.Tenant.Wire.After(), e => e is { Direction: WireDirection.GraphToBot, Kind: "lifecycle" });
    }

    private JsonObject Expiry(double minutes) => new() { ["expirationDateTime"] = t.Clock.GetUtcNow().AddMinutes(minutes).ToString("O") };

    /// <summary>Waits until post number <paramref name="post"/> has failed and the pause before the next one runs, then lets the pause pass.</summary>
    private async Task NextPostAsync(int post, int pause)
    {
        await TestWait.UntilAsync(() => Posts == post && t.Clock.WaitingTimers == 1);
        t.Clock.Advance(TimeSpan.FromSeconds(pause - 1));
        Assert.Equal(post, Posts);
        t.Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
