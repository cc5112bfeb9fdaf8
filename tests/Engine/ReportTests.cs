using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>A day in the engine, and its report against the raw ledger and timelines.</summary>
public sealed class ReportTests
{
    private static readonly Onlooker Administrator = new(new("admin"), Roles.Administrator, null);

    [Fact]
    public async Task Figures_of_a_simulated_day_equal_those_recomputed_from_the_ledger_and_the_timelines()
    {
        var configuration = Configured();
        var service = configuration.Services[0] with { Targets = new ServiceTargets { Normal = new(FirstAnswerMinutes: 10, FinishMinutes: 15) } };
        await using var rig = await EngineRig.StartAsync(
            configuration with { Tenant = configuration.Tenant with { ReportsPerAgent = true }, Services = [service] }, [Megan, Adele, Isaiah]);
        var begin = rig.Clock.GetUtcNow();
        await WorkAsync(rig, 14);
        await rig.DeliverAsync("last");
        var before = rig.Clock.GetUtcNow().AddMinutes(1);

        var report = await rig.Reports.ReportAsync(Administrator, new([begin], before), default);

        var figures = Assert.Single(report.Services).Figures;
        var (mails, tasks) = (await LedgerAsync(rig), await TasksAsync(rig));
        Assert.Equal(mails.GroupBy(mail => mail.Fate).OrderBy(group => group.Key).Select(group => (group.Key, group.Count())), figures.Received.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        var ended = tasks.Where(task => task.State == TaskState.Done).ToList();
        Assert.Equal(ended.GroupBy(task => task.End!.Value).OrderBy(group => group.Key).Select(group => (group.Key, group.Count())), figures.Ended.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        Assert.Equal(tasks.Count - ended.Count, report.Services[0].Open);
        Assert.True(ended.Count > 6 && tasks.Count > ended.Count, "a day on which not enough happens");

        // Straight from the timelines, without anything that the report is made of.
        Check([.. ended.Select(task => At(task, TaskEvent.Sent) - task.ReceivedAt).OfType<TimeSpan>()], figures.FirstAnswer!.Plain);
        Check([.. ended.Select(Waited)], figures.Waiting!.Plain);
        Check([.. ended.Select(task => task.EndedAt!.Value - task.ReceivedAt - Waited(task))], figures.Handling!.Plain);
        Check([.. ended.Select(Waited)], figures.Waiting.Business);
        Assert.Equal(
            (Missed(ended, TargetKind.FirstAnswer, TaskEvent.TargetMet), Missed(ended, TargetKind.FirstAnswer, TaskEvent.TargetMissed), Missed(ended, TargetKind.Finish, TaskEvent.TargetMissed)),
            (figures.FirstAnswerKept.InTime, figures.FirstAnswerKept.Late, figures.FinishKept.Late));
        Assert.Equal(
            ended.GroupBy(task => task.Holder!.Value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Value, StringComparer.Ordinal).Select(group => (group.Key, group.Count())),
            figures.Agents.Select(agent => (agent.Agent, agent.EndedTotal)));
    }

    [Fact]
    public async Task I9_a_supervisor_gets_figures_of_his_services_only()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var question = new ReportQuestion([rig.Clock.GetUtcNow().AddHours(-1)], rig.Clock.GetUtcNow().AddHours(1));

        Assert.Single((await rig.Reports.ReportAsync(Supervisor("all"), question, default)).Services);
        Assert.Empty((await rig.Reports.ReportAsync(Supervisor("elsewhere"), question, default)).Services);
        Assert.Empty((await rig.Reports.ReportAsync(Supervisor("elsewhere"), question with { Only = Help }, default)).Services);
        Assert.Empty((await rig.Reports.ReportAsync(new(Megan, Roles.Agent, rig.Current.User(Megan)), question, default)).Services);
    }

    [Fact]
    public async Task Without_leave_of_the_tenant_nothing_is_told_of_three_agents()
    {
        await using var rig = await EngineRig.StartAsync(Megan, Adele, Isaiah);
        var begin = rig.Clock.GetUtcNow();
        await WorkAsync(rig, 6);

        var figures = (await rig.Reports.ReportAsync(Administrator, new([begin], rig.Clock.GetUtcNow().AddMinutes(1)), default)).Whole;

        Assert.True(figures.IsWithheld);
        Assert.Empty(figures.Agents);
        Assert.Null(figures.Handling);
        Assert.NotNull(figures.Waiting);
    }

    [Fact]
    public async Task A_day_is_read_without_the_days_before_it()
    {
        await using var rig = await EngineRig.StartAsync(Megan, Adele, Isaiah);
        await WorkAsync(rig, 6);
        await rig.JumpAsync(TimeSpan.FromDays(1));
        var begin = rig.Clock.GetUtcNow();
        await rig.DeliverAsync("today");

        var figures = (await rig.Reports.ReportAsync(Administrator, new([begin], begin.AddDays(1)), default)).Whole;

        Assert.Equal((1, 0), (figures.ReceivedTotal, figures.EndedTotal));
    }

    // Mails come every two minutes; who is offered one takes it a little later, answers, finishes, or gives it back once; some stay.
    private static async Task WorkAsync(EngineRig rig, int mails)
    {
        for (var i = 0; i < mails; i++)
        {
            var key = await rig.DeliverAsync($"m{i}", $"customer{i}@b.example", $"Question {i}");
            await rig.JumpAsync(TimeSpan.FromSeconds(20 + i));
            if ((await rig.TaskAsync(key)) is not { State: TaskState.Offered, Offer: { } offer })
                continue;
            await rig.AcceptAsync(offer.Agent, key);
            await rig.JumpAsync(TimeSpan.FromSeconds(40 + (i * 97)));
            var version = (await rig.TaskAsync(key)).Version;
            if (i % 5 == 4)
                await rig.Workbench.ReturnToQueueAsync(offer.Agent, key, version, ReturnReason.Other, default);
            else if (i % 3 == 2)
                await rig.Workbench.FinishWithoutReplyAsync(offer.Agent, key, version, default);
            else
                await rig.Workbench.ReplyAsync(offer.Agent, key, version, "Dear customer", false, null, default);
            await rig.JumpAsync(TimeSpan.FromSeconds(30));
            if (i % 5 == 4 && (await rig.TaskAsync(key)) is { State: TaskState.Offered, Offer: { } again } && i < mails - 1)
            {
                await rig.AcceptAsync(again.Agent, key);
                await rig.JumpAsync(TimeSpan.FromSeconds(55));
                await rig.Workbench.FinishWithoutReplyAsync(again.Agent, key, (await rig.TaskAsync(key)).Version, default);
                await rig.IdleAsync();
            }
        }
    }

    private static async Task<List<MailRecord>> LedgerAsync(EngineRig rig)
    {
        var all = new List<MailRecord>();
        var page = await rig.Store.QueryAsync(TaskRows.Partition(Help), TaskRows.Mails, 1000, default);
        all.AddRange(page.Entities.Select(entity => System.Text.Json.JsonSerializer.Deserialize(entity.Value.Span, TaskJson.Default.MailRecord)!));
        return all;
    }

    private static async Task<List<EmailTask>> TasksAsync(EngineRig rig)
    {
        var all = new List<EmailTask>();
        foreach (var range in new[] { TaskRows.OpenTasks, TaskRows.ClosedTasks })
            all.AddRange((await rig.Store.QueryAsync(TaskRows.Partition(Help), range, 1000, default)).Entities
                .Select(entity => System.Text.Json.JsonSerializer.Deserialize(entity.Value.Span, TaskJson.Default.EmailTask)!));
        return all;
    }

    private static DateTimeOffset? At(EmailTask task, TaskEvent what) => task.Timeline.FirstOrDefault(entry => entry.Event == what)?.At;

    // From the mail to the first acceptance, and from each return to the next one.
    private static TimeSpan Waited(EmailTask task)
    {
        var (sum, since) = (TimeSpan.Zero, (DateTimeOffset?)task.ReceivedAt);
        foreach (var entry in task.Timeline)
            if (entry.Event == TaskEvent.Accepted && since is { } start)
                (sum, since) = (sum + (entry.At - start), null);
            else if (entry.Event == TaskEvent.ReturnedToQueue)
                since = entry.At;
        return sum;
    }

    private static int Missed(List<EmailTask> tasks, TargetKind kind, TaskEvent what) =>
        tasks.Count(task => task.Timeline.Any(entry => entry.Event == what && entry.Reason == kind.ToString()));

    private static void Check(List<TimeSpan> times, Core.Reports.Percentiles figures)
    {
        times.Sort();
        Assert.Equal(times.Count, figures.Count);
        foreach (var (percent, value) in new[] { (0.5, figures.Half), (0.8, figures.Most), (0.95, figures.NearlyAll) })
            Assert.Equal(times.First(time => times.Count(other => other <= time) >= percent * times.Count - 1e-9), value);
    }

    private static Onlooker Supervisor(string unit) =>
        new(new("sue"), Roles.Supervisor, new User { Id = new("sue"), DisplayName = "Sue", UserPrincipalName = "sue@own.example", Roles = Roles.Supervisor, SupervisedUnits = [new(unit)] });
}
