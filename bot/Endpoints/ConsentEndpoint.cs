using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Endpoints;

/// <summary>
/// Where Entra's consent page leads back to: a small page that says "done, close this window" (P-019). Anybody can call it with anything, so it shows nothing of what it
/// was given, runs no script, and loads nothing.
/// </summary>
internal static class ConsentEndpoint
{
    /// <summary>To be registered as redirect address of the app.</summary>
    public const string Path = "api/consent/callback";

    private const string Style = "body{font:1rem/1.5 'Segoe UI',system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;color-scheme:light dark}h1{font-size:1.5rem}";

    /// <summary>Entra's own descriptions stay below; what is longer is nobody's answer.</summary>
    private const int LongestQuery = 8192;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapConsent(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/" + Path, LandAsync);

    private static async Task LandAsync(HttpContext context, ConsentDesk desk)
    {
        var query = context.Request.Query;
        try
        {
            var outcome = context.Request.QueryString.Value?.Length > LongestQuery
                ? ConsentOutcome.UnknownState
                : await desk.CompleteAsync(new(One("state"), One("tenant"), One("admin_consent"), One("error"), One("error_description")), context.RequestAborted);
            await WriteAsync(context, outcome is ConsentOutcome.Granted or ConsentOutcome.Declined ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, Text(outcome));
        }
        catch (StoreUnavailableException)
        {
            // Not used up: loading the page again is another try.
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, (AccessPhrase.LandingNotDone, AccessPhrase.LandingLater));
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

    private static async Task WriteAsync(HttpContext context, int status, (AccessPhrase Title, AccessPhrase Text) said)
    {
        var words = WordsOf(context.Request);
        var (title, text) = (HtmlEncoder.Default.Encode(words[said.Title]), HtmlEncoder.Default.Encode(words[said.Text]));
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = words.Language;
        response.Headers.Vary = "Accept-Language";
        // The address holds the link's secret, used up or not.
        response.Headers["Referrer-Policy"] = "no-referrer";
        await response.WriteAsync(
            $"<!doctype html><html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{Style}</style></head>"
            + $"<body><main><h1>{title}</h1><p>{text}</p></main></body></html>",
            context.RequestAborted);
    }

    // The first language of the browser's list that we speak.
    private static Words WordsOf(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Words.All.FirstOrDefault(words => language.Value.StartsWith(words.Language, StringComparison.OrdinalIgnoreCase)))
        .OfType<Words>().FirstOrDefault() ?? Words.English;
}
