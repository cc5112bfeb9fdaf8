using System.CommandLine;
using System.Globalization;

namespace TeamsEmailBot.Manifest;

/// <summary>The commands <c>pack</c> and <c>validate</c>. Exit code 0: done; 1: the findings are on the error output.</summary>
internal static class ManifestCommandLine
{
    public static RootCommand Create(IReadOnlyList<AdvertisedCommand>? commands = null) => new("Fills, checks and packs the Teams app package.")
    {
        Pack(commands ?? AdvertisedCommand.All),
        Validate(commands ?? AdvertisedCommand.All),
    };

    private static Command Pack(IReadOnlyList<AdvertisedCommand> commands)
    {
        var botId = new Option<string>("--bot-id") { Description = "App id of the bot's registration (GUID).", Required = true };
        var appId = new Option<string>("--app-id") { Description = "Id of the app in the Teams catalogue (GUID); keep it from upload to upload.", Required = true };
        var host = new Option<string>("--host") { Description = "Public host name of the bot, such as bot.contoso.com.", Required = true };
        var version = new Option<string>("--version") { Description = "Version of the package, such as 1.0.0; higher with every upload.", Required = true };
        var developer = new Option<string?>("--developer-name") { Description = "Who answers for the app, as people see it (default TeamsEmailBot)." };
        var website = new Option<string?>("--website-url") { Description = "Support page (default https://<host>)." };
        var privacy = new Option<string?>("--privacy-url") { Description = "Privacy statement (default https://<host>/privacy)." };
        var terms = new Option<string?>("--terms-of-use-url") { Description = "Terms of use (default https://<host>/terms)." };
        var source = new Option<string>("--source") { Description = "Folder of the template, icons and language files.", DefaultValueFactory = _ => "appPackage" };
        var target = new Option<string>("--out") { Description = "The zip to write.", DefaultValueFactory = _ => "teams-app.zip" };

        var command = new Command("pack", "Fills the template, checks everything and writes the zip to upload.")
        {
            botId, appId, host, version, developer, website, privacy, terms, source, target,
        };
        command.SetAction(result =>
        {
            var details = new AppDetails
            {
                BotId = result.GetRequiredValue(botId),
                AppId = result.GetRequiredValue(appId),
                Host = result.GetRequiredValue(host),
                Version = result.GetRequiredValue(version),
                DeveloperName = result.GetValue(developer) ?? "TeamsEmailBot",
                WebsiteUrl = result.GetValue(website),
                PrivacyUrl = result.GetValue(privacy),
                TermsOfUseUrl = result.GetValue(terms),
            };
            var findings = new List<Finding>();
            var package = Packer.Pack(result.GetRequiredValue(source), details, commands, findings);
            var path = result.GetRequiredValue(target);
            if (package is not null && TryWrite(path, package.ToZip(), findings) is { } length)
            {
                result.InvocationConfiguration.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"Packed {path} ({length:N0} bytes): {string.Join(", ", package.Files.Keys)}. Upload it in the Teams admin centre under 'Manage apps'."));
            }

            return Report(result, findings);
        });
        return command;
    }

    private static Command Validate(IReadOnlyList<AdvertisedCommand> commands)
    {
        var path = new Argument<string>("package") { Description = "A packed zip, or a folder with manifest.json, icons and language files." };
        var command = new Command("validate", "Checks a package without changing it.") { path };
        command.SetAction(result =>
        {
            var findings = new List<Finding>();
            if (AppPackage.Read(result.GetRequiredValue(path), findings) is { } package)
            {
                findings.AddRange(PackageRules.Check(package, commands));
            }

            if (findings.Count == 0)
            {
                result.InvocationConfiguration.Output.WriteLine($"{result.GetRequiredValue(path)} is a valid package (manifest version {TeamsSchemas.Version}).");
            }

            return Report(result, findings);
        });
        return command;
    }

    /// <summary>Writes beside the target first: a run that is cut off never leaves half a zip under the good name.</summary>
    private static long? TryWrite(string path, byte[] zip, List<Finding> findings)
    {
        var unfinished = $"{path}.unfinished";
        try
        {
            File.WriteAllBytes(unfinished, zip);
            File.Move(unfinished, path, overwrite: true);
            return zip.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            findings.Add(new("--out", $"cannot be written: {error.Message.TrimEnd('.')}", "Name a file in a folder that exists and that you may write to"));
            return null;
        }
    }

    private static int Report(ParseResult result, List<Finding> findings)
    {
        foreach (var finding in findings)
        {
            result.InvocationConfiguration.Error.WriteLine(finding);
        }

        if (findings.Count > 0)
        {
            result.InvocationConfiguration.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{findings.Count} {(findings.Count == 1 ? "mistake" : "mistakes")}; nothing was packed or accepted."));
        }

        return findings.Count == 0 ? 0 : 1;
    }
}
