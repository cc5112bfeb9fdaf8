using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Endpoints;

/// <summary>
/// Where Entra's consent page leads back to: a small page that says "done, close this window" (P-019).
/// </summary>
internal static class ConsentEndpoint
{
    /// <summary>To be registered as redirect address of the app.</summary>
    public const string Path = "api/consent/callback";

    /// <summary>Entra's own descriptions stay below; what is longer is nobody's answer.</summary>
    private const int LongestQuery = 8192;

    public static void MapConsent(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/" + Path, LandAsync);

    private static async Task LandAsync(HttpContext context, ConsentDesk desk)
    {
        var query = context.Request.Query;
        try
        {
            var outcome = context.Request.QueryString.Value?.Length > LongestQuery
                ? ConsentOutcome.UnknownState
                : await desk.CompleteAsync(new(One("state"), One("tenant"), One("admin_consent"), One("error"), One("error_description")), context.RequestAborted);
            var (title, text) = Text(outcome);
            await LandingPage.WriteAsync(context, outcome is ConsentOutcome.Granted or ConsentOutcome.Declined ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, title, text);
        }
        catch (StoreUnavailableException)
        {
            // Not used up: loading the page again is another try.
            await LandingPage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, AccessPhrase.LandingNotDone, AccessPhrase.LandingLater);
        }

        // A name that stands there twice is nobody's answer either.
        string? One(string name) => query[name] is [var value] ? value : null;
    }

    private static (AccessPhrase Title, AccessPhrase Text) Text(ConsentOutcome outcome) => outcome switch
    {
        ConsentOutcome.Granted => (AccessPhrase.LandingDone, AccessPhrase.LandingGranted),
        ConsentOutcome.Declined => (AccessPhrase.LandingNotDone, AccessPhrase.LandingDeclined),
        ConsentOutcome.ExpiredState => (AccessPhrase.LandingNotDone, AccessPhrase.LandingExpired),
        ConsentOutcome.UsedState => (AccessPhrase.LandingNotDone, AccessPhrase.LandingUsed),
        ConsentOutcome.WrongTenant => (AccessPhrase.LandingNotDone, AccessPhrase.LandingWrongTenant),
        _ => (AccessPhrase.LandingNotDone, AccessPhrase.LandingUnknown),
    };
}
