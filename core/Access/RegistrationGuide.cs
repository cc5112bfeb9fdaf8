using System.Globalization;

namespace TeamsEmailBot.Core.Access;

/// <summary>Where in the portals of a cloud the steps of the app registration are done, and which pages of Microsoft explain them (E-026 to E-058, P-005, N-030, G-049).</summary>
/// <param name="botName">Names what is registered.</param>
public sealed class RegistrationGuide(EntraCloud cloud, string botName)
{
    /// <summary>The least role that may register an app, under Microsoft's own name (E-026).</summary>
    public const string RegistrationRole = "Cloud Application Administrator";

    /// <summary>The least role that may consent to application permissions of Microsoft Graph.</summary>
    public const string ConsentRole = "Privileged Role Administrator";

    /// <summary>The least role for the scripts of Exchange (graph.md 10.5).</summary>
    public const string ExchangeRole = "Exchange Administrator";

    public static readonly Uri RegistrationExplained = new("https://learn.microsoft.com/entra/identity-platform/quickstart-register-app");
    public static readonly Uri ConsentExplained = new("https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview");
    public static readonly Uri ScopeExplained = new("https://learn.microsoft.com/exchange/permissions-exo/application-rbac");
    public static readonly Uri PolicyExplained = new("https://learn.microsoft.com/exchange/permissions-exo/application-access-policies");

    /// <summary>"New registration" (E-028, P-005).</summary>
    public Uri NewRegistration => Page("CreateApplicationBlade");

    /// <summary>What to call it (P-006).</summary>
    public string SuggestedName => botName;

    /// <summary>Certificates and secrets of an app (E-038).</summary>
    public Uri Credentials(string appId) => Page($"ApplicationMenuBlade/~/Credentials/appId/{Uri.EscapeDataString(appId)}");

    /// <summary>API permissions of an app (P-008).</summary>
    public Uri Permissions(string appId) => Page($"ApplicationMenuBlade/~/CallAnAPI/appId/{Uri.EscapeDataString(appId)}");

    /// <summary>Redirect addresses of an app; only for the consent link.</summary>
    public Uri Authentication(string appId) => Page($"ApplicationMenuBlade/~/Authentication/appId/{Uri.EscapeDataString(appId)}");

    /// <summary>Where the ids stand (E-033).</summary>
    public Uri Overview(string appId) => Page($"ApplicationMenuBlade/~/Overview/appId/{Uri.EscapeDataString(appId)}");

    /// <summary>A description by which a secret is recognised later (E-039).</summary>
    public string SecretDescription(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{botName} {now:yyyy-MM-dd}");

    private Uri Page(string blade) => new(cloud.Portal, "#view/Microsoft_AAD_RegisteredApps/" + blade);
}
