using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using static TeamsEmailBot.Tests.Access.AccessRig;

namespace TeamsEmailBot.Tests.Access;

/// <summary>Test mail over real HTTP against the simulated tenant.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task E023_G062_a_test_mail_comes_back_and_the_report_says_so()
    {
        await using var rig = (await StartAsync(Everything)).Configure();
        var mailbox = rig.Current.Mailboxes[0];
        var report = await rig.Trip.StartAsync(mailbox, "Test", "Is the way open?", Never);
        Assert.True(report.Succeeded);

        Assert.Single(rig.Tenant.Mail.Mails(Help, "inbox"), mail => mail.Subject == "Test");
        var seen = await rig.Trip.LookAsync(mailbox.Id, Never);
        Assert.NotNull(seen!.ArrivedAt);
        Assert.True(seen is { IsSubscribed: false, NotifiedAt: null, IsWhole: true });

        // While a subscription stands, only its notification makes the way whole.
        var state = new MailboxState(mailbox.Id, new ServiceId("care"))
        {
            Baseline = report.Value.SentAt, Subscription = new SubscriptionState("s", "secret", report.Value.SentAt.AddDays(1), report.Value.SentAt.AddHours(12)),
            NotifiedAt = report.Value.SentAt.AddSeconds(-1),
        };
        await rig.Mailboxes.BeginAsync(null, state, Never);
        Assert.True(await rig.Trip.LookAsync(mailbox.Id, Never) is { IsSubscribed: true, NotifiedAt: null, IsWhole: false });
        await rig.Mailboxes.ChangeAsync(mailbox.Id, before => before with { NotifiedAt = report.Value.SentAt.AddSeconds(2) }, Never);
        Assert.True(await rig.Trip.LookAsync(mailbox.Id, Never) is { NotifiedAt: not null, IsWhole: true });
    }

    [Fact]
    public async Task Of_a_mailbox_that_sent_none_there_is_no_report()
    {
        await using var rig = (await StartAsync(Everything)).Configure();
        Assert.Null(await rig.Trip.LookAsync(rig.Current.Mailboxes[0].Id, Never));
    }

    [Theory]
    [InlineData(Help, true, false)]
    [InlineData("HELP@contoso.example", true, false)]
    [InlineData(Megan, false, false)]
    public async Task F34_only_Exchange_says_whether_a_mailbox_may_send_from_a_foreign_address(string address, bool isAllowed, bool isProven)
    {
        await using var rig = (await StartAsync(Everything)).Configure();
        var proof = await rig.Proof.ProveAsync(rig.Current.Mailboxes[0], address, "Test", "Text", Never);
        Assert.Equal((isAllowed, isProven), (proof.Succeeded, proof is { Succeeded: true, Value: not null }));
        if (isAllowed)
            return;
        Assert.Equal((FailureCategory.Refused, "ErrorSendAsDenied"), (proof.Failure!.Category, proof.Failure.Code));
        // What was not sent leaves nothing behind.
        Assert.Empty(rig.Tenant.Mail.Mails(Help, "drafts"));
    }
}
