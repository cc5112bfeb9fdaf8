using System.Globalization;
using Microsoft.Extensions.Options;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>Reads and checks section <c>Bot</c>. Every mistake is found in one go, and each message names the key and the remedy.</summary>
internal sealed class BotOptionsReader
{
    private static readonly string[] Keys =
    [
        "AppId", "AppTenantId", "AppType", "Credential", "ClientSecret", "SecretExpires", "CertificatePath", "PublicUrl", "Cloud", "OpenIdMetadataUrl", "TokenIssuers",
        "AllowedCallers", "LoginAuthority", "ConnectorScope", "AllowedServiceHosts", "Admins", "AllowedTenants",
    ];

    /// <summary>Names in which anybody can register a host: a wildcard there would hand our token to strangers.</summary>
    private static readonly string[] SharedDomains =
        ["trafficmanager.net", "azurewebsites.net", "azurefd.net", "cloudapp.net", "azure.com", "windows.net", "azure-api.net", "azurecontainerapps.io"];

    private readonly List<string> mistakes = [];
    private readonly IConfigurationSection section;
    private readonly string? graphBaseUrl;
    private readonly string? requestsPerSecond;

    private BotOptionsReader(IConfiguration configuration)
    {
        section = configuration.GetSection(BotOptions.Section);
        graphBaseUrl = configuration["Graph:BaseUrl"];
        requestsPerSecond = configuration["Limits:TeamsRequestsPerSecond"];
    }

    /// <summary>The checked options.</summary>
    /// <exception cref="OptionsValidationException">Lists every mistake.</exception>
    public static BotOptions Read(IConfiguration configuration) => TryRead(configuration, out var mistakes)
        ?? throw new OptionsValidationException(BotOptions.Section, typeof(BotOptions), mistakes);

    /// <summary>The checked options, or null together with all <paramref name="mistakes"/>, so that the host can name those of all sections at once.</summary>
    public static BotOptions? TryRead(IConfiguration configuration, out IReadOnlyList<string> mistakes)
    {
        var reader = new BotOptionsReader(configuration);
        var options = reader.Build();
        mistakes = reader.mistakes;
        return mistakes.Count == 0 ? options : null;
    }

    private BotOptions Build()
    {
        foreach (var child in section.GetChildren().Where(child => !Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            Wrong(child.Key, $"is not a setting; the settings are {string.Join(", ", Keys)}");

        var appType = Choice("AppType", null, BotAppType.SingleTenant);
        var open = appType == BotAppType.None;
        var cloud = Cloud();
        var issuers = List("TokenIssuers") is { Count: > 0 } named ? named : [cloud.TokenIssuer];
        var options = new BotOptions
        {
            AppType = appType,
            AppId = Id("AppId", required: !open),
            AppTenantId = Id("AppTenantId", required: !open),
            Credential = Choice("Credential", Usual(appType), BotCredential.None),
            ClientSecret = Text("ClientSecret"),
            SecretExpires = Day("SecretExpires"),
            CertificatePath = Text("CertificatePath"),
            PublicUrl = Address("PublicUrl", null),
            OpenIdMetadataUrl = Address("OpenIdMetadataUrl", cloud.OpenIdMetadataUrl),
            LoginAuthority = Address("LoginAuthority", cloud.LoginAuthority),
            ConnectorScope = Text("ConnectorScope") ?? cloud.ConnectorScope,
            TokenIssuers = issuers,
            AllowedCallers = List("AllowedCallers"),
            AllowedServiceHosts = List("AllowedServiceHosts") is { Count: > 0 } hosts ? hosts : open ? BotCloud.LoopbackHosts : cloud.ServiceHosts,
            Admins = List("Admins"),
            AllowedTenants = Tenants(),
            RequestsPerSecond = Rate(),
        };
        CheckCredential(options);
        CheckIssuers(options);
        foreach (var host in options.AllowedServiceHosts)
            CheckHost(host);
        if (!options.ConnectorScope.EndsWith("/.default", StringComparison.Ordinal))
            Wrong("ConnectorScope", "must end with /.default, for example https://api.botframework.com/.default");
        if (open)
            CheckEverythingIsLocal(options);
        return options;
    }

    private static BotCredential Usual(BotAppType appType) => appType switch
    {
        BotAppType.SingleTenant => BotCredential.ClientSecret,
        BotAppType.UserAssignedMSI => BotCredential.ManagedIdentity,
        _ => BotCredential.None,
    };

    private void CheckCredential(BotOptions options)
    {
        if ((options.AppType == BotAppType.None) != (options.Credential == BotCredential.None))
            Wrong("Credential", "None goes with AppType None and only with it; choose ClientSecret, Certificate, ManagedIdentity or WorkloadIdentity otherwise");
        if (options.AppType == BotAppType.UserAssignedMSI && options.Credential != BotCredential.ManagedIdentity)
            Wrong("Credential", "must be ManagedIdentity when AppType is UserAssignedMSI");
        if (options.Credential == BotCredential.ClientSecret && options.ClientSecret is null)
            Wrong("ClientSecret", "is missing; put a client secret of the app registration there (environment or Key Vault reference), or choose another Credential");
        if (options.Credential == BotCredential.Certificate && (options.CertificatePath is null || !File.Exists(options.CertificatePath)))
            Wrong("CertificatePath", "must name a readable PFX or PEM file with the private key when Credential is Certificate");
    }

    private void CheckIssuers(BotOptions options)
    {
        foreach (var issuer in options.TokenIssuers)
        {
            if (EntraIssuer.TenantOf(issuer, options.LoginAuthority) is { } tenant)
            {
                // Any app of the own tenant can get a token for the bot; it could then post activities as anybody (teams.md 1.2).
                if (tenant.Equals(options.AppTenantId, StringComparison.OrdinalIgnoreCase))
                    Wrong("TokenIssuers", "must not name your own tenant; only the tenants of the Bot Service may call");
                if (options.AllowedCallers.Count == 0)
                    Wrong("AllowedCallers", "is missing; with an Entra issuer in TokenIssuers name the app ids that may call");
            }
            else if (!Uri.TryCreate(issuer, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            {
                Wrong("TokenIssuers", $"'{issuer}' is not an https address; leave the key out to accept the Bot Framework's issuer");
            }
        }
    }

    private void CheckHost(string host)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        var wild = name.Length != host.Length;
        if (!ServiceHosts.IsLoopback(host.Trim('[', ']')) && Uri.CheckHostName(name) != UriHostNameType.Dns)
            Wrong("AllowedServiceHosts", $"'{host}' is not a host name; write smba.trafficmanager.net or *.botframework.com, without scheme, port and path");
        else if (wild && (!name.Contains('.') || SharedDomains.Contains(name, StringComparer.OrdinalIgnoreCase)))
            Wrong("AllowedServiceHosts", $"'{host}' covers names that anybody can register; write the exact host");
    }

    private void CheckEverythingIsLocal(BotOptions options)
    {
        const string Remedy = "must be a loopback address (such as http://localhost:5000) while AppType is None, because nothing is authenticated then; "
            + "otherwise set AppType to SingleTenant";
        if (!ServiceHosts.IsLoopback(options.PublicUrl))
            Wrong("PublicUrl", Remedy);
        if (graphBaseUrl is null || !Uri.TryCreate(graphBaseUrl, UriKind.Absolute, out var graph) || !ServiceHosts.IsLoopback(graph))
            mistakes.Add($"Graph:BaseUrl {Remedy}.");
        foreach (var host in options.AllowedServiceHosts.Where(host => !ServiceHosts.IsLoopback(host.Trim('[', ']'))))
            Wrong("AllowedServiceHosts", $"'{host}' {Remedy}");
    }

    private BotCloud Cloud()
    {
        var name = Text("Cloud") ?? "Public";
        if (BotCloud.ByName.TryGetValue(name, out var cloud))
            return cloud;
        Wrong("Cloud", $"'{name}' is unknown; choose {string.Join(", ", BotCloud.ByName.Keys)}");
        return BotCloud.ByName["Public"];
    }

    private T Choice<T>(string key, T? usual, T stopgap)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            if (usual is null)
                Wrong(key, $"is missing; choose {string.Join(", ", Enum.GetNames<T>())}");
            return usual ?? stopgap;
        }

        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(text, ignoreCase: true);
        Wrong(key, $"'{text}' is unknown; choose {string.Join(", ", Enum.GetNames<T>())}");
        return usual ?? stopgap;
    }

    /// <summary>A GUID in the form tokens carry it, so that it can be compared ordinally.</summary>
    private string Id(string key, bool required)
    {
        var text = Text(key);
        if (text is null && required)
            Wrong(key, "is missing; copy it from the overview page of the app registration");
        if (text is null)
            return "";
        if (Guid.TryParse(text, out var id))
            return id.ToString("D");
        Wrong(key, "is not a GUID; copy it from the overview page of the app registration");
        return "";
    }

    private List<string> Tenants()
    {
        var named = List("AllowedTenants");
        if (named.Any(tenant => !Guid.TryParse(tenant, out _)))
            Wrong("AllowedTenants", "must hold tenant ids (GUIDs)");
        return named.Count > 0 ? named : Text("AppTenantId") is { } own ? [own] : [];
    }

    private Uri Address(string key, string? usual)
    {
        var text = Text(key) ?? usual;
        if (text is null)
            Wrong(key, "is missing; give the https address under which Teams and Graph reach the bot");
        else if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && ServiceHosts.IsLoopback(url))))
            return url;
        else
            Wrong(key, "must be an absolute https address (http for loopback only)");
        return new Uri("https://invalid.invalid/");
    }

    private DateTimeOffset? Day(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
            return day;
        Wrong(key, "is not a day; write yyyy-MM-dd, as the app registration shows it");
        return null;
    }

    private double Rate()
    {
        if (requestsPerSecond is null)
            return 25;
        if (double.TryParse(requestsPerSecond, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 1 and <= 50)
            return rate;
        mistakes.Add("Limits:TeamsRequestsPerSecond must be a number from 1 to 50; Teams allows 50 a second for one tenant.");
        return 25;
    }

    /// <summary>A list, either as <c>Key:0</c>, <c>Key:1</c> … or, for environment variables, as one text with commas.</summary>
    private List<string> List(string key)
    {
        var one = section.GetSection(key);
        var entries = one.Value is { Length: > 0 } text ? text.Split(',') : one.GetChildren().Select(child => child.Value ?? "");
        return [.. entries.Select(entry => entry.Trim()).Where(entry => entry.Length > 0)];
    }

    private string? Text(string key) => section[key]?.Trim() is { Length: > 0 } text ? text : null;

    private void Wrong(string key, string what) => mistakes.Add($"{BotOptions.Section}:{key} {what}.");
}
