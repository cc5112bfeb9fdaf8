using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>The rules of docs/routing.md, stated once more and without the code that obeys them.</summary>
internal static class DayRules
{
    /// <summary>Presence as people have it on these days, and which of a service's switches lets offers through to them: always, busy, meeting, away or never.</summary>
    public static readonly (string Availability, string Activity, string By)[] Presences =
    [
        ("Available", "Available", "always"), ("PresenceUnknown", "PresenceUnknown", "always"), ("Busy", "Busy", "busy"), ("Busy", "InAMeeting", "meeting"), ("Away", "Away", "away"),
        ("BeRightBack", "BeRightBack", "away"), ("Busy", "InACall", "never"), ("DoNotDisturb", "Presenting", "never"), ("Offline", "Offline", "never"),
    ];

    /// <summary>What speaks against an offer of the task to the agent.</summary>
    /// <param name="state">Of the agent.</param>
    /// <param name="presence">Which of <see cref="Presences"/> he has, as far as the bot was told.</param>
    public static HashSet<string> Against(Configuration current, Service service, EmailTask task, AgentState state, int presence, DateTimeOffset now)
    {
        var user = current.User(state.Agent)!;
        var against = new HashSet<string>();
        var passed = task.Timeline.LastOrDefault(entry => entry.Agent == state.Agent);
        Add(passed is { Event: TaskEvent.Declined } && now < passed.At.AddMinutes(5), "declined");
        Add(passed is { Event: TaskEvent.ReturnedToQueue } && now < passed.At.AddMinutes(5), "returned");
        Add(passed is { Event: TaskEvent.TakenBack } && now < passed.At.AddMinutes(5), "taken_back");
        Add(passed is { Event: TaskEvent.TimedOut } && now < passed.At.AddMinutes(1), "timed_out");
        Add(now < task.ReceivedAt.AddMinutes(Levels(task, service, state.Agent).Missing), "skills");
        // Of who is no agent nothing more is said about himself.
        if (!user.Roles.HasFlag(Roles.Agent))
        {
            against.Add("not_agent");
            return against;
        }

        Add(service.Agents.All(member => member.Agent != state.Agent), "not_member");
        Add(!user.HasEmailLicence, "no_licence");
        Add(user.IsGuest && !current.Tenant.AllowGuests, "guest");
        Add(!state.OnDuty, "off_duty");
        // Of who is off duty nobody asks.
        Add(state.OnDuty && !Lets(Presences[presence].By, service.Distribution), $"presence_{Presences[presence].Availability.ToLowerInvariant()}");
        Add(state.AfterWorkUntil > now, "after_work");
        Add(state.Taken >= service.Distribution.TasksPerAgent, "at_limit");
        return against;

        void Add(bool holds, string code)
        {
            if (holds)
                against.Add(code);
        }
    }

    /// <summary>By what the order asks one agent before another, the lower the sooner; equal where idle time decides. Not of turns.</summary>
    public static (int, int) Rank(Service service, EmailTask task, AgentState state) => service.Distribution.Order switch
    {
        OfferOrder.MostFreeCapacity => (state.Taken, 0),
        OfferOrder.Priority => (Member(service, state.Agent).Priority, 0),
        OfferOrder.SkillMatch => Levels(task, service, state.Agent),
        _ => (0, 0),
    };

    /// <summary>The place in the queue: each step of priority is worth a day.</summary>
    public static DateTimeOffset Place(EmailTask task) => task.ReceivedAt.AddDays(task.Priority switch
    {
        TaskPriority.Highest => -2, TaskPriority.High => -1, TaskPriority.Low => 1, TaskPriority.Lowest => 2, _ => 0,
    });

    private static bool Lets(string by, DistributionSettings settings) => by switch
    {
        "always" => true,
        "busy" => settings.DeliverWhenBusy,
        "meeting" => settings.DeliverInMeeting,
        "away" => settings.DeliverWhenAway,
        _ => false,
    };

    // Levels that he lacks, and levels that he has above what is required.
    private static (int Missing, int Above) Levels(EmailTask task, Service service, AgentId agent)
    {
        var (missing, above) = (0, 0);
        foreach (var need in task.RequiredSkills)
        {
            var level = Member(service, agent).Skills.FirstOrDefault(skill => skill.Name.Equals(need.Skill, StringComparison.OrdinalIgnoreCase))?.Level ?? 0;
            missing += Math.Max(0, need.Level - level);
            above += Math.Max(0, level - need.Level);
        }

        return (missing, above);
    }

    private static ServiceAgent Member(Service service, AgentId agent) => service.Agents.FirstOrDefault(member => member.Agent == agent) ?? new ServiceAgent(agent);
}
