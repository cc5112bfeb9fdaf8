namespace TeamsEmailBot.Core.Access;

/// <summary>One of Microsoft's clouds: where its directory, its Graph and its portals are (graph.md 10.2, G-064).</summary>
/// <param name="Authority">Where sign-in and consent happen; the setting <c>Graph:AuthorityHost</c>.</param>
/// <param name="Graph">The setting <c>Graph:BaseUrl</c>.</param>
/// <param name="Portal">Where administrators find app registrations.</param>
/// <param name="ExchangeEnvironment">What <c>Connect-ExchangeOnline -ExchangeEnvironmentName</c> takes; null for the default.</param>
/// <param name="GraphEnvironment">What <c>Connect-MgGraph -Environment</c> takes; null for the default.</param>
public sealed record EntraCloud(string Name, Uri Authority, Uri Graph, Uri Portal, string? ExchangeEnvironment = null, string? GraphEnvironment = null)
{
    public static readonly EntraCloud Global = new(
        "Public", new("https://login.microsoftonline.com/"), new("https://graph.microsoft.com/v1.0/"), new("https://entra.microsoft.com/"));

    /// <summary>All of them; the global one first.</summary>
    public static readonly IReadOnlyList<EntraCloud> All =
    [
        Global,
        new("USGov", new("https://login.microsoftonline.us/"), new("https://graph.microsoft.us/v1.0/"), new("https://entra.microsoft.us/"), "O365USGovGCCHigh", "USGov"),
        new("USGovDoD", new("https://login.microsoftonline.us/"), new("https://dod-graph.microsoft.us/v1.0/"), new("https://entra.microsoft.us/"), "O365USGovDoD", "USGovDoD"),
        new("China", new("https://login.partner.microsoftonline.cn/"), new("https://microsoftgraph.chinacloudapi.cn/v1.0/"), new("https://portal.azure.cn/"), "O365China", "China"),
    ];

    /// <summary>The older name of China's authority, which still answers.</summary>
    private const string OldChina = "login.chinacloudapi.cn";

    /// <summary>The cloud to which these settings lead; the global one when they lead to none that is known (a simulator).</summary>
    public static EntraCloud Of(Uri? authority, Uri? graph) =>
        All.FirstOrDefault(cloud => Same(cloud.Graph, graph)) ?? All.FirstOrDefault(cloud => Same(cloud.Authority, authority)) ?? (IsOldChina(authority) ? All[^1] : Global);

    /// <summary>Whether an administrator may name this as authority host: only Microsoft's own, because it receives the app's credential (G-064).</summary>
    public static bool IsAuthority(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && (IsOldChina(address) || All.Any(cloud => Same(cloud.Authority, address)));

    private static bool IsOldChina(Uri? address) => string.Equals(address?.Host, OldChina, StringComparison.OrdinalIgnoreCase);

    private static bool Same(Uri one, Uri? other) => string.Equals(one.Host, other?.Host, StringComparison.OrdinalIgnoreCase);
}
