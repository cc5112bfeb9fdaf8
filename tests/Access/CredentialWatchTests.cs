using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Access;

public sealed class CredentialWatchTests
{
    private static readonly CredentialFacts Secret = new(CredentialKind.ClientSecret, "t", "c", EntraCloud.Global.Authority, EntraCloud.Global.Graph);

    private readonly InMemoryEntityStore store = new();
    private readonly ManualClock clock = new();

    [Fact]
    public async Task E040_F58_the_end_is_announced_30_14_7_and_1_days_before_each_once_whatever_restarts()
    {
        var end = clock.GetUtcNow().AddDays(40);
        var announced = new List<int>();
        for (var hour = 0; hour <= 41 * 24; hour += 6)
        {
            var before = Announcements();
            // Each time a new watch, as after a restart, and twice, as with two instances.
            await ReviewAsync(end);
            await ReviewAsync(end);
            announced.AddRange(Announcements().Except(before));
            clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.Equal([30, 14, 7, 1], announced);
    }

    [Fact]
    public async Task E040_a_bot_that_was_off_announces_only_what_holds_now()
    {
        await ReviewAsync(clock.GetUtcNow().AddDays(5));
        Assert.Equal([7], Announcements());
    }

    [Fact]
    public async Task E040_a_new_secret_is_watched_from_the_beginning()
    {
        await ReviewAsync(clock.GetUtcNow().AddDays(1));
        await ReviewAsync(clock.GetUtcNow().AddDays(400));
        clock.Advance(TimeSpan.FromDays(371));
        await ReviewAsync(clock.GetUtcNow().AddDays(29));
        Assert.Equal([1, 30], Announcements());
    }

    [Theory]
    [InlineData(30.01)]
    [InlineData(0)]
    [InlineData(-3)]
    public async Task E040_neither_what_is_far_nor_what_is_over_is_announced(double days)
    {
        await ReviewAsync(clock.GetUtcNow().AddDays(days));
        Assert.Empty(Announcements());
    }

    [Fact]
    public async Task E040_the_settings_know_the_end_of_a_secret_else_the_app_registration()
    {
        var (set, registered) = (clock.GetUtcNow().AddDays(3), clock.GetUtcNow().AddDays(9));
        var probe = new FactsOnly(() => Secret) { Registered = (DateTimeOffset?)registered, Roles = ["Application.Read.All"] };
        Assert.Equal(registered, (await new GraphCredentialSource(probe).ReadAsync(CancellationToken.None))?.ExpiresAt);
        Assert.Equal(set, (await new GraphCredentialSource(new FactsOnly(() => Secret with { ExpiresAt = set })).ReadAsync(CancellationToken.None))?.ExpiresAt);
        Assert.Null(await new GraphCredentialSource(new FactsOnly(() => Secret) { Roles = ["Application.Read.All"] }).ReadAsync(CancellationToken.None));
        Assert.Null(await new GraphCredentialSource(new FactsOnly(() => Secret) { Registered = (DateTimeOffset?)registered }).ReadAsync(CancellationToken.None));
        Assert.Null(await new GraphCredentialSource(new FactsOnly(() => Secret with { Kind = CredentialKind.ManagedIdentity }) { Registered = (DateTimeOffset?)registered, Roles = ["Application.Read.All"] }).ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task E040_the_registration_is_read_over_the_wire_where_the_app_may()
    {
        var end = new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero);
        await using var rig = await AccessRig.StartAsync([], options => options with { SecretEnds = end });
        Assert.Equal((FailureCategory.Refused, "Authorization_RequestDenied"), (await rig.Probe.RegisteredExpiryAsync(AccessRig.Never)).Failure is { } refused ? (refused.Category, refused.Code) : default);
        rig.Tenant.Admin.Consent("Application.Read.All");
        await rig.Check.CheckCredentialAsync(AccessRig.Never);
        Assert.Equal(end, (await rig.Probe.RegisteredExpiryAsync(AccessRig.Never)).Value);
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    public void E040_a_certificate_tells_its_own_end(string form)
    {
        using var folder = new TempFolder();
        using var key = RSA.Create(2048);
        var end = new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
        using var certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(end.AddYears(-1), end);
        var file = folder.File($"bot.{form}");
        File.WriteAllBytes(file, form == "pfx" ? certificate.Export(X509ContentType.Pkcs12) : System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()));

        Assert.Equal(end, CertificateFile.ExpiryOf(file));
    }

    [Fact]
    public void A_file_that_is_no_certificate_has_no_end()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("x.pem"), "nothing");
        Assert.Null(CertificateFile.ExpiryOf(folder.File("x.pem")));
        Assert.Null(CertificateFile.ExpiryOf(folder.File("missing.pem")));
        Assert.Null(CertificateFile.ExpiryOf(null));
    }

    private async Task ReviewAsync(DateTimeOffset end) =>
        await new CredentialWatch([new GraphCredentialSource(new FactsOnly(() => Secret with { ExpiresAt = end }))], store, clock, NullLogger<CredentialWatch>.Instance).ReviewAsync(CancellationToken.None);

    // The jobs that tell, in the order in which they are due.
    private List<int> Announcements() => [.. store.Dump().Select(entity => entity.Row).Where(row => row.Contains("expiry-Graph-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(row => int.Parse(row.Split("expiry-Graph-")[1], System.Globalization.CultureInfo.InvariantCulture))];
}
