using System.Text.Json;

namespace TeamsEmailBot.Manifest;

/// <summary>Every language file is there, complete, within the limits, and names the bot's commands as the bot understands them.</summary>
internal static class LanguageRules
{
    private static readonly string[] Texts = ["name.short", "name.full", "description.short", "description.full"];

    public static IEnumerable<(string Tag, string File)> Languages(JsonElement manifest) =>
        manifest.ValueKind == JsonValueKind.Object && manifest.TryGetProperty("localizationInfo", out var info)
            ? JsonFile.Items(info, "additionalLanguages").Select(one => (JsonFile.Text(one, "languageTag") ?? "", JsonFile.Text(one, "file") ?? ""))
            : [];

    public static IEnumerable<Finding> Check(AppPackage package, JsonElement manifest, IReadOnlyList<AdvertisedCommand> commands)
    {
        var findings = new List<Finding>();
        var tags = Languages(manifest).Select(language => language.Tag).Append(JsonFile.Text(manifest, "localizationInfo", "defaultLanguageTag") ?? "").ToList();
        foreach (var twice in tags.GroupBy(tag => tag, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            findings.Add(new($"{AppPackage.ManifestFile} $.localizationInfo", $"names the language '{twice.Key}' twice", "Keep one"));
        }

        foreach (var (tag, file) in Languages(manifest))
        {
            if (!package.Files.TryGetValue(file, out var content))
            {
                findings.Add(new(file, $"is missing, though the manifest names it for '{tag}'", "Add it at the root of the package"));
                continue;
            }

            using var document = JsonFile.Parse(file, content, findings);
            if (document is not null)
            {
                findings.AddRange(TeamsSchemas.Localization.Validate(file, document.RootElement));
                findings.AddRange(CheckFile(tag, file, document.RootElement, manifest, commands));
            }
        }

        return findings;
    }

    private static IEnumerable<Finding> CheckFile(string tag, string file, JsonElement texts, JsonElement manifest, IReadOnlyList<AdvertisedCommand> commands)
    {
        if (JsonFile.Text(texts, "$schema") != TeamsSchemas.Address("MicrosoftTeams.Localization"))
        {
            yield return new($"{file} $.$schema", "does not name the schema of this manifest version", $"Write {TeamsSchemas.Address("MicrosoftTeams.Localization")}");
        }

        var shown = CommandRules.Commands(manifest).ToList();
        var expected = Texts.Concat(shown.SelectMany(one => new[] { $"{one.Path[2..]}.title", $"{one.Path[2..]}.description" })).ToList();
        foreach (var key in expected.Where(key => string.IsNullOrWhiteSpace(JsonFile.Text(texts, key))))
        {
            yield return new($"{file} {JsonFile.Member("$", key)}", "is missing or empty", "Translate it, or people see two languages mixed");
        }

        if (texts.ValueKind == JsonValueKind.Object)
        {
            foreach (var key in texts.EnumerateObject().Select(one => one.Name).Where(key => key.StartsWith("bots[", StringComparison.Ordinal) && !expected.Contains(key)))
            {
                yield return new($"{file} {JsonFile.Member("$", key)}", "translates a command that is not in the manifest", "Remove it");
            }
        }

        foreach (var (path, title, _) in shown)
        {
            var (titleKey, descriptionKey) = ($"{path[2..]}.title", $"{path[2..]}.description");
            var (translated, described) = (JsonFile.Text(texts, titleKey) ?? "", JsonFile.Text(texts, descriptionKey) ?? "");
            // Choosing a command sends its translated title as text, so the bot must know exactly this word.
            var understood = commands.FirstOrDefault(command => command.English == title)?.In(tag);
            if (understood is not null && translated.Length > 0 && translated != understood)
            {
                yield return new($"{file} {JsonFile.Member("$", titleKey)}", $"is '{translated}', which the bot does not know", $"Write '{understood}'");
            }

            foreach (var finding in CommandRules.TextLimits(file, JsonFile.Member("$", titleKey), translated, JsonFile.Member("$", descriptionKey), described))
            {
                yield return finding;
            }
        }
    }
}
