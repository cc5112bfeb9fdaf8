using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Bot.Hosting;
using TeamsEmailBot.Sandbox;
using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>An operator makes mistakes: all of them are told in one message, each with its place and what to do, and no secret is repeated.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task Every_mistake_in_the_settings_of_all_sections_is_told_in_one_message_and_the_process_ends_with_78()
    {
        var (code, told) = await RunAsync(
            "--Bot:AppType=SingleTenent", "--Bot:AppId=my-bot", "--Bot:PublicUrl=bot.example.org", "--Bot:ClientSecrt=very-secret", "--Bot:AllowedServiceHosts=*.trafficmanager.net",
            "--Graph:Credential=ClientSecret", "--Graph:TenantId=common", "--Graph:ClientSecret=very-secret", "--Graph:ReconcileInterval=soon", "--Storage:Kind=Oracle",
            "--Limits:TeamsRequestsPerSecond=many");

        Assert.Equal(78, code);
        foreach (var key in new[]
        {
            "Bot:AppType", "Bot:AppId", "Bot:AppTenantId", "Bot:PublicUrl", "Bot:ClientSecrt", "Bot:ClientSecret", "Bot:AllowedServiceHosts", "Graph:TenantId",
            "Graph:ClientId", "Graph:ReconcileInterval", "Storage:Kind", "Limits:TeamsRequestsPerSecond",
        })
            Assert.Contains($"- {key}", told, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", told, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_told_with_a_remedy_and_the_process_ends_with_74()
    {
        var (code, told) = await RunAsync(
            "--Bot:AppType=None", "--Bot:PublicUrl=http://localhost:1", "--Graph:BaseUrl=http://localhost:1/v1.0", "--Graph:Credential=None", "--Urls=http://127.0.0.1:0",
            $"--Storage:Path={folder.File("absent")}/bot.db");

        Assert.Equal(74, code);
        Assert.Contains("does not exist", told, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_errors_in_the_configuration_document_are_told_at_once_each_with_its_path()
    {
        var broken = (JsonObject)JsonNode.Parse(
            await File.ReadAllTextAsync(RepositoryFolder.Of("sandbox", "setup.json")), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        var paths = Break(broken);
        await File.WriteAllTextAsync(folder.File("setup.json"), broken.ToJsonString());
        await using var tenant = await SimulatedTenant.StartAsync(new TenantOptions { Clock = SandboxClock.Standing(), World = World.Contoso() });

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => SandboxBot.StartAsync(
            tenant, folder.File("bot.db"), folder.File("setup.json"), customize: builder => builder.Logging.ClearProviders()));
        Assert.Equal(10, paths.Count);
        foreach (var path in paths)
            Assert.Contains(refused.Mistakes, mistake => mistake.StartsWith($"{path} ", StringComparison.Ordinal) || mistake.StartsWith($"{path}:", StringComparison.Ordinal));
        Assert.Equal(10, refused.Mistakes.Count);
    }

    public void Dispose() => folder.Dispose();

    private static List<string> Break(JsonObject document)
    {
        document["tenant"]!["maxConcurrentTasks"] = -1;
        document["tenant"]!["timeZone"] = "Mars/Olympus";
        document["units"]![1]!["name"] = "";
        document["users"]![3]!["roles"]![0] = "wizard";
        document["users"]![4]!["emailLicence"] = "yes";
        document["mailboxes"]![0]!["name"] = "Help/<b>";
        document["workflows"]![0]!["activities"]![0]!["kind"] = "teleport";
        document["services"]![0]!["distribution"]!["offerSeconds"] = 0;
        document["services"]![1]!["colour"] = "green";
        document["services"]![1]!["mailbox"] = "nowhere@contoso.example";
        return
        [
            "$.tenant.maxConcurrentTasks", "$.tenant.timeZone", "$.units[1].name", "$.users[3].roles[0]", "$.users[4].emailLicence", "$.mailboxes[0].name",
            "$.workflows[0].activities[0].kind", "$.services[0].distribution.offerSeconds", "$.services[1].colour", "$.services[1].mailbox",
        ];
    }

    /// <summary>The bot as the operator starts it, and what it tells him on the error stream.</summary>
    private static async Task<(int Code, string Told)> RunAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "TeamsEmailBot.Bot.dll"), .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var log = process.StandardOutput.ReadToEndAsync(patience.Token);
            var told = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            await log;
            return (process.ExitCode, await told);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
