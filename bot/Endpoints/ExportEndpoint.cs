using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Dialogs.Reports;
using TeamsEmailBot.Bot.Dialogs.Transfer;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;

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
        var pages = endpoints.MapGroup($"/{Path}/{{secret}}").AddEndpointFilter(async (call, next) =>
        {
            try
            {
                return await next(call);
            }
            catch (StoreUnavailableException) when (!call.HttpContext.Response.HasStarted)
            {
                await LandingPage.WriteAsync(call.HttpContext, StatusCodes.Status503ServiceUnavailable, TransferPhrase.PageTitle, TransferPhrase.PageLater);
                return Results.Empty;
            }
        });
        pages.MapGet("", ShowAsync);
        pages.MapPost("", DownloadAsync);
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
        // Used up only when there is something to give: whoever meets a store that is away may try again.
        var (current, cancellation) = (configuration.Current, context.RequestAborted);
        if (await tickets.LookAsync(secret, cancellation) is { } ticket
            && await ReadAsync(ticket, await persons.FindAsync(ticket.Person, cancellation), current, reports, cancellation) is { } file
            && await tickets.UseAsync(secret, cancellation))
            await WriteAsync(context, file);
        else
            await GoneAsync(context);
    }

    // Null for who may not see it any more.
    private static async Task<ExportedFile?> ReadAsync(ExportTicket ticket, Person person, Configuration current, IReportDesk reports, CancellationToken cancellation) => ticket.Report is { } report
        ? new("text/csv; charset=utf-8; header=present", ReportFile, ReportCsv.Write(
            await reports.ReportAsync(person.AsOnlooker, new ReportQuestion(report.Begins, report.Before, report.Only), cancellation), current))
        : person.Roles.HasFlag(Roles.Administrator) ? new("application/json; charset=utf-8", ConfigurationFile, ConfigurationExport.Write(current)) : null;

    private static async Task WriteAsync(HttpContext context, ExportedFile file)
    {
        LandingPage.Protect(context.Response);
        context.Response.ContentType = file.Type;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        await context.Response.Body.WriteAsync(file.Content, context.RequestAborted);
    }

    private static Task GoneAsync(HttpContext context) =>
        LandingPage.WriteAsync(context, StatusCodes.Status404NotFound, TransferPhrase.PageTitle, TransferPhrase.PageGone);

    private sealed record ExportedFile(string Type, string Name, ReadOnlyMemory<byte> Content);
}
