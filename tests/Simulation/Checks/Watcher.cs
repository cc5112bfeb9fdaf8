using System.Text.Json;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>One applied commit.</summary>
internal sealed record Commit(string Instance, string Partition, IReadOnlyList<EntityWrite> Writes)
{
    /// <summary>The tasks it puts, by row.</summary>
    public IReadOnlyDictionary<string, EmailTask> Tasks { get; } = Writes
        .Where(write => !write.IsDelete && (write.Row.StartsWith("task~", StringComparison.Ordinal) || write.Row.StartsWith("done~", StringComparison.Ordinal)))
        .ToDictionary(write => write.Row, write => JsonSerializer.Deserialize(write.Value!.Value.Span, TaskJson.Default.EmailTask)!, StringComparer.Ordinal);

    /// <summary>Mails get another task than before, because a person says so.</summary>
    public bool IsSplit => Tasks.Values.Any(task => task.Timeline[^1].Event == TaskEvent.SplitOff);

    /// <summary>How many rows with this beginning it puts.</summary>
    public int Puts(string prefix) => Writes.Count(write => !write.IsDelete && write.Row.StartsWith(prefix, StringComparison.Ordinal));
}

/// <summary>Sees every commit that the store applied, keeps what is stored in typed form, and shows each change to the checks.</summary>
internal sealed class Watcher
{
    private readonly SimWorld world;
    private readonly IReadOnlyList<Check> checks;
    private readonly Dictionary<TaskKey, EmailTask> tasks = [];
    private readonly Dictionary<AgentId, AgentState> agents = [];
    private readonly Dictionary<string, MailboxState> mailboxes = new(StringComparer.Ordinal);

    public Watcher(SimWorld world)
    {
        this.world = world;
        checks = [new EachMailOnce(world), new NothingFromBefore(world), new OneHolder(world), new AdviceEnds(world), new SentOnce(world), new Told(world), new CommitsAreWhole(world), new SuspensionHolds(world), new NothingLeft(world), new CardsTellTheTruth(world)];
    }

    public IReadOnlyDictionary<TaskKey, EmailTask> Tasks => tasks;

    public IReadOnlyDictionary<AgentId, AgentState> Agents => agents;

    public List<(ServiceId Service, MailRecord Record)> Mails { get; } = [];

    public EmailTask? Task(TaskKey key) => tasks.GetValueOrDefault(key);

    public MailboxState? Mailbox(string mailbox) => mailboxes.GetValueOrDefault(mailbox);

    /// <summary>The mails of a task.</summary>
    public IEnumerable<Letter> Letters(EmailTask task) => task.Mails.Select(mail => world.Exchange.LetterOf(mail.Message.Value)).OfType<Letter>();

    public void Committed(string instance, string partition, IReadOnlyList<EntityWrite> writes)
    {
        var commit = new Commit(instance, partition, writes);
        foreach (var write in writes)
        {
            if (commit.Tasks.TryGetValue(write.Row, out var task))
                Put(commit, task);
            else if (write.Value is { } value)
                Put(commit, write.Row, value.Span);
            else if (partition == MailboxTable.Partition && write.Row.StartsWith("mailbox~", StringComparison.Ordinal))
                mailboxes.Remove(write.Row["mailbox~".Length..]);
        }

        world.Note(instance, $"commit {partition} {Summary(commit)}");
    }

    public void AtQuiet()
    {
        foreach (var check in checks)
            check.AtQuiet();
    }

    private void Put(Commit commit, EmailTask task)
    {
        var before = tasks.GetValueOrDefault(task.Key);
        tasks[task.Key] = task;
        foreach (var check in checks)
            check.OnTask(commit, before, task);
    }

    private void Put(Commit commit, string row, ReadOnlySpan<byte> value)
    {
        switch (row.Split('~', 2)[0])
        {
            case "mail":
                var mail = JsonSerializer.Deserialize(value, TaskJson.Default.MailRecord)!;
                var service = new ServiceId(commit.Partition["svc~".Length..]);
                Mails.Add((service, mail));
                foreach (var check in checks)
                    check.OnMail(commit, service, mail);
                break;
            case "agent":
                var agent = JsonSerializer.Deserialize(value, AgentJson.Default.AgentState)!;
                agents[agent.Agent] = agent;
                foreach (var check in checks)
                    check.OnAgent(commit, agent);
                break;
            case "mailbox":
                var state = JsonSerializer.Deserialize(value, MailboxJson.Default.MailboxState)!;
                mailboxes[state.Mailbox.Value] = state;
                break;
        }
    }

    // Kinds of rows only: their keys hold what differs in no telling way.
    private string Summary(Commit commit) => string.Join(' ', commit.Writes.Select(write =>
        $"{(write.IsDelete ? '-' : '+')}{(write.Row.StartsWith("job~", StringComparison.Ordinal) ? Job(write) : commit.Tasks.TryGetValue(write.Row, out var task) ? Show(task) : write.Row.Split('~', 2)[0])}"));

    private static string Job(EntityWrite write)
    {
        if (write.Value is not { } value)
            return "job";
        using var json = JsonDocument.Parse(value);
        return json.RootElement.GetProperty("kind").GetString()!;
    }

    private string Show(EmailTask task) =>
        $"{world.NameOf(task.Key)}[v{task.Version} {task.State} {task.Timeline[^1].Event}{(task.Timeline[^1].Agent is { } agent ? $" {world.Agent(agent).Name}" : "")}]";
}
