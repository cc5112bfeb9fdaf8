using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Reads the section <c>Graph</c> and says everything that is wrong with it in one message, each with its key and remedy.</summary>
internal sealed class GraphOptionsSetup(IConfiguration configuration) : IConfigureOptions<GraphOptions>, IValidateOptions<GraphOptions>
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);

    public void Configure(GraphOptions options)
    {
        var section = configuration.GetSection(GraphOptions.Section);
        options.BaseUrl = Address(section, "BaseUrl", options) ?? options.BaseUrl;
        options.AuthorityHost = Address(section, "AuthorityHost", options);
        options.Credential = Credential(section, options);
        options.TenantId = Text(section, "TenantId");
        options.ClientId = Text(section, "ClientId");
        options.ClientSecret = Text(section, "ClientSecret");
        options.SecretExpires = Day(section, options);
        options.CertificatePath = Text(section, "CertificatePath");
        // A broken Bot:PublicUrl is reported by the section that owns it.
        options.NotificationUrl = Address(section, "NotificationUrl", options)
            ?? (Uri.TryCreate(configuration["Bot:PublicUrl"], UriKind.Absolute, out var publicUrl) ? publicUrl : null);
        options.ReconcileInterval = Interval(section, options) ?? options.ReconcileInterval;
    }

    public ValidateOptionsResult Validate(string? name, GraphOptions options)
    {
        var mistakes = options.Unreadable.Concat(Mistakes(options)).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(GraphOptions options)
    {
        foreach (var (key, address) in new[] { ("BaseUrl", options.BaseUrl), ("NotificationUrl", options.NotificationUrl) })
        {
            if (address is null)
                continue;
            if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
                yield return $"Graph:{key}: must begin with https:// (http:// is accepted only for this machine).";
            if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
                yield return $"Graph:{key}: leave out user name, query and fragment.";
        }

        // Towards a simulator the two stand on this machine together.
        if (options.AuthorityHost is { } authority && authority.Scheme != Uri.UriSchemeHttps && !(authority.IsLoopback && options.BaseUrl.IsLoopback))
            yield return "Graph:AuthorityHost: must begin with https://, for example https://login.microsoftonline.com/.";
        if (options.ReconcileInterval < ShortestInterval || options.ReconcileInterval > LongestInterval)
            yield return "Graph:ReconcileInterval: must be from 00:00:01 to 01:00:00; 00:03:00 is a good value.";
        foreach (var mistake in CredentialMistakes(options))
            yield return mistake;
    }

    private static IEnumerable<string> CredentialMistakes(GraphOptions options)
    {
        var kind = options.Credential;
        if (kind == GraphCredential.Unset && options.Unreadable.TrueForAll(mistake => !mistake.StartsWith("Graph:Credential:", StringComparison.Ordinal)))
            yield return "Graph:Credential: missing; set ClientSecret, Certificate, ManagedIdentity or WorkloadIdentity.";
        if (kind == GraphCredential.None && !options.BaseUrl.IsLoopback)
            yield return "Graph:Credential: None is accepted only when Graph:BaseUrl is on this machine; choose a credential.";
        if (kind is GraphCredential.ClientSecret or GraphCredential.Certificate)
        {
            if (options.TenantId is null)
                yield return "Graph:TenantId: missing; set the tenant's id or domain, for example contoso.onmicrosoft.com.";
            if (options.ClientId is null)
                yield return "Graph:ClientId: missing; set the Application (client) ID of the app registration.";
        }

        if (options.TenantId?.ToUpperInvariant() is "COMMON" or "ORGANIZATIONS" or "CONSUMERS")
            yield return "Graph:TenantId: must name one tenant by id or domain; shared authorities give no app-only tokens.";
        if (options.ClientId is { } clientId && !Guid.TryParse(clientId, out _))
            yield return "Graph:ClientId: must be a GUID, the Application (client) ID of the app registration.";
        if (kind == GraphCredential.ClientSecret && options.ClientSecret is null)
            yield return "Graph:ClientSecret: missing; set the secret's value (not its id).";
        if (kind == GraphCredential.Certificate && options.CertificatePath is null)
            yield return "Graph:CertificatePath: missing; set the path of a PEM or PFX file with certificate and private key.";
        if (kind == GraphCredential.Certificate && options.CertificatePath is { } path && !File.Exists(path))
            yield return "Graph:CertificatePath: there is no such file, or this process may not see it.";
    }

    private static string? Text(IConfigurationSection section, string key) =>
        section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static Uri? Address(IConfigurationSection section, string key, GraphOptions options)
    {
        if (Text(section, key) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Host.Length > 0)
            return address;
        options.Unreadable.Add($"Graph:{key}: is not an absolute address; write it with https:// in front.");
        return null;
    }

    private static GraphCredential Credential(IConfigurationSection section, GraphOptions options)
    {
        if (Text(section, "Credential") is not { } text)
            return GraphCredential.Unset;
        // Enum.TryParse would also take numbers and lists.
        foreach (var kind in Enum.GetValues<GraphCredential>())
            if (kind != GraphCredential.Unset && string.Equals(kind.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return kind;
        options.Unreadable.Add(
            "Graph:Credential: is none of ClientSecret, Certificate, ManagedIdentity, WorkloadIdentity (or None towards this machine).");
        return GraphCredential.Unset;
    }

    private static DateTimeOffset? Day(IConfigurationSection section, GraphOptions options)
    {
        if (Text(section, "SecretExpires") is not { } text)
            return null;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
            return day;
        options.Unreadable.Add("Graph:SecretExpires: is not a day; write yyyy-MM-dd, as the app registration shows it.");
        return null;
    }

    private static TimeSpan? Interval(IConfigurationSection section, GraphOptions options)
    {
        if (Text(section, "ReconcileInterval") is not { } text)
            return null;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval))
            return interval;
        options.Unreadable.Add("Graph:ReconcileInterval: is not a duration; write hh:mm:ss, for example 00:03:00.");
        return null;
    }
}
