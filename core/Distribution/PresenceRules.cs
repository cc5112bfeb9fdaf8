using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>
/// Whether presence lets an offer through (X-063 to X-065, design.md 8). Words are compared without case; words nobody has heard of count as unknown, and
/// unknown presence follows the agent's own duty switch.
/// </summary>
public static class PresenceRules
{
    /// <summary>The reason against an offer, or null.</summary>
    public static Reason? Against(PresenceReading? presence, DistributionSettings settings)
    {
        if (presence is null)
            return null;
        var allowed = Kind(presence) switch
        {
            PresenceKind.Available or PresenceKind.Unknown => true,
            PresenceKind.Busy => settings.DeliverWhenBusy,
            PresenceKind.InMeeting => settings.DeliverInMeeting,
            PresenceKind.Away => settings.DeliverWhenAway,
            _ => false,
        };
        return allowed ? null : new Reason($"presence_{presence.Availability.ToLowerInvariant()}", [presence.Availability, presence.Activity]);
    }

    // The activity tells more than the availability, and newer answers put activities into the availability.
    private static PresenceKind Kind(PresenceReading presence)
    {
        var activity = OfWord(presence.Activity);
        var availability = OfWord(presence.Availability);
        if (activity is PresenceKind.Never || availability is PresenceKind.Never)
            return PresenceKind.Never;
        if (activity is PresenceKind.InMeeting || availability is PresenceKind.InMeeting)
            return PresenceKind.InMeeting;
        return availability;
    }

    private static PresenceKind OfWord(string word) => word.ToUpperInvariant() switch
    {
        "AVAILABLE" or "AVAILABLEIDLE" => PresenceKind.Available,
        "BUSY" or "BUSYIDLE" => PresenceKind.Busy,
        "INAMEETING" => PresenceKind.InMeeting,
        "AWAY" or "BERIGHTBACK" => PresenceKind.Away,
        "DONOTDISTURB" or "FOCUSING" or "INACALL" or "INACONFERENCECALL" or "PRESENTING" or "URGENTINTERRUPTIONSONLY"
            or "OFFLINE" or "OFFWORK" or "OUTOFOFFICE" => PresenceKind.Never,
        _ => PresenceKind.Unknown,
    };

    private enum PresenceKind
    {
        Available,
        Unknown,
        Busy,
        InMeeting,
        Away,
        Never,
    }
}
