using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Date, place and organizer of a meeting; it is answered in Outlook (F-55).</summary>
internal static class MeetingPart
{
    public static IEnumerable<CardElement> Draw(Reader reader, MailItem mail, DateTimeOffset now)
    {
        if (!mail.IsMeeting)
            yield break;
        var words = reader.Words;
        yield return CardParts.Field(words[Phrase.Meeting], words[Kind(mail)]);
        if (mail.Meeting is { Start: { } start } meeting)
            yield return CardParts.Field(words[Phrase.MeetingWhen], When(reader, meeting, start, now));
        if (SafeText.Line(mail.Meeting?.Place, CardParts.SubjectLength) is { Length: > 0 } place)
            yield return CardParts.Field(words[Phrase.MeetingWhere], place);
        // A request and a cancellation come from the organizer; an answer from somebody who was invited.
        if (!IsAnswer(mail))
            yield return CardParts.Field(words[Phrase.MeetingOrganizer], CardParts.Person(reader, mail.From));
    }

    private static Phrase Kind(MailItem mail) => mail.Meeting?.Kind switch
    {
        "meetingCancelled" => Phrase.MeetingCancelled,
        "meetingAccepted" => Phrase.MeetingAccepted,
        "meetingDeclined" => Phrase.MeetingDeclined,
        { } kind when IsTentative(kind) => Phrase.MeetingTentative,
        _ when IsAnswer(mail) => Phrase.MeetingAnswered,
        _ => Phrase.MeetingRequest,
    };

    // Graph spells it "meetingTenativelyAccepted" (graph.md 6.1).
    private static bool IsTentative(string kind) => kind.StartsWith("meetingTen", StringComparison.Ordinal);

    private static bool IsAnswer(MailItem mail) =>
        mail.DerivedType == "eventMessageResponse" || mail.Meeting?.Kind is "meetingAccepted" or "meetingDeclined" || mail.Meeting?.Kind is { } kind && IsTentative(kind);

    private static string When(Reader reader, MeetingDetails meeting, DateTimeOffset start, DateTimeOffset now)
    {
        if (meeting.IsAllDay)
            return reader.Words.Say(Phrase.MeetingAllDay, reader.Day(start));
        return meeting.End is { } end
            ? reader.Words.Say(Phrase.MeetingSpan, reader.Moment(start, now), reader.Moment(end, start))
            : reader.Moment(start, now);
    }
}
