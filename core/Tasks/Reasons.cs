using System.Globalization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>
/// Every reason for or against an agent that is recorded, made here and nowhere else: so each has words, and carries the figures that its words need (I5).
/// </summary>
public static class Reasons
{
    /// <summary>The person is not configured, or no agent (any more).</summary>
    public static readonly Reason NotAgent = new("not_agent");

    public static readonly Reason NotMember = new("not_member");
    public static readonly Reason NoLicence = new("no_licence");
    public static readonly Reason Guest = new("guest");
    public static readonly Reason OffDuty = new("off_duty");
    public static readonly Reason ServiceNotLive = new("service_not_live");

    /// <summary>Nobody else could take it.</summary>
    public static readonly Reason OnlyCandidate = new("only_candidate");

    /// <summary>He worked on the conversation before.</summary>
    public static readonly Reason LastAgent = new("last_agent");

    /// <summary>A colleague gave it to him.</summary>
    public static readonly Reason FromColleague = new("from_colleague");

    public static readonly Reason InTurn = new("in_turn");
    public static readonly Reason SkillsFit = new("skills_fit");
    public static readonly Reason SkillsClosest = new("skills_closest");

    internal const string AtLimitCode = "at_limit";
    internal const string AfterWorkCode = "after_work";
    internal const string PresenceCode = "presence_";
    internal const string UnreachableCode = "unreachable_";

    // What speaks against the agent for one task and not for others.
    private static readonly string[] OfOneTask = ["handed_on", "declined", "returned", "taken_back", "timed_out", "skills", "kept_for_last_agent"];

    /// <summary>How every code begins; a code that ends with <c>_</c> is followed by a word of a neighbour's.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. typeof(Reasons).GetFields().Where(field => field.FieldType == typeof(Reason)).Select(field => ((Reason)field.GetValue(null)!).Code),
        AtLimitCode, AfterWorkCode, PresenceCode, UnreachableCode, .. OfOneTask, "longest_idle", "most_free", "priority",
    ];

    /// <summary>True for what nobody's wish overcomes: the agent may not have the task.</summary>
    internal static bool IsOfRights(Reason reason) => new[] { NotAgent, NotMember, NoLicence, Guest }.Any(right => right.Code == reason.Code);

    /// <summary>True for what speaks against the agent for this task alone: another one he can be offered.</summary>
    internal static bool IsOfOneTask(Reason reason) => OfOneTask.Contains(reason.Code);

    /// <summary>Teams does not reach him, for one of the codes of the desk.</summary>
    public static Reason Unreachable(string desk) => new($"{UnreachableCode}{desk}");

    /// <summary>Availability and activity as Graph spells them.</summary>
    public static Reason Presence(string availability, string activity) => new($"{PresenceCode}{availability.ToLowerInvariant()}", [availability, activity]);

    public static Reason AtLimit(int held, int limit) => new(AtLimitCode, [Number(held), Number(limit)]);

    /// <summary>He finished a task just now, and has until then to complete what belongs to it.</summary>
    public static Reason AfterWork(DateTimeOffset until) => new(AfterWorkCode, [Time(until)]);

    /// <summary>He gave this task to somebody else.</summary>
    public static Reason HandedOn(DateTimeOffset until) => new("handed_on", [Time(until)]);

    /// <summary>He declined this task, and is asked again from <paramref name="until"/> on.</summary>
    public static Reason Declined(DateTimeOffset until) => new("declined", [Time(until)]);

    /// <summary>He gave this task back.</summary>
    public static Reason Returned(DateTimeOffset until) => new("returned", [Time(until)]);

    /// <summary>This task was taken away from him.</summary>
    public static Reason TakenBack(DateTimeOffset until) => new("taken_back", [Time(until)]);

    /// <summary>He let the offer of this task run out.</summary>
    public static Reason TimedOut(DateTimeOffset until) => new("timed_out", [Time(until)]);

    /// <summary>He lacks skills; from <paramref name="until"/> on that counts no longer. The values: the time, then name, level required and own level of each.</summary>
    public static Reason Skills(DateTimeOffset until, IEnumerable<MissingSkill> missing) =>
        new("skills", [Time(until), .. missing.SelectMany(skill => new[] { skill.Name, Number(skill.Required), Number(skill.Level) })]);

    /// <summary>The task is kept for <paramref name="agent"/> until then.</summary>
    public static Reason KeptFor(AgentId agent, DateTimeOffset until) => new("kept_for_last_agent", [Time(until), agent.Value]);

    /// <summary>He has had nothing new for the longest time.</summary>
    public static Reason LongestIdle(TimeSpan idle) => new("longest_idle", [Number(Math.Max(0, (int)idle.TotalMinutes))]);

    public static Reason MostFree(int held, int limit) => new("most_free", [Number(held), Number(limit)]);

    public static Reason Priority(int priority) => new("priority", [Number(priority)]);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>A required skill in which somebody is not good enough; level 0 = he does not have it.</summary>
public sealed record MissingSkill(string Name, int Required, int Level);
