using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Supervision;

/// <summary>What is found to be wrong with a service.</summary>
public sealed class TroubleFinderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly Service Help = new() { Id = new("help"), Name = "Help", Unit = new("all") };
    private static readonly TimeSpan Ten = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(0, 10, false)]
    [InlineData(9, 10, false)]
    [InlineData(10, 10, true)]
    [InlineData(11, 10, true)]
    [InlineData(500, null, false)]
    public void A_queue_is_long_from_the_threshold_on(int waiting, int? threshold, bool isLong)
    {
        var service = Help with { Thresholds = new() { QueueLength = threshold } };
        Assert.Equal(isLong ? [new(TroubleKind.QueueLong, waiting)] : [], Find(service, [.. Enumerable.Range(0, waiting).Select(_ => Waiting(1))], Free));
    }

    [Theory]
    [InlineData(29, 30, false)]
    [InlineData(30, 30, true)]
    [InlineData(600, null, false)]
    public void The_oldest_has_waited_too_long_from_the_threshold_on(int minutes, int? threshold, bool isOld)
    {
        var service = Help with { Thresholds = new() { OldestMinutes = threshold } };
        Assert.Equal(isOld ? [new(TroubleKind.OldestWaiting, minutes, Now.AddMinutes(-minutes))] : [], Find(service, [Waiting(1), Waiting(minutes)], Free));
    }

    [Fact]
    public void The_oldest_ages_only_while_the_service_is_open()
    {
        var service = Help with { Thresholds = new() { OldestMinutes = 31 }, OpeningHours = new Calendar { Hours = [new(DayOfWeek.Monday, new(8, 30), new(17, 0))] } };
        Assert.Empty(Find(service, [Waiting(600)], Free));
    }

    [Theory]
    [InlineData(AgentCondition.Free, false)]
    [InlineData(AgentCondition.Busy, false)]
    [InlineData(AgentCondition.Away, true)]
    [InlineData(AgentCondition.OffDuty, true)]
    [InlineData(AgentCondition.Barred, true)]
    public void Nobody_is_there_when_all_are_away_off_duty_or_barred(AgentCondition condition, bool isNobody) =>
        Assert.Equal(isNobody ? [new(TroubleKind.NobodyAvailable, 2, Now.AddMinutes(-5))] : [], Find(Help, [Waiting(5), Waiting(1)], new AgentFigures(new("a"), condition, 3, 3, [])));

    [Fact]
    public void Nobody_needs_to_be_there_without_mail_right_after_it_came_or_while_the_service_is_closed()
    {
        Assert.Empty(Find(Help, []));
        Assert.Empty(Find(Help, [Waiting(1)]));
        Assert.Equal(TroubleKind.NobodyAvailable, Assert.Single(Find(Help, [Waiting(2)])).Kind);
        Assert.Empty(Find(Help with { OpeningHours = new Calendar { Hours = [new(DayOfWeek.Tuesday, new(8, 0), new(17, 0))] } }, [Waiting(60)]));
    }

    // Two places, one of them free, and 10 minutes for a task: the first waiting task is answered in 10 minutes, the next two in 20, the fourth in 30.
    [Theory]
    [InlineData(new[] { 10, 20, 20, 30 }, 0)]
    [InlineData(new[] { 9, 20, 20, 30 }, 1)]
    [InlineData(new[] { 10, 19, 19, 30 }, 2)]
    [InlineData(new[] { 10, 20, 20, 29 }, 1)]
    [InlineData(new[] { 9, 9, 9, 9 }, 4)]
    public void What_will_hardly_be_answered_in_time_follows_from_place_in_the_queue_places_and_pace(int[] due, int late)
    {
        var tasks = due.Select((minutes, i) => Due(Waiting(100 - i), minutes)).ToArray();
        var agents = new AgentFigures(new("a"), AgentCondition.Busy, 1, 2, []);
        var found = TroubleFinder.Find(Figures(tasks, agents), Help, Ten, 0, Now);
        Assert.Equal(late == 0 ? [] : [TroubleKind.BreachAhead], found.Select(trouble => trouble.Kind));
        Assert.Equal(late, found.Sum(trouble => trouble.Number));
        Assert.Empty(TroubleFinder.Find(Figures(tasks, agents), Help, null, 0, Now));
    }

    [Fact]
    public void The_urgent_is_answered_first_so_it_is_the_other_that_will_be_late()
    {
        var urgent = Due(Waiting(1), 10) with { Priority = TaskPriority.Highest };
        var found = TroubleFinder.Find(Figures([Due(Waiting(60), 19), urgent], new AgentFigures(new("a"), AgentCondition.Free, 0, 1, [])), Help, Ten, 0, Now);
        Assert.Equal([new ServiceTrouble(TroubleKind.BreachAhead, 1, Now.AddMinutes(19))], found);
    }

    [Fact]
    public void The_pace_is_the_mean_from_acceptance_to_end_of_three_tasks_or_more()
    {
        Assert.Null(TroubleFinder.Handling([Round(5), Round(10)]));
        Assert.Equal(TimeSpan.FromMinutes(10), TroubleFinder.Handling([Round(5), Round(10), Round(15)]));
        Assert.Null(TroubleFinder.Handling([Round(5), Round(10), Round(15) with { Stretches = [new(Now.AddHours(-1), StretchKind.Waiting)] }]));
    }

    [Fact]
    public void Overdue_tasks_unreachable_agents_and_failed_work_are_counted()
    {
        var overdue = Due(Waiting(90), 10) with { Deadlines = [Missed(-30), Missed(-10)] };
        var agents = new[] { Free, new AgentFigures(new("b"), AgentCondition.Unreachable, 0, 3, []) };
        Assert.Equal(
            [new ServiceTrouble(TroubleKind.Breached, 1, Now.AddMinutes(-30)), new(TroubleKind.AgentsUnreachable, 1), new(TroubleKind.WorkFailed, 4)],
            TroubleFinder.Find(Figures([overdue, Waiting(1)], agents), Help, null, 4, Now));
        // What a service that takes no mail any more still owes is told; its agents are not its trouble.
        Assert.Equal([TroubleKind.Breached], TroubleFinder.Find(Figures([overdue], agents) with { IsLive = false }, Help, null, 0, Now).Select(trouble => trouble.Kind));
    }

    private static readonly AgentFigures Free = new(new("a"), AgentCondition.Free, 0, 3, []);

    private static IReadOnlyList<ServiceTrouble> Find(Service service, EmailTask[] open, params AgentFigures[] agents) => TroubleFinder.Find(Figures(open, agents), service, null, 0, Now);

    private static ServiceFigures Figures(EmailTask[] open, params AgentFigures[] agents) => new(Help.Id, Help.Name, true, open, agents, 0);

    private static EmailTask Waiting(int minutes) => EmailTask.Open(
        new TaskKey(Help.Id, new TaskId($"t{minutes}")), new MailboxId("m"), new MailItem { Id = new MessageId("1"), ReceivedAt = Now.AddMinutes(-minutes) }, [], Now);

    private static EmailTask Due(EmailTask task, int minutes) => task with { Deadlines = [new(TargetKind.FirstAnswer, Now.AddMinutes(minutes), null)] };

    private static Deadline Missed(int minutes) => new(TargetKind.FirstAnswer, Now.AddMinutes(minutes), null) { IsMissed = true };

    private static TaskRound Round(int minutes) => new(
        new("t"), new("m"), Help.Id, TaskPriority.Normal, TaskEnd.Answered, Now,
        [new(Now.AddHours(-1), StretchKind.Waiting), new(Now.AddMinutes(-minutes), StretchKind.Held, new AgentId("a"))], Now);
}
