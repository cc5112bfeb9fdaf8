using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Engine;

/// <summary>What a report is to be about.</summary>
/// <param name="Begins">When its parts begin, in order; the first is when the whole begins.</param>
/// <param name="Only">One service; null = all that the onlooker sees.</param>
public sealed record ReportQuestion(IReadOnlyList<DateTimeOffset> Begins, DateTimeOffset Before, ServiceId? Only = null)
{
    /// <summary>Nobody reads more days at once.</summary>
    public const int MostDays = 93;

    public DateTimeOffset From => Begins[0];
}

/// <summary>Figures of a mailbox within its service.</summary>
/// <param name="Name">Null for one that is gone from the configuration.</param>
public sealed record MailboxReport(MailboxId Mailbox, string? Name, ReportFigures Figures);

/// <param name="Open">Tasks that are open now.</param>
public sealed record ServiceReport(Service Service, ReportFigures Figures, IReadOnlyList<MailboxReport> Mailboxes, int Open);

/// <param name="Services">Those that the onlooker sees, by name.</param>
/// <param name="Whole">All of them together.</param>
/// <param name="IsPerAgent">Whether the tenant allows figures of single agents.</param>
public sealed record Report(ReportQuestion Question, IReadOnlyList<ServiceReport> Services, ReportFigures Whole, bool IsPerAgent);

/// <summary>Port of the face: figures from the ledger and the rounds of tasks. Nobody gets those of a service that he does not supervise (I9).</summary>
public interface IReportDesk
{
    Task<Report> ReportAsync(Onlooker onlooker, ReportQuestion question, CancellationToken cancellation);
}
