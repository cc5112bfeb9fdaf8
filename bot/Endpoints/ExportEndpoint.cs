using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Dialogs.Reports;
using TeamsEmailBot.Bot.Dialogs.Transfer;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Endpoints;

/// <summary>
/// Where the links of <c>export</c> and of reports lead to. Opening one shows a page and uses nothing up, because scanners of links open them, too; the button on it
/// downloads the file, once.
/// </summary>
internal static class ExportEndpoint
{
    public const string Path = "api/export";

    private const string ConfigurationFile = "mail-desk-configuration.json";
    private const string ReportFile = "mail-desk-report.csv";

    public static void MapExport(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet($"/{Path}/{{secret}}", ShowAsync);
        endpoints.MapPost($"/{Path}/{{secret}}", DownloadAsync);
    }

    private static async Task ShowAsync(HttpContext context, string secret, ExportTickets tickets) => await (await tickets.LookAsync(secret, context.RequestAborted) switch
    {
        null => GoneAsync(context),
        { Report: null } => LandingPage.WriteAsync(context, StatusCodes.Status200OK, TransferPhrase.PageTitle, TransferPhrase.PageText, TransferPhrase.PageButton),
        _ => LandingPage.WriteAsync(context, StatusCodes.Status200OK, ReportPhrase.PageTitle, ReportPhrase.PageText, TransferPhrase.PageButton),
    });

    // By the rights that the person has now.
    private static async Task DownloadAsync(HttpContext context, string secret, ExportTickets tickets, PersonFinder persons, ConfigurationStore configuration, IReportDesk reports)
    {
        var (current, cancellation) = (configuration.Current, context.RequestAborted);
        if (await tickets.UseAsync(secret, cancellation) is not { } ticket)
        {
            await GoneAsync(context);
            return;
        }

        var person = await persons.FindAsync(ticket.Person, cancellation);
        if (ticket.Report is { } report)
        {
            var figures = await reports.ReportAsync(person.AsOnlooker, new ReportQuestion(report.Begins, report.Before, report.Only), cancellation);
            await WriteAsync(context, "text/csv; charset=utf-8; header=present", ReportFile, ReportCsv.Write(figures, current));
        }
        else if (person.Roles.HasFlag(Roles.Administrator))
        {
            await WriteAsync(context, "application/json; charset=utf-8", ConfigurationFile, ConfigurationExport.Write(current));
        }
        else
        {
            await GoneAsync(context);
        }
    }

    private static async Task WriteAsync(HttpContext context, string type, string name, ReadOnlyMemory<byte> content)
    {
        LandingPage.Protect(context.Response);
        context.Response.ContentType = type;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static Task GoneAsync(HttpContext context) =>
        LandingPage.WriteAsync(context, StatusCodes.Status404NotFound, TransferPhrase.PageTitle, TransferPhrase.PageGone);
}
