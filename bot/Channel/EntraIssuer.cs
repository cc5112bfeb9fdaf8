namespace TeamsEmailBot.Bot.Channel;

/// <summary>The two forms in which Entra ID names itself as issuer (teams.md 1.2): <c>https://sts.windows.net/{tenant}/</c> and <c>{login host}/{tenant}/v2.0</c>.</summary>
internal static class EntraIssuer
{
    private const string Version1 = "https://sts.windows.net/";

    /// <summary>The tenant in the issuer, or null when it is not one of Entra's.</summary>
    public static string? TenantOf(string issuer, Uri loginAuthority)
    {
        var version2 = loginAuthority.AbsoluteUri.TrimEnd('/') + '/';
        var tenant =
            issuer.StartsWith(Version1, StringComparison.Ordinal) && issuer.EndsWith('/') ? issuer[Version1.Length..^1]
            : issuer.StartsWith(version2, StringComparison.Ordinal) && issuer.EndsWith("/v2.0", StringComparison.Ordinal) ? issuer[version2.Length..^5]
            : null;
        return Guid.TryParseExact(tenant, "D", out _) ? tenant : null;
    }

    /// <summary>The issuer that the keys of <paramref name="tenant"/> are marked with, whatever the token's version.</summary>
    public static string KeyIssuer(string tenant, Uri loginAuthority) => $"{loginAuthority.AbsoluteUri.TrimEnd('/')}/{tenant}/v2.0";

    public static Uri Metadata(Uri loginAuthority) => new(loginAuthority, "common/v2.0/.well-known/openid-configuration");
}
