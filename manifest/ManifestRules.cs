using System.Text.Json;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Manifest;

/// <summary>What the schema leaves open: real GUIDs, https, hosts without protocol, nothing left unfilled.</summary>
internal static partial class ManifestRules
{
    public static IEnumerable<Finding> Check(JsonElement manifest)
    {
        foreach (var (path, value) in JsonFile.Strings(manifest))
        {
            if (Leftover().IsMatch(value))
            {
                yield return At(path, "still holds a placeholder", "Pack the template with this tool instead of zipping it by hand");
            }
            else if (path is "$.id" or "$.bots[0].botId" or "$.webApplicationInfo.id" && !AppDetails.IsGuid(value))
            {
                yield return At(path, $"'{value}' is not a GUID", "Write the id of the app registration, not zeros");
            }
            else if (path.StartsWith("$.developer.", StringComparison.Ordinal) && path.EndsWith("Url", StringComparison.Ordinal) && !AppDetails.IsHttpsUrl(value))
            {
                yield return At(path, $"'{value}' is not an https address", "Teams takes https only");
            }
            else if (path.StartsWith("$.validDomains[", StringComparison.Ordinal) && !AppDetails.IsHostName(value))
            {
                yield return At(path, $"'{value}' is not a bare host name", "Write it without protocol, port, path and wildcard, such as bot.contoso.com");
            }
            else if (IsText(path) && string.IsNullOrWhiteSpace(value))
            {
                yield return At(path, "is empty", "People see this text in Teams; write one");
            }
        }

        foreach (var finding in Version(manifest))
        {
            yield return finding;
        }

        if (JsonFile.Items(manifest, "bots").Count() != 1)
        {
            yield return At("$.bots", "does not hold exactly one bot", "This package is for one bot");
        }

        var botId = JsonFile.Items(manifest, "bots").Select(bot => JsonFile.Text(bot, "botId")).FirstOrDefault();
        var webId = JsonFile.Text(manifest, "webApplicationInfo", "id");
        if (webId is not null && botId is not null && !string.Equals(webId, botId, StringComparison.OrdinalIgnoreCase))
        {
            yield return At("$.webApplicationInfo.id", "is another app than the bot's", "Use the bot's app id in both places");
        }
    }

    private static IEnumerable<Finding> Version(JsonElement manifest)
    {
        var schemaVersion = JsonFile.Text(manifest, "manifestVersion");
        if (schemaVersion is not null && schemaVersion != TeamsSchemas.Version)
        {
            yield return At("$.manifestVersion", $"is {schemaVersion}", $"This tool checks version {TeamsSchemas.Version}; use that one");
        }

        if (JsonFile.Text(manifest, "$schema") != TeamsSchemas.Address("MicrosoftTeams"))
        {
            yield return At("$.$schema", "does not name the schema of this manifest version", $"Write {TeamsSchemas.Address("MicrosoftTeams")}");
        }

        if (JsonFile.Text(manifest, "version") is { } version && !AppDetails.IsVersion(version))
        {
            yield return At("$.version", $"'{version}' is not three numbers", "Write it like 1.0.0");
        }
    }

    private static bool IsText(string path) =>
        path.StartsWith("$.name.", StringComparison.Ordinal) || path.StartsWith("$.description.", StringComparison.Ordinal)
        || path.EndsWith(".title", StringComparison.Ordinal) || path.EndsWith("].description", StringComparison.Ordinal) || path == "$.developer.name";

    private static Finding At(string path, string problem, string remedy) => new($"{AppPackage.ManifestFile} {path}", problem, remedy);

    [GeneratedRegex(@"\{\{|\}\}")]
    private static partial Regex Leftover();
}
