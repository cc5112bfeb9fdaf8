using System.Globalization;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Puts the reasons of a distribution decision into words (I5). Codes of a newer engine are shown as they are.</summary>
internal static class ReasonWords
{
    private const int SkillLength = 40;
    private const int MostSkills = 5;

    private static readonly Dictionary<string, Enum> Phrases = new(StringComparer.Ordinal)
    {
        [Reasons.NotMember.Code] = Phrase.ReasonNotMember,
        [Reasons.NoLicence.Code] = Phrase.ReasonNoLicence,
        [Reasons.OffDuty.Code] = Phrase.ReasonOffDuty,
        ["presence_unknown"] = Phrase.ReasonPresenceUnknown,
        ["unreachable_not_installed"] = Phrase.ReasonNotInstalled,
        ["unreachable_blocked"] = Phrase.ReasonBlocked,
        ["unreachable_unknown"] = Phrase.ReasonUnreachable,
        [Reasons.Guest.Code] = Phrase.ReasonGuest,
        [Reasons.NotAgent.Code] = Phrase.ReasonNotAgent,
        [Reasons.ServiceNotLive.Code] = Phrase.ReasonServiceNotLive,
        [Reasons.OnlyCandidate.Code] = Phrase.ReasonOnlyCandidate,
        [Reasons.LastAgent.Code] = Phrase.ReasonLastAgent,
        [Reasons.FromColleague.Code] = HandPhrase.ReasonTransferred,
        [Reasons.InTurn.Code] = Phrase.ReasonInTurn,
        [Reasons.SkillsFit.Code] = Phrase.ReasonSkillsFit,
        [Reasons.SkillsClosest.Code] = Phrase.ReasonSkillsClosest,
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
    /// <param name="nameOf">The names of colleagues, when the reader may know them; null = nobody is named.</param>
    public static string List(Reader reader, IEnumerable<Reason> reasons, Func<AgentId, string>? nameOf = null) =>
        string.Join("; ", reasons.Take(8).Select(reason => Of(reader, reason, nameOf)));

    /// <summary>One reason; never fails, whatever code and values it has.</summary>
    /// <inheritdoc cref="List" path="/param"/>
    public static string Of(Reader reader, Reason reason, Func<AgentId, string>? nameOf = null)
    {
        var words = reader.Words;
        if (Phrases.TryGetValue(reason.Code, out var phrase))
            return words[phrase];
        return reason.Code switch
        {
            "longest_idle" when Number(reason, 0) is { } minutes => words.Say(Phrase.ReasonLongestIdle, minutes),
            "most_free" when Number(reason, 0) is { } held && Number(reason, 1) is { } limit => words.Say(Phrase.ReasonMostFree, held, limit),
            "priority" when Number(reason, 0) is { } priority => words.Say(Phrase.ReasonPriority, priority),
            "at_limit" when Number(reason, 0) is { } held && Number(reason, 1) is { } limit => words.Say(Phrase.ReasonAtLimit, held, limit),
            "after_work" when Time(reader, reason) is { } until => words.Say(HandPhrase.ReasonAfterWork, until),
            "handed_on" when Time(reader, reason) is { } until => words.Say(HandPhrase.ReasonHandedOn, until),
            "declined" when Time(reader, reason) is { } until => words.Say(Phrase.ReasonDeclined, until),
            "returned" when Time(reader, reason) is { } until => words.Say(Phrase.ReasonReturned, until),
            "taken_back" when Time(reader, reason) is { } until => words.Say(Phrase.ReasonTakenBack, until),
            "timed_out" when Time(reader, reason) is { } until => words.Say(Phrase.ReasonTimedOut, until),
            "skills" when Time(reader, reason) is { } until && Skills(words, reason) is { Length: > 0 } skills => words.Say(Phrase.ReasonSkillsMissing, skills, until),
            "kept_for_last_agent" when Time(reader, reason) is { } until =>
                words.Say(Phrase.ReasonKeptFor, nameOf is not null && reason.Values is [_, { } agent, ..] ? nameOf(new(agent)) : words[Phrase.ReasonLastAgentName], until),
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

    // After the time: name, level required and own level of each skill.
    private static string Skills(Words words, Reason reason) => string.Join(", ", (reason.Values ?? []).Skip(1).Chunk(3).Where(skill => skill.Length == 3).Take(MostSkills).Select(skill =>
    {
        var (name, required) = (SafeText.Line(skill[0], SkillLength), SafeText.Code(skill[1]));
        return skill[2] == "0" ? $"{name} {required}" : words.Say(Phrase.ReasonSkillHas, name, required, SafeText.Code(skill[2]));
    }));

    private static string? Time(Reader reader, Reason reason) =>
        reason.Values is [{ } time, ..] && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? reader.Clock(parsed) : null;

    private static int? Number(Reason reason, int index) =>
        reason.Values is { } values && values.Count > index && int.TryParse(values[index], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
