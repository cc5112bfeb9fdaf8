using TeamsEmailBot.Core.Distribution.Replay;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Port of the face: what was recorded of a service's days. Whether the caller may see it is the caller's to check.</summary>
public interface IReplayDesk
{
    /// <summary>A day by the clock of the service's calendar; null when there is no such service.</summary>
    /// <param name="daysAgo">0 = today until now.</param>
    Task<RecordedDay?> RecordAsync(ServiceId service, int daysAgo, CancellationToken cancellation);
}
