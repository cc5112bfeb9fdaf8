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

    private static async Task DownloadAsync(HttpContext context, string secret, ExportTickets tickets, ConfigurationStore configuration, IReportDesk reports)
    {
        if (await tickets.UseAsync(secret, context.RequestAborted) is not { } ticket)
        {
            await GoneAsync(context);
            return;
        }

        var current = configuration.Current;
        if (ticket.Report is not { } report)
            await WriteAsync(context, "application/json; charset=utf-8", ConfigurationFile, ConfigurationExport.Write(current));
        else
            await WriteAsync(context, "text/csv; charset=utf-8; header=present", ReportFile, ReportCsv.Write(await ReportAsync(report, current, reports, context.RequestAborted), current));
    }

    // By the roles that the person has now.
    private static Task<Report> ReportAsync(ReportTicket ticket, Configuration current, IReportDesk reports, CancellationToken cancellation)
    {
        var user = current.Users.FirstOrDefault(user => string.Equals(user.Id.Value, ticket.Person.Value, StringComparison.OrdinalIgnoreCase));
        var roles = (user?.Roles ?? Roles.None) | (ticket.IsNamedAdministrator ? Roles.Administrator : Roles.None);
        return reports.ReportAsync(new Onlooker(user?.Id ?? ticket.Person, roles, user), new ReportQuestion(ticket.Begins, ticket.Before, ticket.Only), cancellation);
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
