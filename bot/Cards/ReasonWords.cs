using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Puts the codes of a distribution decision into words (I5). Codes of a newer engine are shown as they are.</summary>
internal static class ReasonWords
{
    private static readonly Dictionary<string, Phrase> Phrases = new(StringComparer.Ordinal)
    {
        ["not_member"] = Phrase.ReasonNotMember,
        ["no_licence"] = Phrase.ReasonNoLicence,
        ["off_duty"] = Phrase.ReasonOffDuty,
        ["presence_unknown"] = Phrase.ReasonPresenceUnknown,
        ["unreachable_not_installed"] = Phrase.ReasonNotInstalled,
        ["unreachable_blocked"] = Phrase.ReasonBlocked,
        ["unreachable_unknown"] = Phrase.ReasonUnreachable,
        ["guest"] = Phrase.ReasonGuest,
        ["not_agent"] = Phrase.ReasonNotAgent,
        ["service_not_live"] = Phrase.ReasonServiceNotLive,
        ["tenant_limit"] = Phrase.ReasonTenantLimit,
        ["declined_before"] = Phrase.ReasonDeclinedBefore,
        ["kept_for_last_agent"] = Phrase.ReasonKeptForLastAgent,
        ["only_candidate"] = Phrase.ReasonOnlyCandidate,
        ["last_agent"] = Phrase.ReasonLastAgent,
        ["in_turn"] = Phrase.ReasonInTurn,
        ["skills_fit"] = Phrase.ReasonSkillsFit,
        ["skills_closest"] = Phrase.ReasonSkillsClosest,
        ["first_mail"] = Phrase.ReasonFirstMail,
    };

    private static readonly Dictionary<string, Phrase> Presences = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Available"] = Phrase.PresenceAvailable,
        ["AvailableIdle"] = Phrase.PresenceAvailable,
        ["Away"] = Phrase.PresenceAway,
        ["BeRightBack"] = Phrase.PresenceBeRightBack,
        ["Busy"] = Phrase.PresenceBusy,
        ["BusyIdle"] = Phrase.PresenceBusy,
        ["DoNotDisturb"] = Phrase.PresenceDoNotDisturb,
        ["UrgentInterruptionsOnly"] = Phrase.PresenceDoNotDisturb,
        ["Focusing"] = Phrase.PresenceFocusing,
        ["InACall"] = Phrase.PresenceInACall,
        ["InAConferenceCall"] = Phrase.PresenceInACall,
        ["InAMeeting"] = Phrase.PresenceInAMeeting,
        ["Presenting"] = Phrase.PresencePresenting,
        ["Offline"] = Phrase.PresenceOffline,
        ["OffWork"] = Phrase.PresenceOffline,
        ["OutOfOffice"] = Phrase.PresenceOutOfOffice,
    };

    /// <summary>Several reasons in one line.</summary>
    public static string List(Words words, IEnumerable<Reason> reasons) => string.Join("; ", reasons.Take(8).Select(reason => Of(words, reason)));

    /// <summary>One reason; never fails, whatever code and values it has.</summary>
    public static string Of(Words words, Reason reason)
    {
        if (Phrases.TryGetValue(reason.Code, out var phrase))
            return words[phrase];
        return reason.Code switch
        {
            "longest_idle" when Number(reason, 0) is { } minutes => words.Say(Phrase.ReasonLongestIdle, minutes),
            "most_free" when Number(reason, 0) is { } held && Number(reason, 1) is { } limit => words.Say(Phrase.ReasonMostFree, held, limit),
            "priority" when Number(reason, 0) is { } priority => words.Say(Phrase.ReasonPriority, priority),
            "skills" when reason.Values is { Count: > 0 } skills => words.Say(Phrase.ReasonSkillsMissing, string.Join(", ", skills.Take(5).Select(skill => SafeText.Line(skill, 40)))),
            "at_limit" when Number(reason, 0) is { } held && Number(reason, 1) is { } limit => words.Say(Phrase.ReasonAtLimit, held, limit),
            _ when reason.Code.StartsWith("presence_", StringComparison.Ordinal) => words.Say(Phrase.ReasonPresence, Presence(words, reason)),
            _ => words.Say(Phrase.ReasonOther, SafeText.Code(reason.Code)),
        };
    }

    // The activity says more than the availability: Busy may be a call or a meeting.
    private static string Presence(Words words, Reason reason)
    {
        var availability = reason.Values is [{ } first, ..] ? first : reason.Code["presence_".Length..];
        var activity = reason.Values is [_, { } second, ..] ? second : availability;
        return Presences.TryGetValue(activity, out var phrase) || Presences.TryGetValue(availability, out phrase)
            ? words[phrase]
            : SafeText.Code(availability);
    }

    private static int? Number(Reason reason, int index) =>
        reason.Values is { } values && values.Count > index && int.TryParse(values[index], out var number) ? number : null;
}
