using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsEmailBot.Manifest;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Manifest;

/// <summary>The real template, filled for Contoso; a test breaks one thing in it.</summary>
internal sealed class SamplePackage
{
    public static AppDetails Contoso { get; } = new()
    {
        BotId = "79e090f7-bb8e-4b24-b966-1e88178962c6",
        AppId = "643bbcc0-be45-46d5-838c-b8390347bf49",
        Host = "bot.contoso.com",
        Version = "1.0.0",
        DeveloperName = "Contoso IT",
    };

    public static string Source { get; } = RepositoryFolder.Of("appPackage");

    public AppPackage Package { get; }

    public SamplePackage()
    {
        var findings = new List<Finding>();
        Package = Packer.Pack(Source, Contoso, AdvertisedCommand.All, findings) ?? throw new InvalidOperationException(string.Join('\n', findings));
    }

    /// <summary>Changes a JSON file of the package and returns what the rules then say.</summary>
    public List<string> FindingsAfter(string file, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(Package.Files[file])!;
        change(root);
        Package.Files[file] = JsonSerializer.SerializeToUtf8Bytes(root);
        return Findings();
    }

    public List<string> Findings(IReadOnlyList<AdvertisedCommand>? commands = null) =>
        [.. PackageRules.Check(Package, commands ?? AdvertisedCommand.All).Select(finding => finding.ToString())];
}
