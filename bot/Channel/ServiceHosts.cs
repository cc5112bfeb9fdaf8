using System.Net;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>
/// The allow-list of hosts that may receive our Connector token (teams.md 1.5). An entry is an exact host name, or <c>*.domain</c> for a domain that
/// belongs to one owner together with everything below it. <c>smba.trafficmanager.net</c> must stay exact: anybody can register names beside it.
/// Plain http, other ports and IP literals are for loopback only, and loopback only when it is listed.
/// </summary>
internal sealed class ServiceHosts(IReadOnlyList<string> allowed)
{
    /// <summary>The address when <paramref name="serviceUrl"/> may be trusted with a token, else null.</summary>
    public Uri? Accept(string? serviceUrl)
    {
        // What the eye reads and what Uri makes of it must be the same: no back-slashes, blanks or control characters.
        if (string.IsNullOrEmpty(serviceUrl) || serviceUrl.Length > 512 || serviceUrl.AsSpan().ContainsAnyExceptInRange('!', '~') || serviceUrl.Contains('\\'))
        {
            return null;
        }

        return Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && Allows(url) ? url : null;
    }

    /// <summary>True when a token may be sent to <paramref name="url"/>.</summary>
    public bool Allows(Uri url)
    {
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0 || !IsListed(url.IdnHost))
        {
            return false;
        }

        return IsLoopback(url)
            ? url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp
            : url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.HostNameType == UriHostNameType.Dns;
    }

    /// <summary>Unlike <see cref="Uri.IsLoopback"/> this knows no further aliases of this machine.</summary>
    public static bool IsLoopback(Uri url) => IsLoopback(url.IdnHost);

    /// <summary>True for <c>localhost</c> and the loopback addresses, IPv6 with or without brackets.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private bool IsListed(string host)
    {
        foreach (var entry in allowed)
        {
            var matches = entry.StartsWith("*.", StringComparison.Ordinal)
                ? host.Equals(entry[2..], StringComparison.OrdinalIgnoreCase) || host.EndsWith(entry[1..], StringComparison.OrdinalIgnoreCase)
                : host.Equals(entry.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
            if (matches)
            {
                return true;
            }
        }

        return false;
    }
}
