using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Reports;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using static TeamsEmailBot.Tests.Cards.SampleViews;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>Reports of a day and of a week.</summary>
internal static class SampleReports
{
    private static readonly ReportDays Today = new(new(2026, 11, 21), new(2026, 11, 21), "");

    // Open on weekdays only, so that business time is something else than the clock's.
    private static readonly Calendar Office = new() { Hours = [.. Enumerable.Range(1, 5).Select(day => new OpenHours((DayOfWeek)day, new(9, 0), new(17, 0)))] };

    public static AdaptiveCard OfDay(Reader reader, bool perAgent) => Draw(reader, Today, Day(perAgent));

    public static AdaptiveCard OfQuietDay(Reader reader)
    {
        var question = ReportText.Question(Today, TimeZoneInfo.Utc, Key.Service);
        return Draw(reader, Today, new(question, [new(SampleWhys.Office.Services[0], new ReportSheet(question.Begins).Figures(), [], 0)], new ReportSheet(question.Begins).Figures(), false));
    }

    /// <summary>A quarter of many services, of which not all have room.</summary>
    public static AdaptiveCard OfManyServices(Reader reader)
    {
        var days = new ReportDays(new(2026, 9, 1), new(2026, 11, 30), "");
        var one = Day(perAgent: true);
        return Draw(reader, days, one with { Services = [.. Enumerable.Range(1, 30).Select(number => one.Services[0] with { Service = one.Services[0].Service with { Name = $"Service {number}" } })] });
    }

    public static Report Day(bool perAgent)
    {
        var question = ReportText.Question(Today, TimeZoneInfo.Utc, null);
        var (first, second, whole) = (new ReportSheet(question.Begins), new ReportSheet(question.Begins), new ReportSheet(question.Begins));
        for (var i = 0; i < 30; i++)
        {
            var came = Now.Date.AddHours(8).AddMinutes(i * 11);
            var mail = new MailRecord(new($"m{i}"), i % 10 == 9 ? MailFate.Failed : i % 7 == 3 ? MailFate.JoinedTask : MailFate.OpenedTask, At(came), At(came));
            var round = Round(i, At(came));
            foreach (var sheet in new[] { i % 3 == 0 ? second : first, whole })
            {
                sheet.Add(mail);
                if (mail.Fate == MailFate.OpenedTask)
                    sheet.Add(round, i % 3 == 0 ? Office : Calendar.AlwaysOpen);
            }
        }

        var (one, two) = (SampleWhys.Office.Services[0], SampleWhys.Office.Services[1]);
        return new(
            question,
            [
                new(one, Shown(first), [new(new("mailbox-help"), "Customer Help", Shown(first)), new(new("mailbox-old"), null, Shown(second))], 4),
                new(two, Shown(second), [new(new("mailbox-second"), "Second line", Shown(second))], 1),
            ],
            Shown(whole),
            perAgent);

        ReportFigures Shown(ReportSheet sheet) => perAgent ? sheet.Figures() : sheet.Figures().InGroups();
    }

    private static TaskRound Round(int i, DateTimeOffset came)
    {
        var agent = SampleWhys.Office.Users[i % 3 == 0 ? i / 3 % 2 : i % 5].Id;
        var taken = came.AddMinutes(2 + (i * 7 % 23));
        var answered = taken.AddMinutes(4 + (i * 5 % 17));
        return new(
            new($"t{i}"), new("mailbox-help"), Key.Service, TaskPriority.Normal, i % 6 == 5 ? TaskEnd.FinishedWithoutReply : TaskEnd.Answered, answered,
            [new(came, StretchKind.Waiting), new(taken, StretchKind.Held, agent)], i % 6 == 5 ? null : answered)
        {
            Deadlines = [new(TargetKind.FirstAnswer, came.AddMinutes(30), null) { DoneAt = answered, IsMissed = answered > came.AddMinutes(30) }],
        };
    }

    private static AdaptiveCard Draw(Reader reader, ReportDays days, Report report) => ReportCard.Draw(reader, days, report, new Names(reader, SampleWhys.Office), Now);

    private static DateTimeOffset At(DateTime time) => new(time, TimeSpan.Zero);
}
