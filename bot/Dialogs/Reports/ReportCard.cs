using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Reports;

/// <summary>Figures of some days: what came and what ended as a chart, then service by service. What has no room is in the file.</summary>
internal static class ReportCard
{
    private const int MostAgents = 10;
    private const int MostMailboxes = 5;

    // Tried in this order until the card fits.
    private static readonly int[] MostServices = [8, 5, 3, 1];

    private static readonly (MailFate Fate, ReportPhrase Name)[] Fates =
    [
        (MailFate.OpenedTask, ReportPhrase.MailTask), (MailFate.JoinedTask, ReportPhrase.MailJoined), (MailFate.AttachedToTask, ReportPhrase.MailAttached),
        (MailFate.Ended, ReportPhrase.MailEnded), (MailFate.Failed, ReportPhrase.MailFailed), (MailFate.Withdrawn, ReportPhrase.MailWithdrawn),
    ];

    private static readonly (TaskEnd End, ReportPhrase Name)[] Ends =
    [
        (TaskEnd.Answered, ReportPhrase.EndAnswered), (TaskEnd.FinishedWithoutReply, ReportPhrase.EndWithoutReply), (TaskEnd.HandledInOutlook, ReportPhrase.EndInOutlook),
        (TaskEnd.Merged, ReportPhrase.EndMerged), (TaskEnd.Withdrawn, ReportPhrase.EndWithdrawn),
    ];

    public static AdaptiveCard Draw(Reader reader, ReportDays days, Report report, Names names, DateTimeOffset now)
    {
        AdaptiveCard? card = null;
        foreach (var services in MostServices)
        {
            card = Draw(reader, days, report, names, now, services);
            if (card.Measure() < AdaptiveCard.Budget)
                break;
        }

        return card!;
    }

    private static AdaptiveCard Draw(Reader reader, ReportDays days, Report report, Names names, DateTimeOffset now, int services)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words.Say(ReportPhrase.Title, Days(words, days)))];
        if (Chart(reader, days, report.Whole.Parts) is { } chart)
            body.Add(chart);
        if (report.Services.Count > 1)
            body.Add(new Container([CardParts.Bold(words.Say(ReportPhrase.Whole, report.Services.Count)), .. Figures(words, report.Whole)]) { Separator = true, Spacing = Spacing.Medium });
        foreach (var service in report.Services.Take(services))
            body.Add(new Container([.. Service(words, service, names)]) { Separator = true, Spacing = Spacing.Medium });
        if (report.Services.Count > services)
            body.Add(CardParts.Small(words.Say(ReportPhrase.MoreServices, report.Services.Count - services)));
        if (report.Services.Any(service => service.Figures.IsWithheld) || report.Whole.IsWithheld)
            body.Add(Callout.Of(reader, CalloutKind.Note, words.Say(ReportPhrase.Withheld, ReportFigures.SmallestGroup)));
        body.Add(CardParts.Small(words.Say(ReportPhrase.DrawnAt, reader.Moment(now, now))));
        body.Add(new ActionSet([.. Buttons(words, days)]));
        return new AdaptiveCard { FallbackText = words.Say(ReportPhrase.Title, Days(words, days)), Body = body };
    }

    private static string Days(Words words, ReportDays days)
    {
        var (first, last) = (days.First.ToString("D", words.Culture), days.Last.ToString("D", words.Culture));
        return days.First == days.Last ? first : words.Say(ReportPhrase.Range, first, last);
    }

    // Empty hours before the first and after the last that has something are left out.
    private static GroupedBarChart? Chart(Reader reader, ReportDays days, IReadOnlyList<ReportPart> parts)
    {
        var words = reader.Words;
        var busy = parts.SkipWhile(IsEmpty).Reverse().SkipWhile(IsEmpty).Reverse().Select(part => (Part: part, At: Label(part))).ToList();
        if (busy.Count == 0)
            return null;
        CardElement[] lines =
        [
            CardParts.Bold(words[ReportPhrase.ChartTitle]),
            .. busy.Where(one => !IsEmpty(one.Part)).Select(one => CardParts.Small(words.Say(ReportPhrase.ChartLine, one.At, one.Part.Received, one.Part.Ended)) with { Spacing = Spacing.None }),
        ];
        return new GroupedBarChart(
            words[ReportPhrase.ChartTitle],
            [
                new(words[ReportPhrase.Received], [.. busy.Select(one => new ChartPoint(one.At, one.Part.Received))]),
                new(words[ReportPhrase.Ended], [.. busy.Select(one => new ChartPoint(one.At, one.Part.Ended))]),
            ],
            new Container(lines));

        static bool IsEmpty(ReportPart part) => part.Received == 0 && part.Ended == 0;

        string Label(ReportPart part) =>
            TimeZoneInfo.ConvertTime(part.From, reader.Zone).ToString(days.First == days.Last ? "HH:mm" : words[ReportPhrase.DayPattern], words.Culture);
    }

    private static IEnumerable<CardElement> Service(Words words, ServiceReport report, Names names)
    {
        yield return CardParts.Bold(SafeText.Line(report.Service.Name, CardParts.NameLength));
        foreach (var line in Figures(words, report.Figures))
            yield return line;
        yield return CardParts.Small(words.Say(ReportPhrase.Open, report.Open)) with { Spacing = Spacing.None };
        if (report.Mailboxes.Count > 1)
            foreach (var mailbox in report.Mailboxes.Take(MostMailboxes))
                yield return CardParts.Small(words.Say(
                    ReportPhrase.Mailbox, SafeText.Line(mailbox.Name ?? mailbox.Mailbox.Value, CardParts.NameLength), mailbox.Figures.ReceivedTotal, mailbox.Figures.EndedTotal)) with { Spacing = Spacing.None };
        foreach (var agent in report.Figures.Agents.Take(MostAgents))
            yield return CardParts.Small(words.Say(
                ReportPhrase.Agent, names.Of(agent.Agent), agent.EndedTotal, agent.Ended.GetValueOrDefault(TaskEnd.Answered), agent.Handling is { } handling ? Span(words, handling.Half) : words[ReportPhrase.None])) with { Spacing = Spacing.None };
        if (report.Figures.Agents.Count > MostAgents)
            yield return CardParts.Small(words.Say(ReportPhrase.MoreAgents, report.Figures.Agents.Count - MostAgents)) with { Spacing = Spacing.None };
    }

    private static IEnumerable<CardElement> Figures(Words words, ReportFigures figures)
    {
        yield return Sum(words, ReportPhrase.ReceivedSum, figures.ReceivedTotal, Fates.Where(fate => figures.Received.ContainsKey(fate.Fate)).Select(fate => words.Say(fate.Name, figures.Received[fate.Fate])));
        yield return Sum(words, ReportPhrase.EndedSum, figures.EndedTotal, Ends.Where(end => figures.Ended.ContainsKey(end.End)).Select(end => words.Say(end.Name, figures.Ended[end.End])));
        var rows = new[] { (ReportPhrase.FirstAnswer, figures.FirstAnswer), (ReportPhrase.Waiting, figures.Waiting), (ReportPhrase.Handling, figures.Handling) }
            .Where(row => row.Item2 is not null).SelectMany(row => Row(words, row.Item1, row.Item2!)).ToList();
        if (rows.Count > 0)
            yield return Table([[words[ReportPhrase.Times], words[ReportPhrase.Half], words[ReportPhrase.Most], words[ReportPhrase.NearlyAll]], .. rows]);
        if (figures.FirstAnswerKept.Percent is { } answered)
            yield return CardParts.Line(words.Say(ReportPhrase.FirstAnswerKept, figures.FirstAnswerKept.InTime, figures.FirstAnswerKept.Count, answered)) with { Spacing = Spacing.Small };
        if (figures.FinishKept.Percent is { } finished)
            yield return CardParts.Line(words.Say(ReportPhrase.FinishKept, figures.FinishKept.InTime, figures.FinishKept.Count, finished)) with { Spacing = Spacing.None };
    }

    private static RichTextBlock Sum(Words words, ReportPhrase phrase, int total, IEnumerable<string> parts) =>
        CardParts.Line(total == 0 ? words.Say(phrase, total).TrimEnd(' ', '=', ':') : $"{words.Say(phrase, total)} = {string.Join(" + ", parts)}") with { Spacing = Spacing.None };

    // In business hours; by the clock, too, where that is something else.
    private static IEnumerable<string[]> Row(Words words, ReportPhrase name, Times times)
    {
        yield return Cells(words, words[name], times.Business);
        if (times.Plain != times.Business)
            yield return Cells(words, words[ReportPhrase.ByTheClock], times.Plain);
    }

    private static string[] Cells(Words words, string name, Percentiles times) => [name, Span(words, times.Half), Span(words, times.Most), Span(words, times.NearlyAll)];

    private static ColumnSet Table(List<string[]> rows) => new(
        [.. Enumerable.Range(0, 4).Select(column => new Column(column == 0 ? "stretch" : "auto", [.. rows.Select((row, index) => CardParts.Small(row[column]) with { Spacing = index == 0 ? null : Spacing.None })]))])
    {
        Spacing = Spacing.Small,
    };

    private static string Span(Words words, TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => words[ReportPhrase.SpanShort],
        { TotalHours: < 1 } => words.Say(ReportPhrase.SpanMinutes, (int)time.TotalMinutes),
        { TotalHours: < 48 } => words.Say(ReportPhrase.SpanHours, (int)time.TotalHours, time.Minutes),
        _ => words.Say(ReportPhrase.SpanDays, (int)time.TotalDays, time.Hours),
    };

    private static IEnumerable<CardAction> Buttons(Words words, ReportDays days)
    {
        yield return CardParts.Button(words[ReportPhrase.File], new ActionData(DialogVerbs.ReportFile, X: days.Code));
        yield return CardParts.Button(words.First(ReportPhrase.Today), new ActionData(DialogVerbs.Report, X: "today"));
        yield return CardParts.Button(words.First(ReportPhrase.Yesterday), new ActionData(DialogVerbs.Report, X: "yesterday"));
        yield return CardParts.Button(words.First(ReportPhrase.Week), new ActionData(DialogVerbs.Report, X: "week"));
    }
}
