using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>What a word of presence means for offers.</summary>
public enum PresenceMeaning
{
    /// <summary>Not known, or a word that nobody has heard of: the agent's own duty switch decides .</summary>
    Unknown,

    /// <summary>Offers are delivered.</summary>
    Available,

    /// <summary>Delivered where the service delivers to the busy.</summary>
    Busy,

    /// <summary>Delivered where the service delivers to people in a meeting.</summary>
    InMeeting,

    /// <summary>Delivered where the service delivers to those who are away.</summary>
    Away,

    /// <summary>Never delivered: in a call, not to be disturbed, gone.</summary>
    Never,
}

/// <summary>
/// Whether presence lets an offer through. Each word of Graph has one meaning, whether it comes as availability or as activity; both are looked
/// up without case, and docs/routing.md shows the same table. The sources do not decide Be Right Back, Presenting, In a conference call, Urgent interruptions only,
/// Out of office and Unknown; design and table do.
/// </summary>
public static class PresenceRules
{
    /// <summary>The meaning of each word; what is not in it is unknown.</summary>
    public static readonly IReadOnlyDictionary<string, PresenceMeaning> Table = new Dictionary<string, PresenceMeaning>(StringComparer.OrdinalIgnoreCase)
    {
        ["Available"] = PresenceMeaning.Available,
        ["AvailableIdle"] = PresenceMeaning.Available,
        ["Busy"] = PresenceMeaning.Busy,
        ["BusyIdle"] = PresenceMeaning.Busy,
        ["InAMeeting"] = PresenceMeaning.InMeeting,
        ["Away"] = PresenceMeaning.Away,
        ["BeRightBack"] = PresenceMeaning.Away,
        ["DoNotDisturb"] = PresenceMeaning.Never,
        ["Focusing"] = PresenceMeaning.Never,
        ["InACall"] = PresenceMeaning.Never,
        ["InAConferenceCall"] = PresenceMeaning.Never,
        ["Presenting"] = PresenceMeaning.Never,
        ["UrgentInterruptionsOnly"] = PresenceMeaning.Never,
        ["Offline"] = PresenceMeaning.Never,
        ["OffWork"] = PresenceMeaning.Never,
        ["OutOfOffice"] = PresenceMeaning.Never,
        ["Inactive"] = PresenceMeaning.Unknown,
        ["PresenceUnknown"] = PresenceMeaning.Unknown,
    };

    /// <summary>The reason against an offer, or null.</summary>
    public static Reason? Against(PresenceReading? presence, DistributionSettings settings) =>
        presence is null || Delivers(Meaning(presence), settings)
            ? null
            : Reasons.Presence(presence.Availability, presence.Activity);

    /// <summary>
    /// What availability and activity mean together: a word that forbids offers counts wherever it stands, then a meeting, then the availability; when that is
    /// unknown, the activity. Older answers of Graph tell calls and meetings as activities, newer ones as availabilities.
    /// </summary>
    public static PresenceMeaning Meaning(PresenceReading presence)
    {
        var (availability, activity) = (Table.GetValueOrDefault(presence.Availability), Table.GetValueOrDefault(presence.Activity));
        foreach (var decisive in (PresenceMeaning[])[PresenceMeaning.Never, PresenceMeaning.InMeeting])
            if (availability == decisive || activity == decisive)
                return decisive;
        return availability == PresenceMeaning.Unknown ? activity : availability;
    }

    /// <summary>Whether the service offers to somebody of this presence.</summary>
    public static bool Delivers(PresenceMeaning meaning, DistributionSettings settings) => meaning switch
    {
        PresenceMeaning.Available or PresenceMeaning.Unknown => true,
        PresenceMeaning.Busy => settings.DeliverWhenBusy,
        PresenceMeaning.InMeeting => settings.DeliverInMeeting,
        PresenceMeaning.Away => settings.DeliverWhenAway,
        _ => false,
    };
}
