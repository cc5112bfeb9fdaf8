using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>What a service knows is deleted when the tenant no longer keeps it, and nothing that was forgotten becomes new.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(31);

    [Fact]
    public async Task What_ended_longer_ago_than_the_tenant_keeps_it_is_deleted_with_every_row_that_leads_to_it()
    {
        await using var rig = await EngineRig.StartAsync(Keeping(30), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        await rig.DeliverAsync("2", "postmaster@b.example", "Undeliverable", new MailHeader("Auto-Submitted", "auto-replied"));
        Assert.Superset(new HashSet<string> { "done", "closed", "mail", "received", "thread", "why" }, await KindsAsync(rig));

        await PassAsync(rig, Month);
        Assert.Null(await rig.Tasks.FindAsync(key, default));
        Assert.Subset(new HashSet<string> { "retention", "turn", "job" }, await KindsAsync(rig));
    }

    [Fact]
    public async Task What_is_younger_stays()
    {
        await using var rig = await EngineRig.StartAsync(Keeping(60), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        await PassAsync(rig, Month);

        Assert.NotNull(await rig.Tasks.FindAsync(key, default));
        Assert.Superset(new HashSet<string> { "done", "closed", "mail", "received", "thread" }, await KindsAsync(rig));
    }

    [Fact]
    public async Task An_open_task_is_never_deleted_nor_the_rows_that_lead_to_it()
    {
        await using var rig = await EngineRig.StartAsync(Keeping(30), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        await PassAsync(rig, Month);
        await PassAsync(rig, Month);

        Assert.Equal(TaskState.Accepted, (await rig.TaskAsync(key)).State);
        Assert.NotNull(await rig.Tasks.MailAsync(Help, Mailbox, new MessageId("1"), default));
        await rig.DeliverAsync("2", mail => mail with { Subject = "Re: Question", Headers = [new MailHeader("In-Reply-To", "<1@b.example>")] });
        Assert.Single((await rig.TaskAsync(key)).Joined);
    }

    [Fact]
    public async Task A_task_that_ended_again_later_is_kept_until_its_last_end_is_old_enough()
    {
        await using var rig = await EngineRig.StartAsync(Keeping(30), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        await PassAsync(rig, TimeSpan.FromDays(10));
        await rig.DeliverAsync("2", mail => mail with { Subject = "Re: Question", Headers = [new MailHeader("In-Reply-To", rig.Exchange.LastSentMessageId)] });
        await rig.AnswerAsync(Megan, key);

        await PassAsync(rig, TimeSpan.FromDays(25));
        Assert.NotNull(await rig.Tasks.FindAsync(key, default));
        await PassAsync(rig, TimeSpan.FromDays(10));
        Assert.Null(await rig.Tasks.FindAsync(key, default));
    }

    [Fact]
    public async Task I1_I2_a_mail_in_the_Inbox_that_was_forgotten_is_never_new_again_whatever_is_kept_later()
    {
        await using var rig = await EngineRig.StartAsync(Keeping(30), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        // Somebody puts the answered mail back, and forgets it there.
        rig.Exchange.MoveAsPerson("1", FakeExchange.Folders.Inbox);
        await PassAsync(rig, Month);
        Assert.Null(await rig.Tasks.MailAsync(Help, Mailbox, new MessageId("1"), default));

        rig.Current = Keeping(400);
        await PassAsync(rig, TimeSpan.FromDays(2));
        await rig.NotifyAsync();
        Assert.Null(await rig.Tasks.FindAsync(key, default));

        var fresh = await rig.DeliverAsync("2");
        Assert.NotNull(await rig.Tasks.FindAsync(fresh, default));
    }

    [Fact]
    public async Task I1_while_mail_waits_or_the_mailbox_cannot_be_read_nothing_is_forgotten_and_old_mail_is_taken_in_later()
    {
        await using var rig = await EngineRig.StartAsync(Keeping(30), [Megan]);
        var done = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, done);
        rig.Exchange.Fault = call => call is "list" or "list-ids" ? (new Failure(FailureCategory.Refused, "ErrorAccessDenied"), false) : null;
        rig.Exchange.Deliver("2");
        await PassAsync(rig, Month);
        await PassAsync(rig, Month);
        Assert.NotNull(await rig.Tasks.FindAsync(done, default));

        rig.Exchange.Fault = null;
        await PassAsync(rig, TimeSpan.FromHours(2));
        Assert.NotNull(await rig.Tasks.FindAsync(new TaskKey(Help, TaskId.For(Mailbox, new MessageId("2"))), default));
    }

    [Fact]
    public async Task More_than_a_batch_is_deleted_in_several_runs()
    {
        await using var rig = await EngineRig.StartAsync(Keeping(30), []);
        var begun = rig.Clock.GetUtcNow();
        foreach (var number in Enumerable.Range(0, 130))
        {
            var record = new MailRecord(new MessageId($"m{number}"), MailFate.Failed, begun, begun, Reason: "bounce");
            await rig.Store.CommitAsync(TaskRows.Partition(Help), [.. TaskRows.Noted(Mailbox, record)], default);
        }

        await PassAsync(rig, Month);
        Assert.DoesNotContain("mail", await KindsAsync(rig));
        Assert.DoesNotContain("received", await KindsAsync(rig));
    }

    [Theory]
    [InlineData(29, 14, false)]
    [InlineData(30, 14, true)]
    [InlineData(30, 30, false)]
    [InlineData(31, 30, true)]
    [InlineData(4000, 3650, true)]
    [InlineData(4001, 14, false)]
    public void Retention_is_longer_than_any_service_reopens_tasks(int days, int reopenDays, bool isRight)
    {
        var keeping = Keeping(days);
        var report = ConfigurationRules.Check(keeping with { Services = [keeping.Services[0] with { ReopenDays = reopenDays }] });
        Assert.Equal(isRight, report.Problems.All(problem => problem.Path != "$.tenant.retentionDays"));
    }

    private static Configuration Keeping(int days)
    {
        var configured = Configured();
        return configured with { Tenant = configured.Tenant with { RetentionDays = days } };
    }

    // And another day in steps, as the housekeeping of a day forgets in several runs.
    private static async Task PassAsync(EngineRig rig, TimeSpan time)
    {
        await rig.JumpAsync(time);
        for (var i = 0; i < 30; i++)
            await rig.JumpAsync(TimeSpan.FromMinutes(50));
    }

    // What kinds of rows the service has.
    private static async Task<HashSet<string>> KindsAsync(EngineRig rig)
    {
        var page = await rig.Store.QueryAsync(TaskRows.Partition(Help), RowRange.All, EntityLimits.PageRows, default);
        Assert.Null(page.Next);
        return [.. page.Entities.Select(entity => entity.Row.Split('~')[0])];
    }
}
