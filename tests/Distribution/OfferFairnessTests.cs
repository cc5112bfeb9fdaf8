using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Distribution;

/// <summary>
/// Random services on a clock of minutes: agents with limits and skills come and go, tasks come and end, the oldest task is offered first. What docs/routing.md
/// promises of limits, waiting and fairness is checked in every minute.
/// </summary>
public sealed class OfferFairnessTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly ServiceId Help = new("help");

    [Fact]
    public void I3_no_limit_is_ever_exceeded_nothing_waits_longer_than_its_skills_allow_and_a_run_repeats_to_the_letter()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var first = new Day(seed).Run();
            Assert.NotEmpty(first);
            Assert.Equal(first, new Day(seed).Run());
        }
    }

    [Theory]
    [InlineData(OfferOrder.LongestIdle)]
    [InlineData(OfferOrder.RoundRobin)]
    [InlineData(OfferOrder.MostFreeCapacity)]
    [InlineData(OfferOrder.SkillMatch)]
    public void Of_agents_who_are_always_suitable_none_gets_two_offers_more_than_another(OfferOrder order)
    {
        for (var agents = 1; agents <= 9; agents++)
        {
            var states = Enumerable.Range(0, agents).Select(n => new AgentState(new($"agent{n}")) { IdleSince = Start }).ToDictionary(state => state.Agent);
            var counts = states.Keys.ToDictionary(agent => agent, _ => 0);
            AgentId? turn = null;
            for (var minute = 1; minute <= 100; minute++)
            {
                var chosen = OfferChoice.Among(
                    [.. states.Values.Select(state => new Candidate(state, new(state.Agent), new(0, 0, [])))], null, new() { Order = order }, new(Start.AddMinutes(minute), 3, turn))!.Chosen.Agent;
                turn = chosen;
                counts[chosen]++;
                // He is done with it at once: everybody stays suitable.
                states[chosen] = states[chosen] with { IdleSince = Start.AddMinutes(minute) };
                Assert.InRange(counts.Values.Max() - counts.Values.Min(), 0, 1);
            }
        }
    }

    private sealed record Waiting(TaskKey Key, DateTimeOffset ReceivedAt, IReadOnlyList<RequiredSkill> Required);

    private sealed class Day
    {
        private static readonly string[] Skills = ["French", "Billing", "Golf"];

        private readonly Random chance;
        private readonly DistributionSettings settings;
        private readonly List<ServiceAgent> members;
        private readonly Dictionary<AgentId, AgentState> states;
        private readonly List<Waiting> queue = [];
        private readonly List<string> log = [];
        private AgentId? turn;
        private int tasks;

        public Day(int seed)
        {
            chance = new Random(seed);
            settings = new() { Order = (OfferOrder)chance.Next(5), TasksPerAgent = 1 + chance.Next(3) };
            members = [.. Enumerable.Range(0, 1 + chance.Next(6)).Select(n => new ServiceAgent(new($"agent{n}"), 1 + chance.Next(5)) { Skills = [.. Some().Select(skill => new AgentSkill(skill, 1 + chance.Next(5)))] })];
            states = members.ToDictionary(member => member.Agent, member => new AgentState(member.Agent) { OnDuty = chance.Next(3) > 0, IdleSince = Start });
        }

        public List<string> Run()
        {
            for (var minute = 0; minute < 120; minute++)
            {
                var now = Start.AddMinutes(minute);
                for (var i = chance.Next(3); i > 0; i--)
                    queue.Add(new(new(Help, new($"task{++tasks}")), now, [.. Some().Select(skill => new RequiredSkill(skill, 1 + chance.Next(5)))]));
                foreach (var agent in states.Values.ToList())
                    states[agent.Agent] = Live(agent, now);
                foreach (var task in queue.ToList())
                    Offer(task, now);
                Check(now);
            }

            return log;
        }

        private AgentState Live(AgentState agent, DateTimeOffset now)
        {
            if (chance.Next(20) == 0)
                agent = agent with { OnDuty = !agent.OnDuty };
            return agent.Holds.Count > 0 && chance.Next(4) == 0 ? agent.GiveBack(agent.Holds[chance.Next(agent.Holds.Count)].Offer, now) : agent;
        }

        private void Offer(Waiting task, DateTimeOffset now)
        {
            if (OfferChoice.Among(Suitable(task, now), null, settings, new(now, settings.TasksPerAgent, turn)) is not { } choice)
                return;
            var agent = choice.Chosen.Agent;
            states[agent] = states[agent].Take(task.Key, new(task.Key.Id.Value), settings.TasksPerAgent, now)!;
            turn = choice.InTurn ? agent : turn;
            queue.Remove(task);
            log.Add($"{now:t} {task.Key.Id} {agent} {choice.Because[0].Code}");
        }

        private List<Candidate> Suitable(Waiting task, DateTimeOffset now) =>
        [
            .. from member in members
               let state = states[member.Agent]
               let fit = SkillMatch.Of(task.Required, member.Skills)
               where state.OnDuty && state.Holds.Count < settings.TasksPerAgent && SkillMatch.SuitableFrom(fit, task.ReceivedAt) <= now
               select new Candidate(state, member, fit),
        ];

        private void Check(DateTimeOffset now)
        {
            Assert.All(states.Values, state => Assert.InRange(state.Holds.Count, 0, settings.TasksPerAgent));
            // Who has room now had room for every task that still waits: only skills can keep it waiting, and only for so long.
            var hasRoom = states.Values.Any(state => state.OnDuty && state.Holds.Count < settings.TasksPerAgent);
            Assert.All(queue, task => Assert.True(!hasRoom || now < task.ReceivedAt + (task.Required.Sum(skill => skill.Level) * SkillMatch.RelaxEvery), task.Key.ToString()));
        }

        private List<string> Some() => [.. Skills.Where(_ => chance.Next(3) == 0)];
    }
}
