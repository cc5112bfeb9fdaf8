using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsEmailBot.Manifest;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Manifest;

/// <summary>Our schema validator says of every document what ajv says, the validator Microsoft's own tools use.</summary>
public sealed class SchemaOracleTests
{
    private const string Oracle =
        """
        const Ajv = require('ajv-draft-04'); const formats = require('ajv-formats'); const fs = require('fs');
        const ajv = new Ajv({ strict: false, unicodeRegExp: false }); formats(ajv);
        const check = ajv.compile(JSON.parse(fs.readFileSync(process.argv[1], 'utf8')));
        console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(one => check(one))));
        """;

    [Theory]
    [InlineData("manifest.json", "MicrosoftTeams.schema.json")]
    [InlineData("de.json", "MicrosoftTeams.Localization.schema.json")]
    public async Task A_thousand_damaged_documents_are_judged_as_ajv_judges_them(string file, string schemaFile)
    {
        var random = new Random(20261121);
        var original = new SamplePackage().Package.Files[file];
        List<JsonNode> documents = [JsonNode.Parse(original)!];
        while (documents.Count < 1000)
        {
            var document = JsonNode.Parse(original)!;
            for (var damage = random.Next(1, 3); damage > 0; damage--)
            {
                Damage(document, random);
            }

            documents.Add(document);
        }

        var schema = file == "de.json" ? TeamsSchemas.Localization : TeamsSchemas.Manifest;
        var judged = documents.Select(document => schema.Validate(file, JsonSerializer.SerializeToElement(document)).Count == 0).ToList();
        var expected = await AskAjv(documents, schemaFile);

        var disagreement = documents.Zip(judged, expected).FirstOrDefault(one => one.Second != one.Third);
        Assert.True(disagreement.First is null, $"ajv says valid={disagreement.Third}, we say {disagreement.Second}: {disagreement.First}");
        Assert.InRange(expected.Count(valid => valid), 50, 950);
    }

    private static void Damage(JsonNode root, Random random)
    {
        var places = Places(root).ToList();
        if (places.Count == 0)
        {
            return;
        }

        var (parent, key) = places[random.Next(places.Count)];
        JsonNode?[] values =
        [
            null, true, 0, -1.5, "", "x", new string('x', 33), new string('y', 200), "https://contoso.com/a", "http://contoso.com", "#00FF00", "1.21",
            "79e090f7-bb8e-4b24-b966-1e88178962c6", new JsonObject(), new JsonArray(), new JsonArray("personal", "personal"), new JsonArray("personal", "team"),
            new JsonObject { ["name"] = "x", ["type"] = "Application" },
        ];
        string[] names = ["surprise", "configurableTabs", "staticTabs", "packageName", "supportsCalling", "file", "title", "authorization", "isFullScreen", "dashboardCards"];
        var value = values[random.Next(values.Length)];
        if (random.Next(4) == 0 && parent is JsonObject removal)
        {
            removal.Remove(key);
        }
        else if (random.Next(3) == 0 && parent is JsonObject addition)
        {
            addition[names[random.Next(names.Length)]] = value;
        }
        else if (parent is JsonObject replaced)
        {
            replaced[key] = value;
        }
        else if (parent is JsonArray array)
        {
            array.Add(array.Count > 0 && random.Next(2) == 0 ? array[0]?.DeepClone() : value);
        }
    }

    private static IEnumerable<(JsonNode Parent, string Key)> Places(JsonNode node) => node switch
    {
        JsonObject parent => parent.SelectMany(member => (member.Value is null ? [] : Places(member.Value)).Prepend((parent, member.Key))),
        JsonArray array => array.Where(item => item is not null).SelectMany(item => Places(item!)).Prepend((array, "")),
        _ => [],
    };

    private static async Task<bool[]> AskAjv(List<JsonNode> documents, string schemaFile)
    {
        var modules = RepositoryFolder.Of("manifest", "node_modules");
        var schema = Path.Combine(modules, "@microsoft", "app-manifest", "build", "json-schemas", "teams", $"v{TeamsSchemas.Version}", schemaFile);
        var start = new ProcessStartInfo("node", ["-e", Oracle, schema]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["NODE_PATH"] = modules;
        using var node = Process.Start(start)!;
        var answer = node.StandardOutput.ReadToEndAsync();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(documents));
        node.StandardInput.Close();
        var verdicts = JsonSerializer.Deserialize<bool[]>(await answer);
        await node.WaitForExitAsync();
        return verdicts!;
    }
}
