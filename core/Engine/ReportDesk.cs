using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IReportDesk"/>
/// <remarks>Reads the rows of the time alone, page by page, and keeps of each no more than its times: what a report costs does not grow with the years.</remarks>
internal sealed class ReportDesk(TaskTable tasks, ServiceQueue queue, IConfigurationSource configuration) : IReportDesk
{
    public async Task<Report> ReportAsync(Onlooker onlooker, ReportQuestion question, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var perAgent = current.Tenant.ReportsPerAgent;
        var whole = new ReportSheet(question.Begins);
        var reports = new List<ServiceReport>();
        foreach (var service in current.Services
            .Where(service => (question.Only is null || service.Id == question.Only) && onlooker.Supervises(current, service))
            .OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase).ThenBy(service => service.Id.Value, StringComparer.Ordinal))
            reports.Add(await OfServiceAsync(current, service, question, whole, perAgent, cancellation));
        return new(question, reports, Shown(whole, perAgent), perAgent);
    }

    // Mails count where they came to, tasks where they were worked on.
    private async Task<ServiceReport> OfServiceAsync(
        Configuration current, Service service, ReportQuestion question, ReportSheet whole, bool perAgent, CancellationToken cancellation)
    {
        var (sheet, mailboxes, open) = (new ReportSheet(question.Begins), new SortedDictionary<string, ReportSheet>(StringComparer.Ordinal), 0);
        await foreach (var mail in tasks.ReceivedAsync(service.Id, question.From, question.Before, cancellation))
            foreach (var one in Sheets(mail.Value.Mailbox))
                one.Add(mail.Value);
        await foreach (var (_, round) in queue.EndedAsync(service.Id, question.From, question.Before, cancellation))
            foreach (var one in Sheets(round.Mailbox))
                one.Add(round, service.OpeningHours);
        await foreach (var _ in queue.OpenAsync(service.Id, cancellation))
            open++;

        return new(
            service,
            Shown(sheet, perAgent),
            [.. mailboxes.Select(one => new MailboxReport(new(one.Key), current.Mailbox(new(one.Key))?.Name, Shown(one.Value, perAgent)))],
            open);

        IEnumerable<ReportSheet> Sheets(MailboxId? mailbox)
        {
            yield return sheet;
            yield return whole;
            if (mailbox is not { } id)
                yield break;
            if (!mailboxes.TryGetValue(id.Value, out var own))
                mailboxes[id.Value] = own = new ReportSheet(question.Begins);
            yield return own;
        }
    }

    private static ReportFigures Shown(ReportSheet sheet, bool perAgent) => perAgent ? sheet.Figures() : sheet.Figures().InGroups();
}
