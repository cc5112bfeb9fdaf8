using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Edges.Graph;

namespace TeamsEmailBot.Tests.Edges.Graph;

public sealed class GraphOptionsTests
{
    private const string Client = "24d3b144-21ae-4080-943f-7067b395b913";

    [Fact]
    public void All_mistakes_are_told_in_one_message_each_with_its_key()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read(
            ("BaseUrl", "http://graph.microsoft.com/v1.0?x=1"), ("AuthorityHost", "http://login.example"), ("Credential", "ClientSecret"),
            ("TenantId", "common"), ("ClientId", "my app"), ("NotificationUrl", "desk.example.com"), ("ReconcileInterval", "often")));

        foreach (var key in new[] { "BaseUrl", "AuthorityHost", "TenantId", "ClientId", "ClientSecret", "NotificationUrl", "ReconcileInterval" })
            Assert.Contains($"Graph:{key}: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(8, exception.Failures.Count());
    }

    [Theory]
    [InlineData("Credential", null, "Graph:Credential: missing")]
    [InlineData("Credential", "2", "Graph:Credential: is none of")]
    [InlineData("Credential", "Unset", "Graph:Credential: is none of")]
    [InlineData("Credential", "None", "Graph:Credential: None is accepted only when Graph:BaseUrl is on this machine")]
    [InlineData("TenantId", " ", "Graph:TenantId: missing")]
    [InlineData("ClientId", null, "Graph:ClientId: missing")]
    [InlineData("ClientSecret", null, "Graph:ClientSecret: missing")]
    [InlineData("ReconcileInterval", "00:00:00", "Graph:ReconcileInterval: must be from")]
    [InlineData("ReconcileInterval", "01:00:01", "Graph:ReconcileInterval: must be from")]
    [InlineData("SecretExpires", "31.12.2026", "Graph:SecretExpires: is not a day")]
    [InlineData("AuthorityHost", "http://127.0.0.1:5180", "Graph:AuthorityHost: must begin with https://")]
    [InlineData("BaseUrl", "https://user:pw@graph.microsoft.com/v1.0", "Graph:BaseUrl: leave out user name")]
    public void A_single_mistake_is_told_with_its_remedy(string key, string? value, string expected)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read(Good(key, value)));

        Assert.StartsWith(expected, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void E040_the_day_on_which_a_secret_ends_is_read()
    {
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), Read(Good("SecretExpires", "2026-12-31")).SecretExpires);
        Assert.Null(Read(Good("SecretExpires", null)).SecretExpires);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    [InlineData("consumers")]
    public void F59_the_authority_is_always_that_of_one_tenant(string tenant) => Assert.StartsWith(
        "Graph:TenantId: ", Assert.Single(Assert.Throws<OptionsValidationException>(() => Read(Good("TenantId", tenant))).Failures), StringComparison.Ordinal);

    [Fact]
    public void A_certificate_must_be_there()
    {
        var mistake = Assert.Single(Assert.Throws<OptionsValidationException>(
            () => Read(("Credential", "certificate"), ("TenantId", "t"), ("ClientId", Client), ("CertificatePath", "no-such-file.pem"))).Failures);

        Assert.StartsWith("Graph:CertificatePath: there is no such file", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Good_settings_are_read_and_the_rest_has_defaults()
    {
        var options = Read(Good("ReconcileInterval", "00:01:00"));

        Assert.Equal(GraphCredential.ClientSecret, options.Credential);
        Assert.Equal("https://graph.microsoft.com/v1.0/", options.BaseUrl.AbsoluteUri);
        Assert.Equal(TimeSpan.FromMinutes(1), options.ReconcileInterval);
        Assert.Null(options.NotificationUrl);
        Assert.Null(options.ChangeNotificationUrl);
    }

    [Theory]
    [InlineData("ManagedIdentity")]
    [InlineData("WorkloadIdentity")]
    public void Identities_without_secrets_need_nothing_more(string credential) => Read(("Credential", credential));

    [Fact]
    public void None_is_accepted_towards_this_machine() => Read(("BaseUrl", "http://127.0.0.1:5000/v1.0"), ("Credential", "None"));

    [Fact]
    public void Notifications_come_to_the_public_address_unless_told_otherwise()
    {
        var options = Read(Good("Bot:PublicUrl", "https://desk.example.com/bot"));

        Assert.Equal("https://desk.example.com/bot/api/graph/notifications", options.ChangeNotificationUrl?.AbsoluteUri);
        Assert.Equal("https://desk.example.com/bot/api/graph/lifecycle", options.LifecycleNotificationUrl?.AbsoluteUri);
        Assert.Equal("https://other.example.com/", Read([.. Good("Bot:PublicUrl", "https://desk.example.com"), ("NotificationUrl", "https://other.example.com/")]).NotificationUrl?.AbsoluteUri);
    }

    private static (string, string?)[] Good(string key, string? value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Credential"] = "clientsecret", ["TenantId"] = "contoso.onmicrosoft.com", ["ClientId"] = Client, ["ClientSecret"] = "s",
        };
        settings[key] = value;
        return [.. settings.Select(setting => (setting.Key, setting.Value))];
    }

    private static GraphOptions Read(params (string Key, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting =>
            KeyValuePair.Create(setting.Key.Contains(':', StringComparison.Ordinal) ? setting.Key : "Graph:" + setting.Key, setting.Value))).Build());
        services.AddGraph();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<GraphOptions>>().Value;
    }
}
