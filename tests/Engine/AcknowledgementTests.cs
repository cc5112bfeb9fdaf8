using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class AcknowledgementTests
{
    [Fact]
    public async Task F41_a_customer_is_told_once_in_24_hours_that_his_mail_arrived()
    {
        await using var rig = await StartAsync();
        await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");
        var told = Assert.Single(rig.Exchange.Sent);
        Assert.Equal((true, "customer@b.example"), (told.IsAutomatic, Assert.Single(told.To).Address));
        Assert.Contains("We have your mail.", told.Html, StringComparison.Ordinal);

        await rig.DeliverAsync("3", from: "other@b.example");
        Assert.Equal(2, rig.Exchange.Sent.Count);
        rig.Clock.Skip(TimeSpan.FromHours(24));
        await rig.DeliverAsync("4");
        Assert.Equal(3, rig.Exchange.Sent.Count);
    }

    [Fact]
    public async Task G023_an_acknowledgement_comes_from_the_address_of_the_service()
    {
        await using var rig = await StartAsync();
        rig.Current = rig.Current with
        {
            Mailboxes = [rig.Current.Mailboxes[0] with { FromAddresses = [new("support@own.example", "Support")] }],
            Services = [rig.Current.Services[0] with { FromAddress = "support@own.example" }],
        };
        await rig.DeliverAsync("1");

        Assert.Equal(new MailAddress("support@own.example", "Support"), Assert.Single(rig.Exchange.Sent).From);
    }

    [Fact]
    public async Task F41_a_service_that_does_not_want_it_sends_none()
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.DeliverAsync("1");

        Assert.Empty(rig.Exchange.Sent);
    }

    [Theory]
    [InlineData("customer@b.example", "Auto-Submitted: auto-generated")]
    [InlineData("customer@b.example", "Auto-Submitted: auto-replied")]
    [InlineData("customer@b.example", "List-Id: <x>")]
    [InlineData("customer@b.example", "Precedence: bulk")]
    [InlineData("customer@b.example", "Return-Path: <>")]
    [InlineData("customer@b.example", "X-Auto-Response-Suppress: OOF, AutoReply")]
    [InlineData("customer@b.example", "Authentication-Results: spf=fail; dmarc=fail action=none")]
    [InlineData("no-reply@b.example", null)]
    [InlineData("noreply-orders@b.example", null)]
    [InlineData("DoNotReply@b.example", null)]
    [InlineData("mailer-daemon@b.example", null)]
    [InlineData("help@own.example", null)]
    public async Task F41_F77_no_machine_and_nobody_who_forged_his_name_is_answered(string from, string? header)
    {
        await using var rig = await StartAsync();
        await rig.DeliverAsync("1", from: from, headers: header?.Split(": ", 2) is [var name, var value] ? [new MailHeader(name, value)] : []);

        Assert.Empty(rig.Exchange.Sent);
    }

    [Fact]
    public async Task F43_a_report_about_an_acknowledgement_is_kept_with_the_task_and_triggers_no_mail()
    {
        await using var rig = await StartAsync();
        var key = await rig.DeliverAsync("1");
        await rig.DeliverAsync(
            "report", "mailer-daemon@b.example", "failure notice", new MailHeader("In-Reply-To", $"<{rig.Exchange.SentIds[0]}@own.example>"), new MailHeader("Return-Path", "<>"));

        Assert.Single(rig.Exchange.Sent);
        Assert.Equal(1, (await rig.TaskAsync(key)).Attached);
    }

    [Theory]
    [InlineData("draft", false)]
    [InlineData("draft", true)]
    [InlineData("send", false)]
    [InlineData("send", true)]
    public async Task F41_I4_it_leaves_once_whatever_fails_on_the_way(string call, bool afterEffect)
    {
        await using var rig = await StartAsync();
        var failures = 0;
        rig.Exchange.Fault = name => name == call && failures++ < 2 ? (new Failure(FailureCategory.Unknown, "ConnectionLost"), afterEffect) : null;
        await rig.DeliverAsync("1");
        await rig.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Single(rig.Exchange.Sent);
    }

    [Fact]
    public async Task The_customers_reply_to_it_joins_his_task()
    {
        await using var rig = await StartAsync();
        var key = await rig.DeliverAsync("1");
        await rig.DeliverAsync("2", headers: [new MailHeader("In-Reply-To", $"<{rig.Exchange.SentIds[0]}@own.example>")]);

        Assert.Equal("2", (await rig.TaskAsync(key)).Newest.Value);
        Assert.Single(rig.Exchange.Sent);
    }

    private static async Task<EngineRig> StartAsync()
    {
        var configuration = Configured();
        return await EngineRig.StartAsync(configuration with { Services = [configuration.Services[0] with { Acknowledgement = "We have your mail." }] }, []);
    }
}
