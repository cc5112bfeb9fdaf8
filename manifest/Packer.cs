namespace TeamsEmailBot.Manifest;

/// <summary>Turns the source folder (template, language files, icons) into a package that can be uploaded.</summary>
internal static class Packer
{
    // Stand-ins for values already reported by their option: what else is wrong is then reported too, and not hidden behind them.
    private static readonly AppDetails StandIns = new()
    {
        BotId = "00000000-0000-4000-8000-000000000001",
        AppId = "00000000-0000-4000-8000-000000000002",
        Host = "bot.contoso.com",
        Version = "1.0.0",
    };

    /// <summary>The filled package; null when anything is wrong, and then <paramref name="findings"/> holds all of it.</summary>
    public static AppPackage? Pack(string sourceFolder, AppDetails details, IReadOnlyList<AdvertisedCommand> commands, List<Finding> findings)
    {
        var wrongDetails = details.Check().ToList();
        findings.AddRange(wrongDetails);
        if (!Directory.Exists(sourceFolder))
        {
            findings.Add(new("--source", $"there is no folder '{sourceFolder}'", "Run this at the repository's root, or name the folder of manifest.template.json"));
            return null;
        }

        var source = AppPackage.Read(sourceFolder, findings)!;
        var filled = Fill(source, (wrongDetails.Count == 0 ? details : StandIns).Placeholders, findings);
        if (filled is not null)
        {
            findings.AddRange(PackageRules.Check(filled, commands));
        }

        return findings.Count == 0 ? filled : null;
    }

    private static AppPackage? Fill(AppPackage source, IReadOnlyDictionary<string, string> values, List<Finding> findings)
    {
        if (!source.Files.ContainsKey(AppPackage.TemplateFile))
        {
            findings.Add(new(AppPackage.TemplateFile, "is missing", "Name the folder that holds it with --source"));
            return null;
        }

        var found = findings.Count;
        var filled = new AppPackage();
        foreach (var (name, content) in source.Files)
        {
            var target = name == AppPackage.TemplateFile ? AppPackage.ManifestFile : name;
            var isJson = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            if ((isJson ? Template.Fill(name, content, values, findings) : content) is { } bytes)
            {
                filled.Files[target] = bytes;
            }
        }

        // A file that does not parse, or keeps a placeholder, is reported already; checking it again would only say so twice.
        return findings.Count == found ? filled : null;
    }
}
