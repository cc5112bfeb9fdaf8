using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Bot.Channel;

namespace TeamsEmailBot.Tests.Channel;

public sealed class BotOptionsTests
{
    private static readonly Dictionary<string, string?> Usual = new()
    {
        ["Bot:AppType"] = "SingleTenant", ["Bot:AppId"] = TokenForge.AppId.ToUpperInvariant(), ["Bot:AppTenantId"] = TokenForge.Tenant,
        ["Bot:ClientSecret"] = "secret", ["Bot:PublicUrl"] = "https://bot.example.org",
    };

    private static readonly Dictionary<string, string?> Local = new()
    {
        ["Bot:AppType"] = "None", ["Bot:PublicUrl"] = "http://localhost:5000", ["Graph:BaseUrl"] = "http://127.0.0.1:5001/v1.0",
    };

    [Fact]
    public void Four_keys_and_a_secret_are_enough_for_the_public_cloud()
    {
        var options = Read(Usual);
        Assert.Equal(TokenForge.AppId, options.AppId);
        Assert.Equal(BotCredential.ClientSecret, options.Credential);
        Assert.Equal("https://login.botframework.com/v1/.well-known/openidconfiguration", options.OpenIdMetadataUrl.AbsoluteUri);
        Assert.Equal(["https://api.botframework.com"], options.TokenIssuers);
        Assert.Equal("https://login.microsoftonline.com/", options.LoginAuthority.AbsoluteUri);
        Assert.Equal("https://api.botframework.com/.default", options.ConnectorScope);
        Assert.Contains("smba.trafficmanager.net", options.AllowedServiceHosts);
        Assert.Equal([TokenForge.Tenant], options.AllowedTenants);
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void E040_the_day_on_which_the_secret_ends_is_read()
    {
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), Read(Usual, ("Bot:SecretExpires", "2026-12-31")).SecretExpires);
        Assert.Null(Read(Usual).SecretExpires);
        Assert.Contains("Bot:SecretExpires is not a day", Assert.Throws<OptionsValidationException>(() => Read(Usual, ("Bot:SecretExpires", "soon"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USGov", "https://api.botframework.us", "https://login.microsoftonline.us/")]
    [InlineData("China", "https://api.botframework.azure.cn", "https://login.partner.microsoftonline.cn/")]
    public void The_cloud_sets_the_addresses_and_a_key_of_its_own_wins(string cloud, string issuer, string authority)
    {
        var options = Read(Usual, ("Bot:Cloud", cloud), ("Bot:ConnectorScope", "https://own.example.org/.default"));
        Assert.Equal((issuer, authority), (Assert.Single(options.TokenIssuers), options.LoginAuthority.AbsoluteUri));
        Assert.Equal("https://own.example.org/.default", options.ConnectorScope);
    }

    [Fact]
    public void Lists_may_come_as_one_text_with_commas() =>
        Assert.Equal(["a@x.org", "b@x.org"], Read(Usual, ("Bot:Admins", "a@x.org, b@x.org,")).Admins);

    [Fact]
    public void All_mistakes_come_in_one_message_with_key_and_remedy()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(
            [],
            ("Bot:AppId", "bot"), ("Bot:AppTenantId", ""), ("Bot:Cloud", "Moon"), ("Bot:PublicUrl", "http://bot.example.org"), ("Bot:ConnectorScope", "x"),
            ("Bot:AllowedServiceHosts:0", "https://smba.trafficmanager.net/"), ("Bot:AllowedServiceHosts:1", "*.trafficmanager.net"),
            ("Bot:AllowedTenants", "contoso"), ("Bot:OpenIdMetadataUrl", "http://login.botframework.com/"), ("Bot:AllowedTenant", "x"),
            ("Bot:TokenIssuers", "botframework"), ("Limits:TeamsRequestsPerSecond", "100")));
        foreach (var key in new[]
        {
            "Bot:AppType is missing", "Bot:AppId is not", "Bot:AppTenantId is missing", "Bot:Cloud 'Moon'", "Bot:PublicUrl must", "Bot:ConnectorScope must",
            "'https://smba.trafficmanager.net/' is not a host", "'*.trafficmanager.net' covers", "Bot:AllowedTenants must", "Bot:OpenIdMetadataUrl must",
            "Bot:AllowedTenant is not a setting", "Bot:TokenIssuers 'botframework'", "Bot:ClientSecret is missing", "Limits:TeamsRequestsPerSecond must",
        })
            Assert.Contains(failure.Failures, mistake => mistake.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bot:Credential", "None", "Bot:Credential None goes with AppType None")]
    [InlineData("Bot:Credential", "Password", "Bot:Credential 'Password' is unknown; choose ClientSecret")]
    [InlineData("Bot:Credential", "Certificate", "Bot:CertificatePath must name")]
    [InlineData("Bot:AppType", "MultiTenant", "Bot:AppType 'MultiTenant' is unknown")]
    [InlineData("Bot:AppType", "1", "Bot:AppType '1' is unknown")]
    [InlineData("Bot:TokenIssuers", "https://sts.windows.net/3f3d1cea-7a18-41af-872b-cfbbd5140984/", "must not name your own tenant")]
    [InlineData("Bot:TokenIssuers", "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "Bot:AllowedCallers is missing")]
    [InlineData("Bot:AllowedServiceHosts", "*.com", "covers names that anybody can register")]
    [InlineData("Bot:AllowedServiceHosts", "10.0.0.1", "is not a host name")]
    public void A_wrong_value_is_named(string key, string value, string message) => Assert.Contains(message, Mistakes(Usual, (key, value)), StringComparison.Ordinal);

    [Fact]
    public void A_managed_identity_needs_no_secret()
    {
        var options = Read(Usual, ("Bot:AppType", "UserAssignedMSI"), ("Bot:ClientSecret", null));
        Assert.Equal(BotCredential.ManagedIdentity, options.Credential);
        Assert.Contains("must be ManagedIdentity", Mistakes(Usual, ("Bot:AppType", "UserAssignedMSI"), ("Bot:Credential", "ClientSecret")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_authentication_everything_is_on_this_machine()
    {
        var options = Read(Local);
        Assert.Equal((BotAppType.None, BotCredential.None), (options.AppType, options.Credential));
        Assert.Equal(BotCloud.LoopbackHosts, options.AllowedServiceHosts);
    }

    [Theory]
    [InlineData("Bot:PublicUrl", "https://bot.example.org", "Bot:PublicUrl must be a loopback")]
    [InlineData("Graph:BaseUrl", "https://graph.microsoft.com/v1.0", "Graph:BaseUrl must be a loopback")]
    [InlineData("Graph:BaseUrl", null, "Graph:BaseUrl must be a loopback")]
    [InlineData("Bot:AllowedServiceHosts", "localhost,smba.trafficmanager.net", "'smba.trafficmanager.net' must be a loopback")]
    [InlineData("Bot:Credential", "ClientSecret", "None goes with AppType None")]
    public void Without_authentication_nothing_else_may_be_configured(string key, string? value, string message) =>
        Assert.Contains(message, Mistakes(Local, (key, value)), StringComparison.Ordinal);

    private static BotOptions Read(Dictionary<string, string?> settings, params (string Key, string? Value)[] changes)
    {
        var all = new Dictionary<string, string?>(settings);
        foreach (var (key, value) in changes)
            all[key] = value;
        return BotOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }

    private static string Mistakes(Dictionary<string, string?> settings, params (string Key, string? Value)[] changes) =>
        Assert.Throws<OptionsValidationException>(() => Read(settings, changes)).Message;
}
