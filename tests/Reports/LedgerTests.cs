using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Reports;

/// <summary>Received = the sum of all ends, and every difference from Exchange has a name (I1).</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task I1_every_mail_of_the_day_is_counted_under_exactly_one_end()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        await rig.DeliverAsync("2", headers: new MailHeader("In-Reply-To", "<1@b.example>"));
        await rig.DeliverAsync("3", headers: new MailHeader("Auto-Submitted", "auto-replied"));
        await rig.DeliverAsync("4", from: "other@c.example");
        rig.Exchange.Deliver("old", mail => mail with { ReceivedAt = rig.Clock.GetUtcNow().AddHours(-1) });
        await rig.AnswerAsync(Megan, key);

        var balance = await BalanceAsync(rig);
        Assert.Equal(5, balance.Received);
        Assert.Equal(
            new() { [LedgerEnd.Task] = 2, [LedgerEnd.Joined] = 1, [LedgerEnd.Failed] = 1, [LedgerEnd.BeforeBaseline] = 1 }, new Dictionary<LedgerEnd, int>(balance.Ends));
        Assert.Equal("automatic_reply", Assert.Single(balance.FailedReasons).Key);
        Assert.Empty(balance.Differences);
        Assert.Equal((1, true), (balance.OpenTasks, balance.Balances));
    }

    [Fact]
    public async Task What_people_moved_and_copies_are_named_and_not_counted_twice()
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");
        rig.Exchange.MoveAsPerson("1", null);
        rig.Exchange.Deliver("copy", mail => mail with { InternetMessageId = "<2@b.example>", ParentFolderId = "handled" });

        var balance = await BalanceAsync(rig);
        Assert.Equal(2, balance.Received);
        Assert.Equal(
            new() { [LedgerDifference.Elsewhere] = 1, [LedgerDifference.OtherId] = 1 }, new Dictionary<LedgerDifference, int>(balance.Differences));
    }

    [Fact]
    public async Task N008_mail_that_waits_for_a_place_is_named()
    {
        await using var rig = await EngineRig.StartAsync(Configured(maxTasks: 1), []);
        await rig.DeliverAsync("1");
        await rig.DeliverAsync("2", from: "other@c.example");

        Assert.Equal(1, (await BalanceAsync(rig)).Ends[LedgerEnd.Waiting]);
    }

    [Fact]
    public async Task A_mail_that_a_look_should_have_taken_in_is_an_alarm_and_one_that_just_came_is_not()
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.DeliverAsync("1");
        rig.Exchange.Deliver("2");
        Assert.Equal((1, true), ((await BalanceAsync(rig)).Ends[LedgerEnd.NotYetSeen], (await BalanceAsync(rig)).Balances));

        // Nothing in the product does this: the mail is made to look older than the last look.
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        rig.Exchange.Deliver("3", mail => mail with { ReceivedAt = rig.Clock.GetUtcNow().AddMinutes(-4) });
        Assert.Equal((1, false), ((await BalanceAsync(rig)).Ends[LedgerEnd.Unexplained], (await BalanceAsync(rig)).Balances));
    }

    [Fact]
    public async Task A_mail_that_could_not_be_filed_is_named()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Exchange.Fault = call => call == "move" ? (new Failure(FailureCategory.Transient, "busy"), false) : null;
        await rig.DeliverAsync("1", headers: new MailHeader("Auto-Submitted", "auto-replied"));

        Assert.Equal(1, (await BalanceAsync(rig)).Differences[LedgerDifference.NotFiled]);
    }

    private static async Task<LedgerBalance> BalanceAsync(EngineRig rig) =>
        Assert.Single(await rig.Ledger.BalanceAsync(rig.Current.Services, rig.Clock.GetUtcNow().AddDays(-1), rig.Clock.GetUtcNow().AddDays(1), default)).Balance.Value;
}
