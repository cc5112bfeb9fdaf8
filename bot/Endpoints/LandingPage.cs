using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Endpoints;

/// <summary>
/// The few pages that we show in a browser: a title, a sentence and at most one button. Anybody can call them with anything, so they show nothing of what they were
/// given, run no script, load nothing and are kept nowhere.
/// </summary>
internal static class LandingPage
{
    private const string Style = "body{font:1rem/1.5 'Segoe UI',system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;color-scheme:light dark}h1{font-size:1.5rem}button{font:inherit;padding:.4rem 1.2rem}";

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <param name="button">What the button says that posts back to the same address; null for none.</param>
    public static Task WriteAsync(HttpContext context, int status, Enum title, Enum text, Enum? button = null)
    {
        var words = WordsOf(context.Request);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; form-action {(button is null ? "'none'" : "'self'")}; frame-ancestors 'none'";
        response.Headers.XFrameOptions = "DENY";
        response.Headers.ContentLanguage = words.Language;
        response.Headers.Vary = "Accept-Language";
        Protect(response);
        var form = button is null ? "" : $"<form method=\"post\"><button>{Encode(button)}</button></form>";
        return response.WriteAsync(
            $"<!doctype html><html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encode(title)}</title><style>{Style}</style></head>"
            + $"<body><main><h1>{Encode(title)}</h1><p>{Encode(text)}</p>{form}</main></body></html>",
            context.RequestAborted);

        string Encode(Enum phrase) => HtmlEncoder.Default.Encode(words[phrase]);
    }

    /// <summary>What every answer to an address with a secret in it carries.</summary>
    public static void Protect(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    // The first language of the browser's list that we speak.
    private static Words WordsOf(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Words.All.FirstOrDefault(words => language.Value.StartsWith(words.Language, StringComparison.OrdinalIgnoreCase)))
        .OfType<Words>().FirstOrDefault() ?? Words.English;
}
