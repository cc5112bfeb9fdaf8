using System.Globalization;
using System.Text.Json;

namespace TeamsEmailBot.Manifest;

/// <summary>The command menu: every command the bot has, none that it has not, and short enough for every client (teams.md 6).</summary>
internal static class CommandRules
{
    public const int MostCommands = 10;
    public const int LongestTitle = 32;
    public const int LongestDescription = 128;

    public static IEnumerable<Finding> Check(JsonElement manifest, IReadOnlyList<AdvertisedCommand> commands)
    {
        var language = JsonFile.Text(manifest, "localizationInfo", "defaultLanguageTag") ?? "en";
        var shown = Commands(manifest).ToList();
        foreach (var command in commands)
        {
            var title = command.In(language) ?? command.English;
            if (!shown.Any(one => one.Title == title))
            {
                yield return At("$.bots[0].commandLists", $"does not offer the command '{title}', which the bot has", "Add it with a description");
            }
        }

        foreach (var (path, title, description) in shown)
        {
            if (!commands.Any(command => (command.In(language) ?? command.English) == title))
            {
                yield return At($"{path}.title", $"offers '{title}', which the bot does not know", "Remove it or correct its title");
            }

            foreach (var finding in TextLimits(AppPackage.ManifestFile, $"{path}.title", title, $"{path}.description", description))
            {
                yield return finding;
            }
        }

        foreach (var twice in shown.GroupBy(one => one.Title, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return At($"{twice.Last().Path}.title", $"offers '{twice.Key}' a second time", "Keep one");
        }

        if (shown.Count > MostCommands)
        {
            yield return At("$.bots[0].commandLists", $"has {Count(shown.Count)} commands", $"Teams shows at most {Count(MostCommands)}");
        }
    }

    public static IEnumerable<(string Path, string Title, string Description)> Commands(JsonElement manifest) =>
        from bot in JsonFile.Items(manifest, "bots").Select((value, index) => (value, path: JsonFile.Item("$.bots", index)))
        from list in JsonFile.Items(bot.value, "commandLists").Select((value, index) => (value, path: JsonFile.Item($"{bot.path}.commandLists", index)))
        from command in JsonFile.Items(list.value, "commands").Select((value, index) => (value, path: JsonFile.Item($"{list.path}.commands", index)))
        select (command.path, JsonFile.Text(command.value, "title") ?? "", JsonFile.Text(command.value, "description") ?? "");

    public static IEnumerable<Finding> TextLimits(string file, string titlePath, string title, string descriptionPath, string description)
    {
        if (title.Length > LongestTitle)
        {
            yield return new($"{file} {titlePath}", $"has {Count(title.Length)} characters", $"Keep command titles within {Count(LongestTitle)}");
        }

        if (description.Length > LongestDescription)
        {
            yield return new($"{file} {descriptionPath}", $"has {Count(description.Length)} characters", $"Keep command descriptions within {Count(LongestDescription)}");
        }
    }

    private static Finding At(string path, string problem, string remedy) => new($"{AppPackage.ManifestFile} {path}", problem, remedy);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
