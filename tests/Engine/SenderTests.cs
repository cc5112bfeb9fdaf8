using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Whom an answer comes from: the service's default, or what the agent chose of the mailbox's list (G-032 to G-037).</summary>
public sealed class SenderTests
{
    private const string Own = "help@own.example";
    private const string Orders = "orders@own.example";
    private const string Billing = "billing@own.example";

    [Fact]
    public async Task G032_a_reply_form_offers_the_addresses_of_the_mailbox_the_default_first()
    {
        await using var rig = await EngineRig.StartAsync(With(Orders, Billing, Orders), [Megan]);
        var (_, view) = await AcceptedAsync(rig);

        Assert.Equal([Orders, Own, Billing], view.Senders.Select(sender => sender.Address));
        Assert.Equal("Orders", view.Senders[0].Name);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, Own, null)]
    [InlineData(null, Billing, Billing)]
    [InlineData(Orders, null, Orders)]
    [InlineData(Orders, Own, null)]
    [InlineData(Orders, "BILLING@own.example", Billing)]
    public async Task G032_an_answer_leaves_from_the_chosen_address_and_without_a_choice_from_the_default(string? usual, string? chosen, string? expected)
    {
        await using var rig = await EngineRig.StartAsync(With(Orders, Billing, usual), [Megan]);
        var (key, view) = await AcceptedAsync(rig);

        Assert.Null((await rig.Workbench.ReplyAsync(Megan, key, view.Version, "Hello", false, chosen, default)).Refusal);
        await rig.IdleAsync();
        Assert.Equal(expected, Assert.Single(rig.Exchange.Sent).From?.Address);
    }

    [Fact]
    public async Task G033_an_address_of_another_mailbox_or_none_of_ours_is_refused_and_nothing_is_sent()
    {
        await using var rig = await EngineRig.StartAsync(With(Orders, Billing, null), [Megan]);
        var (key, view) = await AcceptedAsync(rig);

        foreach (var forged in new[] { "boss@own.example", "", "help@own.example " })
            Assert.Equal(Refusal.SenderNotAllowed, (await rig.Workbench.ReplyAsync(Megan, key, view.Version, "Hello", false, forged, default)).Refusal);
        Assert.Empty(rig.Exchange.Sent);
        Assert.DoesNotContain("draft", rig.Exchange.Calls);
    }

    [Fact]
    public async Task G035_a_new_address_is_there_on_the_next_opened_form_and_one_taken_away_is_refused()
    {
        await using var rig = await EngineRig.StartAsync(With(Orders, null, null), [Megan]);
        var (key, before) = await AcceptedAsync(rig);
        rig.Current = With(Billing, null, null);
        var after = (await rig.Workbench.ViewAsync(Megan, key, default)).View!;

        Assert.Equal([Own, Orders], before.Senders.Select(sender => sender.Address));
        Assert.Equal([Own, Billing], after.Senders.Select(sender => sender.Address));
        Assert.Equal(Refusal.SenderNotAllowed, (await rig.Workbench.ReplyAsync(Megan, key, after.Version, "Hello", false, Orders, default)).Refusal);
    }

    [Theory]
    [InlineData(Orders, "Orders", null)]
    [InlineData(Own, "Help", AdminNoticeKind.SenderReplaced)]
    [InlineData("ORDERS@own.example", "Jane Doe", AdminNoticeKind.SenderNameReplaced)]
    public async Task F33_administrators_are_told_when_Exchange_puts_another_sender_in_place_of_the_chosen_one(string address, string name, AdminNoticeKind? told)
    {
        await using var rig = await EngineRig.StartAsync(With(Orders, null, Orders), [Megan]);
        rig.Desk.Administrators = [Adele];
        rig.Exchange.SenderInstead = new MailAddress(address, name);
        await AnswerAsync(rig, "1");

        Assert.Equal(told, rig.Desk.AdminNotices.Select(one => (AdminNoticeKind?)one.Notice.Kind).Distinct().SingleOrDefault());
    }

    [Fact]
    public async Task F33_the_sent_copy_is_read_once_a_day_for_an_address_and_never_for_the_mailbox_itself()
    {
        await using var rig = await EngineRig.StartAsync(With(Orders, null, null), [Megan]);
        await AnswerAsync(rig, "1");
        Assert.DoesNotContain("sent-from", rig.Exchange.Calls);

        rig.Current = With(Orders, null, Orders);
        await AnswerAsync(rig, "2");
        await AnswerAsync(rig, "3");
        Assert.Single(rig.Exchange.Calls, call => call == "sent-from");

        await rig.JumpAsync(TimeSpan.FromDays(1));
        await AnswerAsync(rig, "4");
        Assert.Equal(2, rig.Exchange.Calls.Count(call => call == "sent-from"));
    }

    [Fact]
    public async Task F33_a_sent_copy_that_cannot_be_seen_yet_is_no_difference_and_the_next_answer_is_looked_at()
    {
        await using var rig = await EngineRig.StartAsync(With(Orders, null, Orders), [Megan]);
        rig.Desk.Administrators = [Adele];
        rig.Exchange.Fault = call => call == "sent-from" ? (new Failure(FailureCategory.NotFound, "ErrorItemNotFound"), false) : null;
        await AnswerAsync(rig, "1");
        Assert.Empty(rig.Desk.AdminNotices);
        rig.Exchange.Fault = null;
        rig.Exchange.SenderInstead = new MailAddress(Own);
        await AnswerAsync(rig, "2");

        Assert.Equal(AdminNoticeKind.SenderReplaced, Assert.Single(rig.Desk.AdminNotices).Notice.Kind);
    }

    [Fact]
    public async Task F33_a_draft_whose_commit_was_in_vain_is_watched_by_the_next_one()
    {
        await using var rig = await EngineRig.StartAsync(With(Orders, null, Orders), []);
        var watch = new SenderWatch(rig.Exchange, rig.Store, rig.Clock);
        var (orders, first) = (new MailAddress(Orders), new MessageId("first"));

        Assert.Single(watch.Watch(EngineRig.Mailbox, first, orders));
        Assert.Single(watch.Watch(EngineRig.Mailbox, first, orders));
        Assert.Empty(watch.Watch(EngineRig.Mailbox, new MessageId("second"), orders));
    }

    private static async Task AnswerAsync(EngineRig rig, string id)
    {
        await rig.AnswerAsync(Megan, await rig.DeliverAsync(id));
        await rig.JumpAsync(EngineJobs.AnswerPatience);
    }

    private static Configuration With(string first, string? second, string? usual)
    {
        var configured = Configured();
        FromAddress[] from = [new(first, "Orders", DateTimeOffset.UnixEpoch), .. second is null ? [] : new[] { new FromAddress(second, null, DateTimeOffset.UnixEpoch) }];
        return configured with
        {
            Mailboxes = [configured.Mailboxes[0] with { FromAddresses = from }],
            Services = [configured.Services[0] with { FromAddress = usual }],
        };
    }

    private static async Task<(TaskKey Key, TaskView View)> AcceptedAsync(EngineRig rig)
    {
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        return (key, (await rig.Workbench.ViewAsync(Megan, key, default)).View!);
    }
}
