namespace TeamsEmailBot.Bot.Channel;

/// <summary>The addresses that differ between Microsoft's clouds (teams.md 1.3, 1.5).</summary>
internal sealed record BotCloud(
    string OpenIdMetadataUrl, string TokenIssuer, string LoginAuthority, string ConnectorScope, IReadOnlyList<string> ServiceHosts)
{
    /// <summary>Hosts of a bot without authentication.</summary>
    public static readonly IReadOnlyList<string> LoopbackHosts = ["localhost", "127.0.0.1", "::1"];

    public static readonly IReadOnlyDictionary<string, BotCloud> ByName = new Dictionary<string, BotCloud>(StringComparer.OrdinalIgnoreCase)
    {
        ["Public"] = new(
            "https://login.botframework.com/v1/.well-known/openidconfiguration",
            "https://api.botframework.com",
            "https://login.microsoftonline.com/",
            "https://api.botframework.com/.default",
            ["smba.trafficmanager.net", "*.botframework.com", "*.teams.microsoft.com"]),
        ["USGov"] = new(
            "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
            "https://api.botframework.us",
            "https://login.microsoftonline.us/",
            "https://api.botframework.us/.default",
            ["*.botframework.us", "*.botframework.azure.us", "*.teams.microsoft.us", "smba.infra.gcc.teams.microsoft.com"]),
        ["China"] = new(
            "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
            "https://api.botframework.azure.cn",
            "https://login.partner.microsoftonline.cn/",
            "https://api.botframework.azure.cn/.default",
            ["*.botframework.azure.cn"]),
    };
}
