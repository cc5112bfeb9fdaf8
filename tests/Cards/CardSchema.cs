using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>
/// The official schema of Adaptive Cards. 1.6.0 is the one that knows everything Teams reads but its own <c>msteams</c> members, which are taken out first;
/// it is repaired in two places where it is no valid schema (teams.md 4.1). That only elements of 1.5 are used is <see cref="CardRules"/>' matter.
/// </summary>
internal static class CardSchema
{
    private static readonly JSchema Schema = Load();

    public static IReadOnlyList<string> Mistakes(string card)
    {
        var json = JObject.Parse(card);
        foreach (var own in json.DescendantsAndSelf().OfType<JObject>().SelectMany(node => node.Properties()).Where(member => member.Name == "msteams").ToList())
            own.Remove();
        // Charts are of Teams' own dialect too; what stands in their place elsewhere is held against the schema.
        foreach (var chart in json.Descendants().OfType<JObject>().Where(node => node["type"]?.ToString().StartsWith("Chart.", StringComparison.Ordinal) == true).ToList())
            chart.Replace(chart["fallback"]!);
        json.IsValid(Schema, out IList<ValidationError> errors);
        return [.. errors.Select(error => $"{error.Path}: {error.Message}")];
    }

    private static JSchema Load()
    {
        var json = JObject.Parse(File.ReadAllText(OfficialSchema.File("adaptive-card-1.6.0.json")));
        foreach (var member in json.Descendants().OfType<JProperty>().Where(IsBroken).ToList())
            member.Remove();
        return JSchema.Parse(json.ToString());
    }

    // "required": true is no list, and "id" names a schema where a sample was meant; members of "properties" are names of ours and stay.
    private static bool IsBroken(JProperty member) =>
        member.Parent?.Parent is not JProperty { Name: "properties" }
        && ((member.Name == "required" && member.Value.Type != JTokenType.Array) || (member.Name == "id" && member.Value.Type == JTokenType.String));
}
