using System.Globalization;
using System.Text;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Reports;

/// <summary>
/// The report as a file (RFC 4180): a header, then a line for each service, mailbox and, where the tenant allows it, agent. Numbers are invariant, times are whole seconds,
/// what is not known or withheld is empty. docs/reports.md describes the columns.
/// </summary>
internal static class ReportCsv
{
    public static readonly IReadOnlyList<string> Header =
    [
        "scope", "serviceId", "service", "mailboxId", "mailbox", "agentId", "agent", "from", "before",
        .. Enum.GetValues<MailFate>().Select(fate => $"received{fate}"), .. Enum.GetValues<TaskEnd>().Select(end => $"ended{end}"),
        .. new[] { "firstAnswer", "waiting", "handling" }.SelectMany(name => new[] { "Business", "Clock" }.SelectMany(kind => new[] { "50", "80", "95" }.Select(rank => $"{name}{kind}{rank}"))),
        "firstAnswerInTime", "firstAnswerLate", "finishInTime", "finishLate",
    ];

    // Those before the figures.
    private const int Columns = 9;

    public static byte[] Write(Report report, Configuration current)
    {
        // Programs that make tables of such files take them for UTF-8 only with the mark in front.
        var text = new StringBuilder("\uFEFF");
        Line(text, Header);
        foreach (var service in report.Services)
        {
            Line(text, [.. Head("service", service), "", "", "", "", .. Time(report), .. Figures(service.Figures)]);
            foreach (var mailbox in service.Mailboxes)
                Line(text, [.. Head("mailbox", service), mailbox.Mailbox.Value, mailbox.Name ?? "", "", "", .. Time(report), .. Figures(mailbox.Figures)]);
            foreach (var agent in service.Figures.Agents)
                Line(text, [.. Head("agent", service), "", "", agent.Agent.Value, current.User(agent.Agent)?.DisplayName ?? "", .. Time(report), .. Figures(agent)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string[] Head(string scope, ServiceReport service) => [scope, service.Service.Id.Value, service.Service.Name];

    private static string[] Time(Report report) => [Moment(report.Question.From), Moment(report.Question.Before)];

    private static IEnumerable<string> Figures(ReportFigures figures) =>
    [
        .. Enum.GetValues<MailFate>().Select(fate => Number(figures.Received.GetValueOrDefault(fate))),
        .. Enum.GetValues<TaskEnd>().Select(end => Number(figures.Ended.GetValueOrDefault(end))),
        .. Cells(figures.FirstAnswer), .. Cells(figures.Waiting), .. Cells(figures.Handling),
        Number(figures.FirstAnswerKept.InTime), Number(figures.FirstAnswerKept.Late), Number(figures.FinishKept.InTime), Number(figures.FinishKept.Late),
    ];

    // Of an agent there is only what he ended, and how long he held it by the clock.
    private static IEnumerable<string> Figures(AgentReport agent)
    {
        var cells = Enum.GetValues<TaskEnd>().ToDictionary(end => $"ended{end}", end => Number(agent.Ended.GetValueOrDefault(end)), StringComparer.Ordinal);
        if (agent.Handling is { } handling)
            (cells["handlingClock50"], cells["handlingClock80"], cells["handlingClock95"]) = (Seconds(handling.Half), Seconds(handling.Most), Seconds(handling.NearlyAll));
        return Header.Skip(Columns).Select(column => cells.GetValueOrDefault(column, ""));
    }

    private static IEnumerable<string> Cells(Times? times) => times is null
        ? Enumerable.Repeat("", 6)
        : new[] { times.Business, times.Plain }.SelectMany(kind => new[] { Seconds(kind.Half), Seconds(kind.Most), Seconds(kind.NearlyAll) });

    private static string Seconds(TimeSpan time) => Number((long)time.TotalSeconds);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    // A name that begins like a formula would be reckoned by the program that opens the file; an apostrophe in front makes it text.
    internal static string Cell(string value)
    {
        var safe = value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + value : value;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
