using System.Globalization;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Manifest;

/// <summary>What differs from one customer's app to the next: the values behind the template's placeholders.</summary>
internal sealed partial record AppDetails
{
    public required string BotId { get; init; }

    public required string AppId { get; init; }

    /// <summary>Public host name of the bot, without protocol, port or path.</summary>
    public required string Host { get; init; }

    public required string Version { get; init; }

    public string DeveloperName { get; init; } = "TeamsEmailBot";

    public string? WebsiteUrl { get; init; }

    public string? PrivacyUrl { get; init; }

    public string? TermsOfUseUrl { get; init; }

    /// <summary>The placeholders a template may use.</summary>
    public IReadOnlyDictionary<string, string> Placeholders => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["botId"] = BotId,
        ["appId"] = AppId,
        ["host"] = Host,
        ["version"] = Version,
        ["developerName"] = DeveloperName,
        ["websiteUrl"] = WebsiteUrl ?? $"https://{Host}",
        ["privacyUrl"] = PrivacyUrl ?? $"https://{Host}/privacy",
        ["termsOfUseUrl"] = TermsOfUseUrl ?? $"https://{Host}/terms",
    };

    /// <summary>Checks the values by the name of their option, so that a typing mistake is not reported at every place it is filled in.</summary>
    public IEnumerable<Finding> Check()
    {
        foreach (var (option, value) in new[] { ("--bot-id", BotId), ("--app-id", AppId) })
        {
            if (!IsGuid(value))
            {
                yield return new(option, $"'{value}' is not a GUID", "Give it as 00000000-0000-0000-0000-000000000000 shows, and not with zeros only");
            }
        }

        if (!IsHostName(Host))
        {
            yield return new("--host", $"'{Host}' is not a host name", "Give the public name alone, such as bot.contoso.com, without https://, port or path");
        }

        if (!IsVersion(Version))
        {
            yield return new("--version", $"'{Version}' is not a version", "Give three numbers such as 1.0.0, and a higher one with every upload");
        }

        if (DeveloperName.Trim().Length is 0 or > 32)
        {
            yield return new("--developer-name", $"has {DeveloperName.Trim().Length.ToString(CultureInfo.InvariantCulture)} characters", "Teams takes 1 to 32");
        }

        foreach (var (option, value) in new[] { ("--website-url", WebsiteUrl), ("--privacy-url", PrivacyUrl), ("--terms-of-use-url", TermsOfUseUrl) })
        {
            if (value is not null && !IsHttpsUrl(value))
            {
                yield return new(option, $"'{value}' is not an https address", "Give a whole address such as https://contoso.com/bot");
            }
        }
    }

    public static bool IsGuid(string value) => Guid.TryParseExact(value, "D", out var id) && id != Guid.Empty;

    public static bool IsHttpsUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    public static bool IsVersion(string value) => ThreeNumbers().IsMatch(value);

    /// <summary>A DNS name with at least two labels: Teams does not load an app that names an address or "localhost".</summary>
    public static bool IsHostName(string value) => value.Length <= 253 && DnsName().IsMatch(value);

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\z")]
    private static partial Regex ThreeNumbers();

    [GeneratedRegex(@"\A([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])\z")]
    private static partial Regex DnsName();
}
