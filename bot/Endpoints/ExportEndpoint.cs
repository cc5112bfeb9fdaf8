using TeamsEmailBot.Bot.Dialogs.Transfer;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Endpoints;

/// <summary>
/// Where the link of <c>export</c> leads to. Opening it shows a page and uses nothing up, because scanners of links open them, too; the button on it downloads the
/// document, once.
/// </summary>
internal static class ExportEndpoint
{
    public const string Path = "api/export";

    private const string FileName = "mail-desk-configuration.json";

    public static void MapExport(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet($"/{Path}/{{secret}}", ShowAsync);
        endpoints.MapPost($"/{Path}/{{secret}}", DownloadAsync);
    }

    private static async Task ShowAsync(HttpContext context, string secret, ExportTickets tickets) => await (await tickets.HoldsAsync(secret, context.RequestAborted)
        ? LandingPage.WriteAsync(context, StatusCodes.Status200OK, TransferPhrase.PageTitle, TransferPhrase.PageText, TransferPhrase.PageButton)
        : GoneAsync(context));

    private static async Task DownloadAsync(HttpContext context, string secret, ExportTickets tickets, ConfigurationStore configuration)
    {
        if (!await tickets.UseAsync(secret, context.RequestAborted))
        {
            await GoneAsync(context);
            return;
        }

        LandingPage.Protect(context.Response);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
        await context.Response.Body.WriteAsync(ConfigurationExport.Write(configuration.Current), context.RequestAborted);
    }

    private static Task GoneAsync(HttpContext context) =>
        LandingPage.WriteAsync(context, StatusCodes.Status404NotFound, TransferPhrase.PageTitle, TransferPhrase.PageGone);
}
