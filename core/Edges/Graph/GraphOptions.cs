namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Settings of the section <c>Graph</c>; read and checked by <see cref="GraphOptionsSetup"/>.</summary>
public sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>Root of all requests with the version. Default: the global cloud's v1.0.</summary>
    public Uri BaseUrl { get; set; } = new("https://graph.microsoft.com/v1.0/");

    /// <summary>Where tokens come from. Default: the global cloud's login.microsoftonline.com.</summary>
    public Uri? AuthorityHost { get; set; }

    /// <summary>No default: nobody shall run without having chosen.</summary>
    public GraphCredential Credential { get; set; }

    /// <summary>The customer's tenant, as id or domain; never <c>common</c> or <c>organizations</c> (F-59).</summary>
    public string? TenantId { get; set; }

    /// <summary>Application (client) id; for a managed identity only when it is user-assigned.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>When the client secret ends; only to remind administrators in time, where the app may not read its own registration (E-040). Default: not known.</summary>
    public DateTimeOffset? SecretExpires { get; set; }

    /// <summary>PEM or PFX file with certificate and private key.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>
    /// Public address of this app that Graph can reach. Default: <c>Bot:PublicUrl</c>. Null: no subscriptions, the Inbox is only looked at
    /// every <see cref="ReconcileInterval"/> (graph.md 11.1).
    /// </summary>
    public Uri? NotificationUrl { get; set; }

    /// <summary>How often the Inbox is listed regardless of notifications (graph.md 11). Default: 3 minutes; from 1 second to 1 hour.</summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Where Graph posts change notifications; null without <see cref="NotificationUrl"/>.</summary>
    public Uri? ChangeNotificationUrl => Below(NotificationUrl, "api/graph/notifications");

    /// <summary>Where Graph posts lifecycle notifications; null without <see cref="NotificationUrl"/>.</summary>
    public Uri? LifecycleNotificationUrl => Below(NotificationUrl, "api/graph/lifecycle");

    /// <summary>Settings that could not even be read; reported together with those that are wrong.</summary>
    internal List<string> Unreadable { get; } = [];

    /// <summary><paramref name="address"/> with a slash at its end, so that relative addresses are appended to it.</summary>
    internal static Uri AsFolder(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    private static Uri? Below(Uri? address, string path) => address is null ? null : new Uri(AsFolder(address), path);
}
