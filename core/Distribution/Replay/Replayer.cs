using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Replay;

/// <summary>When a task was taken in a replay, and by whom; null when nobody took it.</summary>
public sealed record ReplayedTask(TaskId Id, DateTimeOffset ArrivedAt, DateTimeOffset? TakenAt, AgentId? By);

/// <summary>
/// Lets a recorded day pass again with other settings: the same mails, the same people at the same times, the rules of distribution itself (<see cref="OfferChoice"/>,
/// <see cref="SkillMatch"/>, <see cref="Eligibility"/>). Each task takes as long as it took then, whoever has it; who let it pass then lets it pass again. Nothing is left to
/// chance: the same day and settings give the same outcome.
/// </summary>
public sealed class Replayer
{
    private readonly RecordedDay day;
    private readonly DistributionSettings settings;
    private readonly TimeSpan usualHandling;
    private readonly PriorityQueue<Action, (long At, long Number)> events = new();
    private readonly SortedDictionary<(long Place, string Id), Waiting> queue = new(Comparer<(long Place, string Id)>.Create(
        (a, b) => a.Place != b.Place ? a.Place.CompareTo(b.Place) : string.CompareOrdinal(a.Id, b.Id)));
    private readonly Dictionary<AgentId, AgentState> states;
    private readonly Dictionary<TaskId, ReplayedTask> outcome;
    private DateTimeOffset now;
    private DateTimeOffset? wake;
    private AgentId? turn;
    private long numbers;

    private Replayer(RecordedDay day, DistributionSettings settings)
    {
        (this.day, this.settings) = (day, settings);
        var known = day.Tasks.Select(task => task.Handling).OfType<TimeSpan>().Order().ToList();
        usualHandling = known.Count == 0 ? TimeSpan.Zero : known[known.Count / 2];
        states = day.Agents.ToDictionary(agent => agent.Member.Agent, agent => new AgentState(agent.Member.Agent) { IdleSince = day.From });
        outcome = day.Tasks.ToDictionary(task => task.Id, task => new ReplayedTask(task.Id, task.ArrivedAt, null, null));
    }

    /// <summary>The tasks of the day as they would have gone, in the order of the day.</summary>
    public static IReadOnlyList<ReplayedTask> Run(RecordedDay day, DistributionSettings settings)
    {
        var replay = new Replayer(day, settings);
        replay.Run();
        return [.. day.Tasks.Select(task => replay.outcome[task.Id])];
    }

    /// <summary>The day with one agent more, who is there whenever somebody is and can do whatever was required.</summary>
    public static RecordedDay WithOneMore(RecordedDay day)
    {
        var skills = day.Tasks.SelectMany(task => task.RequiredSkills).Select(skill => skill.Skill).Distinct(StringComparer.OrdinalIgnoreCase);
        var member = new ServiceAgent(new AgentId("one-more")) { Skills = [.. skills.Select(skill => new AgentSkill(skill, AgentSkill.Highest))] };
        return day with { Agents = [.. day.Agents, new RecordedAgent(member, Union(day.Agents.SelectMany(agent => agent.Spells)))] };
    }

    private void Run()
    {
        // Who comes and who goes at the same moment as a mail is there, or gone, when it is offered.
        foreach (var (agent, spell) in day.Agents.SelectMany(agent => agent.Spells.Select(spell => (agent.Member.Agent, spell))))
        {
            At(spell.From, () => Change(agent, state => state with { OnDuty = true, IdleSince = now }));
            At(spell.Until, () => Change(agent, state => state with { OnDuty = false }));
        }

        foreach (var task in day.Tasks)
            At(task.ArrivedAt, () => Enqueue(new Waiting(task)));
        while (events.TryDequeue(out var act, out var when))
        {
            now = new DateTimeOffset(when.At, TimeSpan.Zero);
            act();
            // What happens at one moment has all happened before anything is offered.
            if (!events.TryPeek(out _, out var next) || next.At != when.At)
                Distribute();
        }
    }

    private void At(DateTimeOffset time, Action act) => events.Enqueue(act, (time.UtcTicks, numbers++));

    private void Change(AgentId agent, Func<AgentState, AgentState> change) => states[agent] = change(states[agent]);

    private void Enqueue(Waiting waiting) => queue.Add(((waiting.Task.ArrivedAt - waiting.Task.Priority.HeadStart()).UtcTicks, waiting.Task.Id.Value), waiting);

    private void Distribute()
    {
        var again = default(DateTimeOffset?);
        foreach (var (place, waiting) in queue.ToList())
        {
            if (!states.Values.Any(HasRoom))
                return;
            var suitable = new List<Candidate>();
            foreach (var (member, _) in day.Agents)
            {
                var state = states[member.Agent];
                if (!HasRoom(state))
                    continue;
                var fit = SkillMatch.Of(waiting.Task.RequiredSkills, member.Skills);
                var from = Later(waiting.NotBefore.GetValueOrDefault(member.Agent), fit.Gap == 0 ? default : SkillMatch.SuitableFrom(fit, waiting.Task.ArrivedAt));
                if (from <= now)
                    suitable.Add(new(state, member, fit));
                else if (again is null || from < again)
                    again = from;
            }

            var moment = new OfferMoment(now, settings.TasksPerAgent, turn);
            if (OfferChoice.Among(suitable, waiting.Task.LastAgent, settings, moment) is not { } choice)
                continue;
            queue.Remove(place);
            turn = choice.InTurn ? choice.Chosen.Agent : turn;
            Offer(waiting, choice.Chosen.Agent);
        }

        if (again is { } due && (wake is null || wake <= now || due < wake))
        {
            wake = due;
            At(due, () => { });
        }
    }

    private bool HasRoom(AgentState state) => state.OnDuty && state.Taken < settings.TasksPerAgent;

    private void Offer(Waiting waiting, AgentId agent)
    {
        var offer = new OfferId($"{numbers}");
        Change(agent, state => state.Take(new TaskKey(default, waiting.Task.Id), offer, settings.TasksPerAgent, now)!);
        var pass = waiting.NextPass(agent);
        var reaction = pass?.After ?? waiting.Task.Reaction;
        // Who would have needed longer than the countdown gives misses it, once; the next one hurries.
        var isLate = pass is { IsMiss: true } || reaction > settings.OfferTime && waiting.MayBeLate(pass);
        var until = now + (isLate || reaction > settings.OfferTime ? settings.OfferTime : reaction);
        if (pass is null && !isLate)
        {
            At(until, () => Accept(waiting, agent, offer));
            return;
        }

        At(until, () =>
        {
            Change(agent, state => state.GiveBack(offer, now));
            waiting.NotBefore[agent] = now + (isLate ? Eligibility.AfterTimeOut : Eligibility.AfterDecline);
            Enqueue(waiting);
        });
    }

    private void Accept(Waiting waiting, AgentId agent, OfferId offer)
    {
        outcome[waiting.Task.Id] = outcome[waiting.Task.Id] with { TakenAt = now, By = agent };
        At(now + (waiting.Task.Handling ?? usualHandling), () => Change(agent, state => state.GiveBack(offer, now)));
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static List<Spell> Union(IEnumerable<Spell> spells)
    {
        var union = new List<Spell>();
        foreach (var spell in spells.OrderBy(spell => spell.From))
            if (union.Count > 0 && spell.From <= union[^1].Until)
                union[^1] = union[^1] with { Until = Later(union[^1].Until, spell.Until) };
            else
                union.Add(spell);
        return union;
    }

    // A task on its way through the queue, with what is still to come of that day's passes.
    private sealed class Waiting(RecordedTask task)
    {
        private readonly List<RecordedPass> passes = [.. task.Passes];
        private bool wasLate;

        public RecordedTask Task => task;

        public Dictionary<AgentId, DateTimeOffset> NotBefore { get; } = [];

        public RecordedPass? NextPass(AgentId agent)
        {
            var at = passes.FindIndex(pass => pass.Agent == agent);
            if (at < 0)
                return null;
            var pass = passes[at];
            passes.RemoveAt(at);
            return pass;
        }

        public bool MayBeLate(RecordedPass? pass)
        {
            if (pass is not null)
                return true;
            var may = !wasLate;
            wasLate = true;
            return may;
        }
    }
}
