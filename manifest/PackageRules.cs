using System.Text.Json;

namespace TeamsEmailBot.Manifest;

/// <summary>Everything a package must fulfil before Teams takes it (teams.md 6); all mistakes at once.</summary>
internal static class PackageRules
{
    public static List<Finding> Check(AppPackage package, IReadOnlyList<AdvertisedCommand> commands)
    {
        var findings = new List<Finding>();
        if (!package.Files.TryGetValue(AppPackage.ManifestFile, out var content))
        {
            var remedy = package.Files.ContainsKey(AppPackage.TemplateFile)
                ? "This is the folder of the template: fill it with the command 'pack' and check the zip"
                : "Put it at the root of the package";
            findings.Add(new(AppPackage.ManifestFile, "is missing", remedy));
            return findings;
        }

        using var document = JsonFile.Parse(AppPackage.ManifestFile, content, findings);
        if (document is null)
        {
            return findings;
        }

        var manifest = document.RootElement;
        findings.AddRange(TeamsSchemas.Manifest.Validate(AppPackage.ManifestFile, manifest));
        findings.AddRange(ManifestRules.Check(manifest));
        findings.AddRange(CommandRules.Check(manifest, commands));
        findings.AddRange(LanguageRules.Check(package, manifest, commands));
        findings.AddRange(IconRules.Check(package, manifest));
        findings.AddRange(StrayFiles(package, manifest));
        // The schema and a rule may see the same mistake; one line per place and problem is enough.
        return [.. findings.DistinctBy(finding => (finding.Where, finding.Problem))];
    }

    private static IEnumerable<Finding> StrayFiles(AppPackage package, JsonElement manifest)
    {
        var named = LanguageRules.Languages(manifest).Select(language => language.File)
            .Concat(IconRules.Icons(manifest).Select(icon => icon.File))
            .Append(AppPackage.ManifestFile)
            .ToHashSet(StringComparer.Ordinal);
        return package.Files.Keys.Where(name => !named.Contains(name))
            .Select(name => new Finding(name, "is not named by the manifest", "Name it there or leave it out; Teams refuses what it does not know"));
    }
}
