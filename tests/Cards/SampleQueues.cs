using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;
using static TeamsEmailBot.Tests.Cards.SampleViews;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>Services as supervisors see them.</summary>
internal static class SampleQueues
{
    private static readonly string[] People = ["Megan Bowen", "Adele Vance", "Isaiah *Langer*", "Johanna Lorenz", "Nestor Wilke", "Diego Siciliani"];

    public static IReadOnlyList<HourFigures> Hours { get; } =
        [.. Enumerable.Range(0, 6).Select(hour => new HourFigures(new DateTimeOffset(2026, 11, 21, 8 + hour, 0, 0, TimeSpan.Zero), 3 + (hour * 7 % 5), 2 + (hour * 3 % 4), 1 + (hour * 2), 2, hour % 3))];

    /// <summary>A service where something of everything happens.</summary>
    public static ServiceFigures Busy { get; } = Service("orders", "Orders & *returns*", 14, [Free(0), Agent(1, AgentCondition.Busy, 5, "at_limit"), Agent(2, AgentCondition.Away, 1, "presence_busy", "Busy", "InACall"), Agent(3, AgentCondition.OffDuty, 0, "off_duty"), Agent(4, AgentCondition.Unreachable, 0, "unreachable_blocked"), Agent(5, AgentCondition.Barred, 0, "no_licence")]) with { MailsInInbox = 7 };

    public static DeskFigures Desk(int services) => new(Now, [.. services == 0 ? [] : (ServiceFigures[])[Busy], .. Enumerable.Range(2, Math.Max(0, services - 1)).Select(n => Service($"service-{n}", $"Service {n}", n % 4, [Free(0), Free(1)]))], services == 0 ? 0 : 17, 500);

    public static ServiceDetail Detail { get; } = new(Desk(1), Busy, Hours, Busy.Open.Where(task => task.State == TaskState.Queued).Take(2).ToDictionary(
        task => task.Key.Id,
        IReadOnlyList<CandidateVerdict> (_) => [.. Busy.Agents.Where(agent => agent.Against.Count > 0).Select(agent => new CandidateVerdict(agent.Agent, agent.Against))]));

    /// <summary>Services whose names try what a card can bear: right to left, without spaces, in other scripts, with marks.</summary>
    public static DeskFigures Named { get; } = new(
        Now,
        [
            Busy with { Name = "Kundendienst für Rückgaben, Umtausch, Reparaturen und sonstige Angelegenheiten der Region Süd-Ost" },
            Service("right-to-left", "خدمة العملاء", 3, [Free(0)]), Service("han", "客户服务和退货处理中心", 2, [Free(1)]), Service("marks", "**Returns** [x](https://evil.example) <at>all</at>", 0, []),
        ],
        19,
        500);

    /// <summary>Hours in which nothing happened.</summary>
    public static IReadOnlyList<HourFigures> QuietHours { get; } = [.. Hours.Select(hour => new HourFigures(hour.From, 0, 0, 0, 0, 0))];

    public static string LongName(AgentId agent) => agent.Value[^1] switch
    {
        '0' => "محمد عبد الله", '1' => "王小明", '2' => "Wolfeschlegelsteinhausenbergerdorff-Vandenberghe von und zu Hohenlohe-Langenburg", _ => Name(agent),
    };

    public static EmailTask Task(TaskState state) => Busy.Open.First(task => task.State == state);

    public static string Name(AgentId agent) => People[int.Parse(agent.Value[^1..], System.Globalization.CultureInfo.InvariantCulture)];

    private static ServiceFigures Service(string id, string name, int open, IReadOnlyList<AgentFigures> agents) =>
        new(new ServiceId(id), name, true, [.. Enumerable.Range(0, open).Select(n => Open(new ServiceId(id), n))], agents, 0);

    private static EmailTask Open(ServiceId service, int n)
    {
        var agent = new AgentId($"agent-{n % 3}");
        var state = n switch { 1 => TaskState.Offered, 2 or 5 => TaskState.Accepted, 3 => TaskState.Sending, 4 => TaskState.Parked, _ => TaskState.Queued };
        return new EmailTask
        {
            Key = new TaskKey(service, new TaskId($"{service}-{n}")), Mailbox = new MailboxId("mailbox"), Message = new MessageId($"mail-{n}"), Version = 3, State = state,
            ReceivedAt = Now - TimeSpan.FromMinutes(3 + (n * 11)),
            Priority = n % 4 == 0 ? TaskPriority.High : TaskPriority.Normal,
            RequiredSkills = n % 3 == 0 ? [new RequiredSkill("French", 3), new RequiredSkill("Billing", 1)] : [],
            Holder = state is TaskState.Accepted or TaskState.Sending or TaskState.Parked ? agent : null,
            Offer = state == TaskState.Queued ? null : new Offer(new OfferId("offer"), agent, Now, Now, []),
            Answer = n == 5 ? new Answer(new AnswerId("answer"), agent, Now, AnswerState.Unsure) : null,
        };
    }

    private static AgentFigures Free(int n) => new(new AgentId($"agent-{n}"), AgentCondition.Free, n, 3, []);

    private static AgentFigures Agent(int n, AgentCondition condition, int held, string reason, params string[] values) =>
        new(new AgentId($"agent-{n}"), condition, held, 3, [new Reason(reason, reason == "at_limit" ? ["5", "3"] : values)]);
}
