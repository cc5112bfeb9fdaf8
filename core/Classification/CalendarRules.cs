namespace TeamsEmailBot.Core.Classification;

/// <summary>Meetings: Graph's derived types, and the message class where Graph gives none (F-55).</summary>
internal static class CalendarRules
{
    public static readonly MailRule[] All =
    [
        new(MailClass.Calendar, "event_message", mail => mail.IsMeeting),
        new(MailClass.Calendar, "calendar_sharing", mail => mail.DerivedType == "calendarSharingMessage"),
        new(MailClass.Calendar, "meeting_class", mail => mail.IsOfClass("IPM.Schedule.Meeting.")),
    ];
}
