using System.Text.Encodings.Web;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Auth;

/// <summary>What an administrator does on the consent page.</summary>
public enum ConsentDecision
{
    Accept,
    Cancel,

    /// <summary>He is signed in to another tenant and consents there, the usual mistake (P-013).</summary>
    AcceptElsewhere,
}

/// <summary>The admin consent page of Entra ID (graph.md 10.2): a click consents, and leads back to the app.</summary>
internal static class ConsentPage
{
    /// <summary>The tenant that <see cref="ConsentDecision.AcceptElsewhere"/> consents in.</summary>
    public const string Elsewhere = "0d4b0e5a-4c36-4d7e-8f6a-7d1f2a3b4c5d";

    private const string Path = "/{directory}/v2.0/adminconsent";

    public static void MapConsent(this IEndpointRouteBuilder routes, TenantState tenant)
    {
        routes.MapGet(Path, (string directory, HttpRequest request) => Show(tenant, directory, request.Query));
        routes.MapPost(Path, (string directory, HttpRequest request) => DecideAsync(tenant, directory, request));
    }

    private static IResult Show(TenantState tenant, string directory, IQueryCollection query)
    {
        if (Mistake(tenant, directory, query) is { } mistake)
            return Page($"<h1>Sorry, but we’re having trouble signing you in.</h1><p>{Text(mistake)}</p>", 400);
        var permissions = string.Concat(tenant.Options.Requested.Select(role => $"<li>{Text(role)}</li>"));
        var buttons = string.Concat(new[]
        {
            (ConsentDecision.Accept, "Accept"), (ConsentDecision.Cancel, "Cancel"), (ConsentDecision.AcceptElsewhere, "Accept, signed in to another tenant"),
        }.Select(one => $"<p><button name=\"decision\" value=\"{one.Item1}\">{one.Item2}</button></p>"));
        return Page(
            $"<h1>Permissions requested</h1><p>{Text(tenant.World.BotName)} wants, for all of {Text(tenant.World.TenantName)}:</p><ul>{permissions}</ul><form method=\"post\">{buttons}</form>", 200);
    }

    private static async Task<IResult> DecideAsync(TenantState tenant, string directory, HttpRequest request)
    {
        if (Mistake(tenant, directory, request.Query) is { } mistake)
            return Page(Text(mistake), 400);
        if (!request.HasFormContentType || !Enum.TryParse<ConsentDecision>((await request.ReadFormAsync(request.HttpContext.RequestAborted))["decision"], out var decision))
            return Page("Choose one of the buttons.", 400);
        var tenantId = decision == ConsentDecision.AcceptElsewhere ? Elsewhere : tenant.World.TenantId;
        if (decision == ConsentDecision.Accept)
            tenant.Access.Consent(tenant.Options.Requested);
        var answer = new QueryString();
        // admin_consent=True stands in the refusal too (graph.md 10.2).
        if (decision == ConsentDecision.Cancel)
            answer = answer.Add("error", "consent_required")
                .Add("error_description", "AADSTS65004: The resource owner or authorization server denied the request.");
        answer = answer.Add("admin_consent", "True").Add("tenant", tenantId);
        if (request.Query["state"] is [{ } state])
            answer = answer.Add("state", state);
        if (decision != ConsentDecision.Cancel)
            answer = answer.Add("scope", request.Query["scope"].ToString());
        return Results.Redirect(request.Query["redirect_uri"] + answer.ToUriComponent());
    }

    private static string? Mistake(TenantState tenant, string directory, IQueryCollection query)
    {
        if (directory is not "organizations" && !string.Equals(directory, tenant.World.TenantId, StringComparison.OrdinalIgnoreCase))
            return $"AADSTS90002: Tenant '{directory}' not found.";
        if (!string.Equals(query["client_id"], tenant.World.AppId, StringComparison.OrdinalIgnoreCase))
            return "AADSTS700016: Application was not found in the directory.";
        if (!query["scope"].ToString().EndsWith("/.default", StringComparison.Ordinal))
            return "AADSTS900144: The request body must contain the following parameter: 'scope'.";
        var registered = tenant.BotUrl is { } bot ? new Uri(bot, "api/consent/callback").AbsoluteUri : null;
        return query["redirect_uri"] == registered ? null : "AADSTS50011: The redirect URI specified in the request does not match the redirect URIs configured for the application.";
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static IResult Page(string body, int status) => Results.Text(
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sign in (simulated)</title><body>{body}</body></html>", "text/html; charset=utf-8", statusCode: status);
}
