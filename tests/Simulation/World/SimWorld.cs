using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Tests.Simulation.Checks;
using TeamsEmailBot.Tests.Simulation.Clockwork;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>Everything around the engine: Exchange, Teams, the store, the people, and what goes wrong with them.</summary>
internal sealed class SimWorld
{
    private readonly List<SimAgent> agents;
    private readonly Random faults;
    private readonly Dictionary<TaskKey, string> names = [];
    private readonly List<string> violations = [];
    private readonly HashSet<string> down = new(StringComparer.Ordinal);

    public SimWorld(SimPlan plan, SimScheduler scheduler, SimTrace trace)
    {
        (Plan, Scheduler, Trace) = (plan, scheduler, trace);
        faults = plan.Chance("faults");
        Began = scheduler.Now;
        Context = new SimContext(scheduler);
        Configuration = SimConfiguration.For(plan);
        foreach (var mailbox in Configuration.Mailboxes)
            Exchange.Open(mailbox.Id.Value);
        Graph = new SimGraph(this);
        Tokens = new SimTokens(this);
        Watcher = new Watcher(this);
        agents = [.. Configuration.Users.Select(user => new SimAgent(this, user.Id, user.DisplayName))];
    }

    public SimPlan Plan { get; }

    public SimScheduler Scheduler { get; }

    public SimTrace Trace { get; }

    public SimContext Context { get; }

    public SimExchange Exchange { get; } = new();

    public SimGraph Graph { get; }

    public SimTokens Tokens { get; }

    public InMemoryEntityStore Store { get; } = new();

    public Watcher Watcher { get; }

    public List<SimInstance> Instances { get; } = [];

    public IReadOnlyList<SimAgent> Agents => agents;

    public List<Letter> Letters { get; } = [];

    public Configuration Configuration { get; private set; }

    public IReadOnlyList<string> Violations => violations;

    public DateTimeOffset Now => Scheduler.Now;

    /// <summary>The beginning of the run; before it there was no engine.</summary>
    public DateTimeOffset Began { get; }

    /// <summary>Things go wrong, and people are as people are; afterwards everything works and everybody is diligent.</summary>
    public bool IsFaulty { get; set; } = true;

    public bool IsStoreDown { get; set; }

    public int Alerts { get; set; }

    public double NotificationFaults => IsFaulty ? Plan.NotificationFaults : 0;

    public bool IsAnybodyListening => Instances.Exists(instance => !instance.IsDead);

    public void Note(string who, string what) => Trace.Note(who, what);

    /// <summary>Something that must never be was seen.</summary>
    public void Violation(string invariant, string what)
    {
        var text = $"{invariant}: {what}";
        if (violations.Contains(text))
            return;
        violations.Add(text);
        Note("!!!", text);
    }

    public SimAgent Agent(AgentId id) => agents.First(agent => agent.Id == id);

    public string PresenceOf(string id) => agents.Find(agent => agent.Id.Value == id)?.Presence ?? "PresenceUnknown";

    /// <summary>An instance that takes a request now.</summary>
    public SimInstance? AnyInstance(Random chance)
    {
        var alive = Instances.FindAll(instance => !instance.IsDead);
        return alive.Count == 0 ? null : alive[chance.Next(alive.Count)];
    }

    /// <summary>A short name for the trace.</summary>
    public string NameOf(TaskKey task)
    {
        if (!names.TryGetValue(task, out var name))
            names[task] = name = $"task{names.Count + 1}";
        return name;
    }

    /// <summary>Suspended services and since when.</summary>
    public Dictionary<string, DateTimeOffset> SuspendedSince { get; } = new(StringComparer.Ordinal);

    /// <summary>An administrator suspends a service or resumes it.</summary>
    public void Suspend(string service, bool suspended)
    {
        if (suspended)
            SuspendedSince.TryAdd(service, Now);
        else
            SuspendedSince.Remove(service);
        Change(Configuration.WithSuspended(service, suspended));
    }

    private void Change(Configuration configuration)
    {
        Configuration = configuration;
        foreach (var instance in Instances)
            instance.Learn(configuration, TimeSpan.FromSeconds(faults.Next(IsFaulty ? 20 : 3)));
    }

    /// <summary>Graph posts a notification to whichever instance answers; it comes again when it is not taken.</summary>
    public void Notify(string body, TimeSpan delay, int attempt = 1) => Context.BeginLater(delay, () =>
    {
        void Again()
        {
            if (attempt < 4)
                Notify(body, TimeSpan.FromSeconds(10 * attempt), attempt + 1);
        }

        if (AnyInstance(faults) is { } instance)
            instance.Call(
                provider => provider.GetRequiredService<NotificationIntake>().TakeAsync(Encoding.UTF8.GetBytes(body), default),
                (_, trouble) =>
                {
                    if (trouble is not null)
                        Again();
                });
        else
            Again();
    });

    /// <summary>What goes wrong with a request to Graph.</summary>
    public Fault WireFault(SimRequest request, Random chance)
    {
        if (!IsFaulty)
            return Fault.None;
        if (down.Contains(request.Scope))
            return chance.Next(3) switch { 0 => Fault.Hang, 1 => Fault.Busy, _ => Fault.TooManyWithWait };
        if (chance.NextDouble() >= Plan.GraphFaults)
            return Fault.None;
        var fault = (Fault)chance.Next(1, Enum.GetValues<Fault>().Length);
        return fault switch
        {
            Fault.Gone when request.Option("$skip") is null => Fault.Slow,
            Fault.Conflict or Fault.Stale when request.Method == "GET" => Fault.Broken,
            _ => fault,
        };
    }

    public void SetDown(string scope, bool isDown)
    {
        Note("graph", $"{scope} is {(isDown ? "down" : "up again")}");
        _ = isDown ? down.Add(scope) : down.Remove(scope);
    }

    public bool MoveCopies() => IsFaulty && Plan.IdChanges > 0 && faults.Next(8) == 0;

    public TimeSpan InvisibleAfterSending() => IsFaulty && faults.Next(4) == 0 ? TimeSpan.FromSeconds(faults.Next(1, 40)) : TimeSpan.Zero;

    /// <summary>Whether an agent finds his last answer to a task in Sent Items.</summary>
    public bool WasAnswered(TaskKey key) =>
        Watcher.Task(key)?.Answer is { } answer && Exchange.Sent.Any(message => message.VisibleAt <= Now && message.Properties.GetValueOrDefault(ExtendedProperty.Answer) == answer.Id.Value);
}
