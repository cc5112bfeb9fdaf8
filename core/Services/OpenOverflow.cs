using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Services;

/// <summary>The way that a supervisor opened from a service to another one: as long as it is open, that one's agents get what nobody of the service can take.</summary>
/// <param name="Until">Then it closes by itself.</param>
public sealed record OpenOverflow(ServiceId To, DateTimeOffset Until)
{
    /// <summary>Whoever needs it for longer opens it anew, or has the workflow do it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);
}
