using TeamsEmailBot.Core.Distribution.Replay;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Distribution;

public sealed class ReplayTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly DistributionSettings One = new() { TasksPerAgent = 1 };

    [Fact]
    public void Mail_waits_until_an_agent_is_free_and_no_longer_with_one_more()
    {
        var day = Day([Task("a", 0), Task("b", 1), Task("c", 2)], Agent("megan"));

        Assert.Equal("a 0 megan, b 10 megan, c 20 megan", Show(day, One));
        Assert.Equal("a 0 megan, b 1 one-more, c 10 megan", Show(Replayer.WithOneMore(day), One));
        Assert.Equal("a 0 megan, b 1 megan, c 10 megan", Show(day, One with { TasksPerAgent = 2 }));
    }

    [Fact]
    public void The_order_decides_who_is_asked()
    {
        var day = Day([Task("a", 0), Task("b", 20), Task("c", 40)], Agent("adele", priority: 2), Agent("megan", priority: 1));

        Assert.Equal("a 0 adele, b 20 megan, c 40 adele", Show(day, One));
        Assert.Equal("a 0 megan, b 20 megan, c 40 megan", Show(day, One with { Order = OfferOrder.Priority }));
        Assert.Equal("a 0 adele, b 20 megan, c 40 adele", Show(day, One with { Order = OfferOrder.RoundRobin }));
    }

    [Fact]
    public void The_urgent_comes_first_and_a_missing_skill_is_forgiven_with_time()
    {
        var urgent = Day([Task("a", 0), Task("b", 1), Task("c", 2) with { Priority = TaskPriority.High }], Agent("megan"));
        Assert.Equal("a 0 megan, b 20 megan, c 10 megan", Show(urgent, One));

        var french = Day([Task("a", 0) with { RequiredSkills = [new("French", 3)] }], Agent("megan"));
        Assert.Equal("a 3 megan", Show(french, One));
        Assert.Equal("a 0 one-more", Show(Replayer.WithOneMore(french), One));
    }

    [Fact]
    public void Who_let_a_task_pass_lets_it_pass_again_and_is_not_asked_at_once()
    {
        var missed = Day([Task("a", 0) with { Passes = [new(new("adele"), IsMiss: true, TimeSpan.FromMinutes(1))] }], Agent("adele"), Agent("megan"));
        Assert.Equal("a 1 megan", Show(missed, One));
        Assert.Equal("a 5 megan", Show(missed, One with { OfferSeconds = 300 }));

        var alone = Day([Task("a", 0) with { Passes = [new(new("adele"), IsMiss: false, TimeSpan.FromMinutes(0.5))] }], Agent("adele"));
        Assert.Equal("a 5.5 adele", Show(alone, One));
    }

    [Fact]
    public void Who_needed_longer_than_the_countdown_gives_misses_it_once()
    {
        var slow = Day([Task("a", 0) with { Reaction = TimeSpan.FromMinutes(2) }], Agent("adele"), Agent("megan"));

        Assert.Equal("a 2 adele", Show(slow, One with { OfferSeconds = 180 }));
        Assert.Equal("a 2 megan", Show(slow, One with { OfferSeconds = 60 }));
    }

    [Fact]
    public void Nobody_is_asked_while_he_is_away_and_what_nobody_takes_stays()
    {
        var away = new RecordedAgent(new ServiceAgent(new("megan")), [new(Morning.AddMinutes(30), Morning.AddMinutes(45))]);

        Assert.Equal("a 30 megan, b 40 megan, c -", Show(Day([Task("a", 0), Task("b", 1), Task("c", 44)], away), One));
    }

    [Fact]
    public void The_same_day_with_the_same_settings_has_the_same_outcome_to_the_bit()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (day, settings) = Random(seed);
            var first = Replayer.Run(day, settings);
            Assert.Equal(first, Replayer.Run(day, settings));
            // Nobody works on more than the limit, and nothing is taken before it came or by who was not there.
            Assert.All(first, task => Assert.True(task.TakenAt is null || task.TakenAt >= task.ArrivedAt));
            foreach (var mine in first.Where(task => task.By is not null).GroupBy(task => task.By))
                foreach (var one in mine)
                    Assert.InRange(mine.Count(other => other.TakenAt <= one.TakenAt && one.TakenAt < other.TakenAt + day.Tasks.First(task => task.Id == other.Id).Handling), 1, settings.TasksPerAgent);
        }
    }

    /// <summary>
    /// Where every agent is there all day, can do everything and takes what he is offered at once, a service is a queue in the order of arrival with as many servers as it has
    /// places. Then no mail waits longer with a server more (Kiefer and Wolfowitz, 1955), and who of the free is asked changes no waiting time.
    /// </summary>
    [Fact]
    public void In_the_plain_case_an_agent_more_or_a_place_more_makes_no_mail_wait_longer_and_another_order_changes_nothing()
    {
        var (shorter, equal) = (0, 0);
        for (var seed = 0; seed < 100; seed++)
        {
            var chance = new Random(seed);
            var settings = One with { TasksPerAgent = 1 + chance.Next(2) };
            var day = Day(
                [.. Enumerable.Range(0, 60).Select(n => (n, chance.NextDouble() * 200)).OrderBy(task => task.Item2).Select(task => Task($"{task.n}", task.Item2) with { Handling = TimeSpan.FromMinutes(chance.NextDouble() * 30) })],
                [.. Enumerable.Range(0, 2 + chance.Next(3)).Select(n => new RecordedAgent(new ServiceAgent(new($"agent{n}"), 1 + chance.Next(5)), [new(Morning, Morning.AddDays(9))]))]);
            var waits = Taken(day, settings);
            foreach (var better in new[] { Taken(Replayer.WithOneMore(day), settings), Taken(day, settings with { TasksPerAgent = settings.TasksPerAgent + 1 }) })
            {
                Assert.All(waits.Zip(better), one => Assert.True(one.Second <= one.First));
                shorter += waits.Zip(better).Count(one => one.Second < one.First);
            }

            foreach (var order in Enum.GetValues<OfferOrder>())
            {
                Assert.Equal(waits, Taken(day, settings with { Order = order }));
                equal++;
            }

            // Everybody accepts at once, so how long he might have taken is no matter.
            Assert.Equal(waits, Taken(day, settings with { OfferSeconds = 600 }));
        }

        Assert.True(shorter > 1000 && equal == 500);
    }

    /// <summary>An offer that is missed is missed for as long as it stands.</summary>
    [Fact]
    public void A_longer_countdown_makes_no_missed_mail_wait_shorter()
    {
        var missed = Day([Task("a", 0) with { Passes = [new(new("adele"), IsMiss: true, TimeSpan.FromMinutes(1))] }], Agent("adele"), Agent("megan"));
        var waits = Enumerable.Range(1, 60).Select(seconds => Taken(missed, One with { OfferSeconds = 10 * seconds })[0]).ToList();

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(60, waits.Distinct().Count());
    }

    [Fact]
    public void Figures_are_those_of_the_waits()
    {
        var tasks = Enumerable.Range(1, 10).Select(number => new ReplayedTask(new($"{number}"), Morning, number == 10 ? null : Morning.AddMinutes(number), null)).ToList();

        var figures = ReplayFigures.Of(tasks, TimeSpan.FromMinutes(5));

        Assert.Equal(new ReplayFigures(10, 9, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(9), 0.5), figures);
        Assert.Equal(new ReplayFigures(0, 0, default, default, default, 0), ReplayFigures.Of([], TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Who_could_be_asked_is_told_by_the_decisions()
    {
        var (from, before) = (Morning, Morning.AddHours(8));
        List<DistributionRecord> decisions =
        [
            Decision(10, "off_duty"), Decision(20), Decision(30, "at_limit"), Decision(40, "presence_busy"), Decision(50, "skills"), Decision(60, "declined", "kept_for_last_agent"), Decision(70, "timed_out"), Decision(80, "returned"), Decision(90, "handed_on"),
        ];

        Assert.Equal([(20, 40), (50, 480)], Minutes(Presences.Of(new("megan"), decisions, from, before, _ => 1)));
        // At the limit without a task of this service: he works for another one.
        Assert.Equal([(20, 30), (50, 480)], Minutes(Presences.Of(new("megan"), decisions, from, before, _ => 0)));
        Assert.Equal([(0, 480)], Minutes(Presences.Of(new("megan"), [Decision(10)], from, before, _ => 0)));
        Assert.Empty(Presences.Of(new("adele"), decisions, from, before, _ => 0));
    }

    private static DistributionRecord Decision(int minute, params string[] against) => new(
        new("a"), Morning.AddMinutes(minute), null, [], [new(new("megan"), [.. against.Select(code => new Reason(code, code == "at_limit" ? ["1", "1"] : null))])]);

    private static IEnumerable<(int, int)> Minutes(IEnumerable<Spell> spells) =>
        spells.Select(spell => ((int)(spell.From - Morning).TotalMinutes, (int)(spell.Until - Morning).TotalMinutes));

    private static string Show(RecordedDay day, DistributionSettings settings) => string.Join(", ", Replayer.Run(day, settings)
        .Select(task => task.TakenAt is { } taken ? FormattableString.Invariant($"{task.Id} {(taken - Morning).TotalMinutes} {task.By}") : $"{task.Id} -"));

    private static List<DateTimeOffset?> Taken(RecordedDay day, DistributionSettings settings) => [.. Replayer.Run(day, settings).Select(task => task.TakenAt)];

    private static RecordedDay Day(IReadOnlyList<RecordedTask> tasks, params RecordedAgent[] agents) => new(Morning, Morning.AddHours(8), tasks, agents);

    private static RecordedTask Task(string id, double minute) => new(new(id), Morning.AddMinutes(minute)) { Handling = TimeSpan.FromMinutes(10) };

    private static RecordedAgent Agent(string id, int priority = 3) => new(new ServiceAgent(new AgentId(id), priority), [new(Morning, Morning.AddHours(8))]);

    private static (RecordedDay Day, DistributionSettings Settings) Random(int seed)
    {
        var chance = new Random(seed);
        var agents = Enumerable.Range(0, 1 + chance.Next(5)).Select(n =>
        {
            var from = Morning.AddMinutes(chance.Next(200));
            return new RecordedAgent(
                new ServiceAgent(new($"agent{n}"), 1 + chance.Next(5)) { Skills = chance.Next(2) == 0 ? [new("French", 1 + chance.Next(5))] : [] },
                [new(from, from.AddMinutes(60)), new(from.AddMinutes(90), from.AddMinutes(300))]);
        }).ToList();
        var tasks = Enumerable.Range(0, chance.Next(60)).Select(n => new RecordedTask(new($"{n}"), Morning.AddMinutes(chance.Next(400)))
        {
            Priority = (TaskPriority)chance.Next(5),
            RequiredSkills = chance.Next(4) == 0 ? [new("french", 1 + chance.Next(5))] : [],
            Handling = TimeSpan.FromMinutes(1 + chance.Next(30)),
            Reaction = TimeSpan.FromSeconds(chance.Next(90)),
            Passes = chance.Next(4) == 0 ? [new(new($"agent{chance.Next(5)}"), chance.Next(2) == 0, TimeSpan.FromSeconds(chance.Next(90)))] : [],
        }).OrderBy(task => task.ArrivedAt).ToList();
        return (new(Morning, Morning.AddHours(8), tasks, agents), new() { Order = (OfferOrder)chance.Next(5), TasksPerAgent = 1 + chance.Next(3), OfferSeconds = 30 + chance.Next(60) });
    }
}
