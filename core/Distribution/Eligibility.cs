using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>Whether an agent may be offered mail of a service now, with every reason against (I5).</summary>
public static class Eligibility
{
    /// <summary>How long an agent is not asked again about a task that he declined.</summary>
    public static readonly TimeSpan AfterDecline = TimeSpan.FromMinutes(5);

    /// <summary>How long an agent is not asked again about a task whose offer he let time out.</summary>
    public static readonly TimeSpan AfterTimeOut = TimeSpan.FromMinutes(1);

    /// <summary>Reasons that hold for every task of the service.</summary>
    /// <param name="user">Null when the person is not configured (any more).</param>
    /// <param name="now">Null where his after-work time does not matter.</param>
    public static IReadOnlyList<Reason> Against(User? user, AgentState? state, PresenceReading? presence, Service service, bool allowGuests, DateTimeOffset? now)
    {
        if (user is null || !user.Roles.HasFlag(Roles.Agent))
            return [Reasons.NotAgent];
        var reasons = new List<Reason>();
        if (!service.Serves(user.Id))
            reasons.Add(Reasons.NotMember);
        if (!user.HasEmailLicence)
            reasons.Add(Reasons.NoLicence);
        if (user.IsGuest && !allowGuests)
            reasons.Add(Reasons.Guest);
        if (state is not { OnDuty: true })
            reasons.Add(Reasons.OffDuty);
        if (state?.Unreachable is { } why)
            reasons.Add(Reasons.Unreachable(why));
        if (PresenceRules.Against(presence, service.Distribution) is { } away)
            reasons.Add(away);
        if (now is not null && state?.AfterWorkUntil is { } until && until > now)
            reasons.Add(Reasons.AfterWork(until));
        if (state is not null && state.Taken >= service.Distribution.TasksPerAgent)
            reasons.Add(Reasons.AtLimit(state.Taken, service.Distribution.TasksPerAgent));
        return reasons;
    }

    /// <summary>When the agent may be asked about this task again after he passed it by, and why not before; null when he did not, or long ago.</summary>
    public static (DateTimeOffset Until, Reason Reason)? PassedBy(EmailTask task, AgentId agent, DateTimeOffset now)
    {
        for (var i = task.Timeline.Count - 1; i >= 0; i--)
        {
            var entry = task.Timeline[i];
            if (entry.Agent != agent)
                continue;
            (DateTimeOffset Until, Reason Reason)? passed = entry.Event switch
            {
                TaskEvent.Declined => (entry.At + AfterDecline, Reasons.Declined(entry.At + AfterDecline)),
                // Who did not work on it is not asked at once again.
                TaskEvent.TakenBack => (entry.At + AfterDecline, Reasons.TakenBack(entry.At + AfterDecline)),
                TaskEvent.ReturnedToQueue => (entry.At + AfterDecline, Reasons.Returned(entry.At + AfterDecline)),
                TaskEvent.Transferred => (entry.At + AfterDecline, Reasons.HandedOn(entry.At + AfterDecline)),
                TaskEvent.TimedOut => (entry.At + AfterTimeOut, Reasons.TimedOut(entry.At + AfterTimeOut)),
                _ => null,
            };
            return passed?.Until > now ? passed : null;
        }

        return null;
    }
}
