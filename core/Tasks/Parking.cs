using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>Why an agent lays a task aside.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParkKind>))]
public enum ParkKind
{
    /// <summary>He goes on with it later.</summary>
    Later,

    /// <summary>Nothing can be done before the customer writes.</summary>
    WaitingForCustomer,
}

/// <summary>A task that was laid aside and comes back by itself.</summary>
/// <param name="Until">Then it comes back; a mail of the customer sets this to the moment it came.</param>
/// <param name="FreesPlace">Whether its place with the agent counts as free meanwhile; as the service wanted it when the task was parked.</param>
/// <param name="WokenBy">A code for what makes it come back before its time; null when nothing does.</param>
public sealed record Parking(ParkKind Kind, DateTimeOffset At, DateTimeOffset Until, bool FreesPlace, string? WokenBy = null)
{
    /// <summary>A task must come back; nobody parks one for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);
}
