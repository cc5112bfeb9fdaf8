using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Manifest;

namespace TeamsEmailBot.Tests.Manifest;

/// <summary>Each rule broken once in the real package gives its message, with place and remedy, and only that message.</summary>
public sealed class PackageRulesTests
{
    private readonly SamplePackage _sample = new();

    [Fact]
    public void The_package_as_it_is_has_no_findings() => Assert.Empty(_sample.Findings());

    public static TheoryData<string, string, string> BrokenManifests => new()
    {
        { "$.id", "\"no-guid\"", "manifest.json $.id: 'no-guid' is not a GUID" },
        { "$.id", "\"00000000-0000-0000-0000-000000000000\"", "is not a GUID" },
        { "$.bots[0].botId", "\"{{botId}}\"", "manifest.json $.bots[0].botId: still holds a placeholder" },
        { "$.webApplicationInfo.id", "\"643bbcc0-be45-46d5-838c-b8390347bf49\"", "is another app than the bot's" },
        { "$.developer.websiteUrl", "\"http://bot.contoso.com\"", "$.developer.websiteUrl: 'http://bot.contoso.com' is not an https address" },
        { "$.developer.name", "\"A name of more than thirty-two characters\"", "$.developer.name: has 41 characters. At most 32 are allowed" },
        { "$.validDomains[0]", "\"https://bot.contoso.com\"", "$.validDomains[0]: 'https://bot.contoso.com' is not a bare host name" },
        { "$.name.short", "\"A short name that is much too long for Teams\"", "$.name.short: has 44 characters" },
        { "$.name.short", "\" \"", "$.name.short: is empty" },
        { "$.description.short", "\"" + new string('x', 81) + "\"", "$.description.short: has 81 characters. At most 80 are allowed" },
        { "$.accentColor", "\"blue\"", "$.accentColor: is 'blue'" },
        { "$.version", "\"1.0\"", "$.version: '1.0' is not three numbers" },
        { "$.manifestVersion", "\"1.16\"", "$.manifestVersion: is 1.16. This tool checks version 1.21" },
        { "$.$schema", "\"https://example.com/schema.json\"", "$.$schema: does not name the schema" },
        { "$.defaultInstallScope", "\"everywhere\"", "$.defaultInstallScope: is \"everywhere\". Allowed is" },
        { "$.bots[0].isNotificationOnly", "\"no\"", "$.bots[0].isNotificationOnly: is string, not boolean" },
        { "$.bots[0].scopes[0]", "\"world\"", "$.bots[0].scopes[0]: is \"world\"" },
        { "$.bots[0].surprise", "1", "$.bots[0].surprise: is not known to Teams" },
        { "$.bots[0].commandLists[0].commands[0].title", "\"jobs\"", "offers 'jobs', which the bot does not know" },
        { "$.bots[0].commandLists[0].commands[0].description", "\"" + new string('x', 129) + "\"", "commands[0].description: has 129 characters. Keep command descriptions within 128" },
        { "$.bots[0].commandLists[0].commands[1].title", "\"tasks\"", "commands[1].title: offers 'tasks' a second time" },
        { "$.icons.color", "\"missing.png\"", "missing.png: is missing, though the manifest names it as color icon" },
        { "$.localizationInfo.additionalLanguages[0].file", "\"fr.json\"", "fr.json: is missing, though the manifest names it for 'de'" },
        { "$.localizationInfo.additionalLanguages[0].languageTag", "\"en\"", "names the language 'en' twice" },
    };

    [Theory]
    [MemberData(nameof(BrokenManifests))]
    public void A_broken_manifest_gives_the_message_of_its_rule(string place, string value, string message) =>
        Assert.Contains(_sample.FindingsAfter("manifest.json", root => Set(root, place, JsonNode.Parse(value))), finding => finding.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("accentColor")]
    [InlineData("developer")]
    [InlineData("icons")]
    [InlineData("description")]
    public void A_missing_part_gives_its_message(string name) =>
        Assert.Contains($"manifest.json $.{name}: is missing. Add it.", _sample.FindingsAfter("manifest.json", root => root.AsObject().Remove(name)));

    [Fact]
    public void Several_mistakes_are_told_at_once()
    {
        var findings = _sample.FindingsAfter("manifest.json", root =>
        {
            root["id"] = "x";
            root["version"] = "x";
            root["name"]!["short"] = new string('x', 31);
            root.AsObject().Remove("accentColor");
        });
        foreach (var place in new[] { "$.id", "$.version", "$.name.short", "$.accentColor" })
        {
            Assert.Contains(findings, finding => finding.StartsWith($"manifest.json {place}:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_command_the_bot_has_and_the_manifest_lacks_gives_its_message() =>
        Assert.Equal(
            ["manifest.json $.bots[0].commandLists: does not offer the command 'find', which the bot has. Add it with a description."],
            _sample.Findings([.. AdvertisedCommand.All, new("find", "suchen")]));

    [Fact]
    public void A_command_the_bot_lost_gives_its_message() =>
        Assert.Contains(_sample.Findings([.. AdvertisedCommand.All.Skip(1)]), finding => finding.Contains("offers 'tasks', which the bot does not know", StringComparison.Ordinal));

    [Fact]
    public void More_commands_than_Teams_shows_give_their_message()
    {
        var findings = _sample.FindingsAfter("manifest.json", root =>
        {
            var commands = root["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray();
            for (var extra = 0; commands.Count < 11; extra++)
            {
                commands.Add(new JsonObject { ["title"] = $"extra {extra}", ["description"] = "One more" });
            }
        });
        Assert.Contains("manifest.json $.bots[0].commandLists: has 11 commands. Teams shows at most 10.", findings);
    }

    [Theory]
    [InlineData("name.full", null, "de.json $['name.full']: is missing or empty")]
    [InlineData("bots[0].commandLists[0].commands[0].title", null, "commands[0].title']: is missing or empty")]
    [InlineData("bots[0].commandLists[0].commands[0].title", "Arbeit", "is 'Arbeit', which the bot does not know. Write 'Aufgaben'")]
    [InlineData("bots[0].commandLists[0].commands[8].title", "mehr", "translates a command that is not in the manifest")]
    [InlineData("bots[0].commandLists[0].commands[0].description", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "has 129 characters")]
    [InlineData("name.long", "Langer Name", "de.json $['name.long']: is not known to Teams")]
    [InlineData("$schema", "https://example.com/schema.json", "de.json $.$schema: does not name the schema")]
    public void A_broken_language_file_gives_the_message_of_its_rule(string key, string? value, string message) =>
        Assert.Contains(_sample.FindingsAfter("de.json", root => root[key] = value), finding => finding.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("{", "is not valid JSON")]
    [InlineData("{\"id\":1,\"id\":2}", "is not valid JSON")]
    [InlineData("[]", "manifest.json $: is array, not object")]
    [InlineData("{\"bots\":{\"commandLists\":7},\"icons\":[],\"localizationInfo\":3}", "$.bots: is object, not array")]
    public void Nonsense_is_told_and_never_thrown(string manifest, string message)
    {
        _sample.Package.Files["manifest.json"] = Encoding.UTF8.GetBytes(manifest);
        Assert.Contains(_sample.Findings(), finding => finding.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_the_manifest_does_not_name_gives_its_message()
    {
        _sample.Package.Files["notes.txt"] = [1];
        Assert.Equal(["notes.txt: is not named by the manifest. Name it there or leave it out; Teams refuses what it does not know."], _sample.Findings());
    }

    private static void Set(JsonNode root, string place, JsonNode? value)
    {
        var steps = place[2..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => (int.TryParse(step, out var index) ? node[index] : node[step])!);
        if (int.TryParse(steps[^1], out var last))
        {
            parent[last] = value;
        }
        else
        {
            parent[steps[^1]] = value;
        }
    }
}
