using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Engine;

/// <summary>How long somebody wants to be left alone with an alert that he knows.</summary>
public enum SnoozeTime
{
    HalfHour,
    TwoHours,

    /// <summary>Until eight o'clock of the next day, by the clock of the tenant.</summary>
    Tomorrow,
}

/// <summary>The open alerts of services, for who supervises them or administers; every right is checked inside (I9).</summary>
public interface IAlertBook
{
    /// <summary>Those that the person may see, the oldest first.</summary>
    Task<IReadOnlyList<AlertView>> OpenAsync(AgentId person, CancellationToken cancellation);

    /// <summary>The alert of the service as it is now, also when it is over; null when there is none or it is not the person's business.</summary>
    Task<AlertView?> FindAsync(AgentId person, ServiceId service, CancellationToken cancellation);

    /// <summary>The person takes note; null as for <see cref="FindAsync"/>. What is over already stays as it is.</summary>
    Task<AlertView?> SeenAsync(AgentId person, ServiceId service, CancellationToken cancellation);

    /// <summary>The person takes note and wants to hear of it again later, unless something else happens; null as for <see cref="FindAsync"/>.</summary>
    Task<AlertView?> SnoozeAsync(AgentId person, ServiceId service, SnoozeTime time, CancellationToken cancellation);
}
