using FsCheck;
using FsCheck.Fluent;
using TeamsEmailBot.Core.Access;

namespace TeamsEmailBot.Tests.Access;

public sealed class HostSettingsTests
{
    private const string Tenant = "7a1e4f0c-5b52-4c5e-9d0b-0c1f6f2a9e01";
    private const string Client = "2f6c8f0e-3f5b-4e0a-8f55-6f0e5a7b1c02";

    private static readonly HostRequest Request = new(CredentialKind.ClientSecret, Tenant, Client, EntraCloud.Global, new Uri("https://bot.example/"));

    [Fact]
    public void P010_G064_the_host_is_told_exactly_what_was_answered() => Assert.Equal(
        [
            "Graph:Credential=ClientSecret", $"Graph:TenantId={Tenant}", $"Graph:ClientId={Client}", "Graph:ClientSecret=?", "Graph:SecretExpires=2027-05-31",
            "Graph:AuthorityHost=https://login.microsoftonline.us/", "Graph:BaseUrl=https://graph.microsoft.us/v1.0/", "Bot:PublicUrl=https://bot.example/",
        ],
        Lines(Request with { Cloud = EntraCloud.All[1], SecretExpires = new DateOnly(2027, 5, 31) }));

    [Theory]
    [InlineData(CredentialKind.Certificate, "Graph:CertificatePath", true)]
    [InlineData(CredentialKind.ManagedIdentity, null, false)]
    [InlineData(CredentialKind.WorkloadIdentity, null, false)]
    public void G039_G042_P002_P009_X034_X038_every_kind_of_app_only_credential_has_its_settings_and_no_secret(CredentialKind kind, string? key, bool hasTenant)
    {
        var settings = HostSettings.For(Request with { Kind = kind });
        Assert.DoesNotContain(settings, setting => setting.Value is null);
        Assert.Equal(hasTenant, settings.Any(setting => setting.Key == "Graph:TenantId"));
        Assert.True(key is null || settings.Any(setting => setting.Key == key));
    }

    [Fact]
    public void E042_E043_the_secret_is_read_on_the_host_and_printed_nowhere()
    {
        var script = HostSettings.AzureScript(Request, "my-bot", "my-group").Text;
        Assert.Contains("read -rsp 'Value of the client secret (not its id): ' secret", script, StringComparison.Ordinal);
        Assert.Contains("\"Graph__ClientSecret=$secret\"", script, StringComparison.Ordinal);
        Assert.Contains("--name 'my-bot' --resource-group 'my-group' --output none", script, StringComparison.Ordinal);
        var vault = HostSettings.AzureScript(Request, "my-bot", "my-group", "my-vault").Text;
        Assert.Contains("az keyvault secret set --vault-name 'my-vault'", vault, StringComparison.Ordinal);
        Assert.Contains("'Graph__ClientSecret=@Microsoft.KeyVault(VaultName=my-vault;SecretName=teamsemailbot-client-secret)'", vault, StringComparison.Ordinal);
        Assert.DoesNotContain("Graph__ClientSecret=$secret", vault, StringComparison.Ordinal);
    }

    [Fact]
    public void No_value_becomes_a_command_of_the_shell() => Prop.ForAll(
        Gen.Choose(0, 12).SelectMany(count => Gen.Elements("'", "\"", "\\", "$(", "`", ")", ";", "\n", "&&", "#", " ", "a", "'\\''").ArrayOf(count)).Select(string.Concat).ToArbitrary(),
        value =>
        {
            var hostile = HostSettings.AzureScript(Request with { Tenant = value, CertificatePath = value }, value, value, value).Text;
            Assert.Equal(Code(HostSettings.AzureScript(Request with { Tenant = "x" }, "x", "x", "x").Text), Code(hostile));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Tenant, IdProblem.None)]
    [InlineData(" contoso.onmicrosoft.com ", IdProblem.None)]
    [InlineData("", IdProblem.Missing)]
    [InlineData(null, IdProblem.Missing)]
    [InlineData("Common", IdProblem.SharedAuthority)]
    [InlineData("organizations", IdProblem.SharedAuthority)]
    [InlineData("consumers", IdProblem.SharedAuthority)]
    [InlineData("contoso", IdProblem.NotAnId)]
    [InlineData("00000000-0000-0000-0000-000000000000", IdProblem.NotAnId)]
    [InlineData("contoso..com", IdProblem.NotAnId)]
    [InlineData("https://contoso.com/", IdProblem.NotAnId)]
    [InlineData("abc8Q~0123456789abcdefghijklmnopqrstuv", IdProblem.LooksLikeSecret)]
    public void E027_E030_F59_G046_a_tenant_is_one_by_id_or_domain(string? text, IdProblem problem) => Assert.Equal(problem, EntraIds.CheckTenant(text));

    [Theory]
    [InlineData(Client, IdProblem.None)]
    [InlineData(Tenant, IdProblem.SameAsTenant)]
    [InlineData("", IdProblem.Missing)]
    [InlineData("{2f6c8f0e-3f5b-4e0a-8f55-6f0e5a7b1c02}", IdProblem.NotAnId)]
    [InlineData("2f6c8f0e3f5b4e0a8f556f0e5a7b1c02", IdProblem.NotAnId)]
    [InlineData("my app", IdProblem.NotAnId)]
    [InlineData("abc8Q~0123456789abcdefghijklmnopqrstuv", IdProblem.LooksLikeSecret)]
    public void E029_G046_an_app_is_named_by_its_client_id(string text, IdProblem problem) => Assert.Equal(problem, EntraIds.CheckClient(text, Tenant));

    [Theory]
    [InlineData("A909502DD82AE41433E6F83886B00D4277A32A7B", IdProblem.None)]
    [InlineData("a9 09 50 2d d8 2a e4 14 33 e6 f8 38 86 b0 0d 42 77 a3 2a 7b", IdProblem.None)]
    [InlineData("A909502DD82AE41433E6F83886B00D4277A32A7", IdProblem.NotAnId)]
    [InlineData("G909502DD82AE41433E6F83886B00D4277A32A7B", IdProblem.NotAnId)]
    [InlineData(null, IdProblem.Missing)]
    public void E048_a_thumbprint_has_forty_hexadecimal_digits(string? text, IdProblem problem) => Assert.Equal(problem, EntraIds.CheckThumbprint(text));

    [Theory]
    [InlineData("my secret is abc8Q~0123456789abcdefghijklmnopqrstuv, thanks", true)]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----", true)]
    [InlineData("Please set up help@contoso.example", false)]
    [InlineData(Tenant, false)]
    public void E043_a_secret_that_was_typed_is_noticed(string text, bool isSecret) => Assert.Equal(isSecret, EntraIds.IsSecret(text));

    [Fact]
    public void E028_E033_E038_E039_E052_P005_P006_the_steps_of_the_registration_have_their_pages()
    {
        var guide = new RegistrationGuide(EntraCloud.All[1], "Email Bot");
        Assert.Equal("https://entra.microsoft.us/#view/Microsoft_AAD_RegisteredApps/CreateApplicationBlade", guide.NewRegistration.AbsoluteUri);
        Assert.EndsWith($"/~/Overview/appId/{Client}", guide.Overview(Client).AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith($"/~/Credentials/appId/{Client}", guide.Credentials(Client).AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith($"/~/CallAnAPI/appId/{Client}", guide.Permissions(Client).AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith($"/~/Authentication/appId/{Client}", guide.Authentication(Client).AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("Email Bot 2026-11-21", guide.SecretDescription(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero)));
        Assert.Equal("Email Bot", guide.SuggestedName);
    }

    private static IEnumerable<string> Lines(HostRequest request) => HostSettings.For(request).Select(setting => $"{setting.Key}={setting.Value ?? "?"}");

    // The script as the shell reads it: what stands in single quotes is blanked, and \' outside of them is a letter.
    private static string Code(string script)
    {
        var (code, inside) = (new System.Text.StringBuilder(), false);
        for (var at = 0; at < script.Length; at++)
        {
            if (script[at] == '\'')
                inside = !inside;
            else if (!inside && script[at] == '\\' && script[at + 1] == '\'')
                at++;
            else if (!inside)
                code.Append(script[at]);
        }

        Assert.False(inside, "A literal does not end.");
        return code.ToString();
    }
}
