using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Supervision;

public sealed class TrendTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 20, 0, TimeSpan.Zero);

    [Fact]
    public void The_hours_are_whole_ones_and_the_present_one_is_last()
    {
        var hours = Trend.Of([], Now);
        Assert.Equal([9, 10, 11, 12, 13, 14], hours.Select(hour => hour.From.Hour));
        Assert.All(hours, hour => Assert.Equal((0, 0, 0), (hour.Arrived, hour.Finished, hour.Waiting)));
        Assert.Equal(hours[0].From, Trend.Begin(Now));
        Assert.Equal(Trend.Hours, Trend.Of([], Trend.Begin(Now).AddHours(Trend.Hours - 1)).Count);
    }

    [Fact]
    public void A_task_arrives_waits_and_ends_in_its_hours()
    {
        // Came at 10:30, was held from 11:30 to 12:10, went back, was held again from 13:05, ended at 13:30.
        var task = Span(At(13, 30), (At(10, 30), null), (At(11, 30), "megan"), (At(12, 10), null), (At(13, 5), "adele"));
        var hours = Trend.Of([task], Now);
        Assert.Equal([0, 1, 0, 0, 0, 0], hours.Select(hour => hour.Arrived));
        Assert.Equal([0, 0, 0, 0, 1, 0], hours.Select(hour => hour.Finished));
        Assert.Equal([0, 1, 0, 1, 0, 0], hours.Select(hour => hour.Waiting));
    }

    [Fact]
    public void What_came_before_the_hours_waits_in_them_all_until_now()
    {
        var hours = Trend.Of([Span(null, (At(10, 0).AddDays(-3), null))], Now);
        Assert.All(hours, hour => Assert.Equal((0, 1), (hour.Arrived, hour.Waiting)));
        Assert.Equal(0, Trend.Of([Span(null, (Now.AddMinutes(1), null))], Now)[^1].Waiting);
    }

    [Theory]
    [InlineData(13, 0, 4)]
    [InlineData(14, 0, 5)]
    public void A_moment_on_the_hour_belongs_to_the_hour_that_begins(int hour, int minute, int index)
    {
        var hours = Trend.Of([Span(At(hour, minute), (At(hour, minute), null))], Now);
        Assert.Equal(1, hours[index].Arrived);
        Assert.Equal(1, hours[index].Finished);
        Assert.All(hours, one => Assert.Equal(0, one.Waiting));
    }

    [Fact]
    public void A_first_answer_counts_in_the_hour_in_which_it_came_or_was_due()
    {
        var hours = Trend.Of([Promised(At(12, 0), At(11, 10), isMissed: false), Promised(At(12, 0), At(13, 10), isMissed: true), Promised(At(14, 10), null, isMissed: true), Promised(At(15, 0), null, isMissed: false)], Now);
        Assert.Equal([0, 0, 1, 0, 0, 0], hours.Select(hour => hour.Met));
        Assert.Equal([0, 0, 0, 1, 0, 1], hours.Select(hour => hour.Missed));
        Assert.Equal(new HourFigures(hours[0].From, 4, 6, 8, 10, 12), new HourFigures(hours[0].From, 1, 2, 3, 4, 5) + new HourFigures(hours[0].From, 3, 4, 5, 6, 7));
    }

    public static TheoryData<string[], AgentCondition> Conditions => new()
    {
        { [], AgentCondition.Free },
        { ["at_limit"], AgentCondition.Busy },
        { ["something_new"], AgentCondition.Busy },
        { ["presence_busy", "at_limit"], AgentCondition.Away },
        { ["unreachable_blocked", "presence_away"], AgentCondition.Unreachable },
        { ["off_duty", "unreachable_blocked"], AgentCondition.OffDuty },
        { ["no_licence", "off_duty"], AgentCondition.Barred },
        { ["guest"], AgentCondition.Barred },
        { ["not_agent"], AgentCondition.Barred },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void The_gravest_reason_says_what_an_agent_can_do(string[] reasons, AgentCondition condition) =>
        Assert.Equal(condition, AgentFigures.ConditionOf([.. reasons.Select(code => new Reason(code))]));

    [Fact]
    public void Places_of_those_on_duty_count_and_may_be_missing()
    {
        var figures = new ServiceFigures(new ServiceId("help"), "Help", true, [], [Agent(AgentCondition.Free, 0), Agent(AgentCondition.Busy, 6), Agent(AgentCondition.OffDuty, 9), Agent(AgentCondition.Away, 3)], 0);
        Assert.Equal(0, figures.FreePlaces);
        Assert.Equal(-3, figures.Agents[1].FreePlaces);
        Assert.Equal(1, figures.Count(AgentCondition.Busy));
    }

    private static TaskSpan Promised(DateTimeOffset due, DateTimeOffset? done, bool isMissed) =>
        new([new Stretch(At(10, 0), StretchKind.Waiting)], null, new Deadline(TargetKind.FirstAnswer, due, null) { DoneAt = done, IsMissed = isMissed });

    private static AgentFigures Agent(AgentCondition condition, int held) => new(new AgentId("megan"), condition, held, 3, []);

    private static TaskSpan Span(DateTimeOffset? ended, params (DateTimeOffset From, string? Agent)[] stretches) =>
        new([.. stretches.Select(one => new Stretch(one.From, one.Agent is null ? StretchKind.Waiting : StretchKind.Held, one.Agent is { } agent ? new AgentId(agent) : null))], ended);

    private static DateTimeOffset At(int hour, int minute) => new(2026, 11, 21, hour, minute, 0, TimeSpan.Zero);
}
