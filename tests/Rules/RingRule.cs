using System.Text.RegularExpressions;

namespace TeamsEmailBot.Tests.Rules;

/// <summary>
/// The rings of core: a room may name rooms of inner rings; rooms of ring 1 know each other, those of ring 2 do not. A name counts
/// whether it comes by <c>using</c>, whole (<c>TeamsEmailBot.Core.Filing.X</c>) or half (<c>Filing.X</c>, which needs no using here).
/// </summary>
internal static partial class RingRule
{
    private const string Core = "TeamsEmailBot.Core";
    private const int MeetingRing = 2;

    private static readonly Dictionary<string, int> Rings = new(StringComparer.Ordinal)
    {
        ["Model"] = 0,
        ["Storage"] = 0,
        ["Organization"] = 1,
        ["Mailboxes"] = 1,
        ["Licences"] = 1,
        ["Services"] = 1,
        ["Workflows"] = 1,
        ["Tasks"] = 1,
        ["Jobs"] = 1,
        ["Notifications"] = 2,
        ["Subscriptions"] = 2,
        ["Intake"] = 2,
        ["Classification"] = 2,
        ["Distribution"] = 2,
        ["AgentActions"] = 2,
        ["Replies"] = 2,
        ["Filing"] = 2,
        ["Supervision"] = 2,
        ["Reports"] = 2,
        ["Administration"] = 2,
        ["Access"] = 2,
        ["Engine"] = 3,
        ["Edges"] = 4,
    };

    public static IEnumerable<string> Check(IReadOnlyList<SourceFile> files)
    {
        var core = files.Where(file => file.IsIn("core") && file.IsCSharp).ToList();
        var types = core.Where(file => file.Steps.Length > 2)
            .GroupBy(file => file.Steps[1])
            .ToDictionary(room => room.Key, room => room.SelectMany(file => Declaration().Matches(file.Code)).Select(match => match.Groups[1].Value).ToHashSet());

        foreach (var file in core)
        {
            if (GlobalUsing().IsMatch(file.Code))
            {
                yield return $"{file.Path}: a global using hides which room names which; name it in each file.";
            }

            // The registration at the root is the table of contents: it names every room and lives in none.
            if (file.Path == "core/EngineRegistration.cs")
            {
                continue;
            }

            if (file.Steps.Length < 3 || !Rings.TryGetValue(file.Steps[1], out var ring))
            {
                yield return $"{file.Path}: lies in no room; the rooms are {string.Join(", ", Rings.Keys)}.";
                continue;
            }

            if (Namespace().Match(file.Code) is { Success: true } declared && declared.Groups[1].Value != $"{Core}.{string.Join('.', file.Steps[1..^1])}")
            {
                yield return $"{file.Path}: its namespace {declared.Groups[1].Value} is not its folder; a room cannot be entered under another name.";
            }

            foreach (var (room, line) in Named(file, types).DistinctBy(named => named.Room).Where(named => !May(file.Steps[1], named.Room)))
            {
                yield return $"{file.Path}:{line}: the room {file.Steps[1]} (ring {ring}) names {room} (ring {Rings[room]}); names may only point inwards.";
            }
        }
    }

    /// <summary>Everything a project file could let in for all files at once.</summary>
    public static IEnumerable<string> CheckProject(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path == "core/TeamsEmailBot.Core.csproj"
        from forbidden in new[] { "<Using ", "<ProjectReference " }
        where file.Text.Contains(forbidden, StringComparison.Ordinal)
        select $"{file.Path}: {forbidden}…> would let names in that no source file shows.";

    private static bool May(string from, string to) =>
        from == to || Rings[to] < Rings[from] || (Rings[to] == Rings[from] && Rings[from] != MeetingRing);

    private static IEnumerable<(string Room, int Line)> Named(SourceFile file, Dictionary<string, HashSet<string>> types)
    {
        foreach (Match match in Whole().Matches(file.Code))
        {
            if (Rings.ContainsKey(match.Groups[1].Value))
            {
                yield return (match.Groups[1].Value, file.LineAt(match.Index));
            }
        }

        // A property may have a room's name (settings.Services.Count), so half a name counts only before a type or folder of that room.
        foreach (Match match in Half().Matches(file.Code))
        {
            var (room, next) = (match.Groups[1].Value, match.Groups[2].Value);
            if (Rings.ContainsKey(room) && ((types.TryGetValue(room, out var declared) && declared.Contains(next)) || (room == "Edges" && next is "Graph" or "Sqlite" or "AzureTables")))
            {
                yield return (room, file.LineAt(match.Index));
            }
        }
    }

    [GeneratedRegex(@"(?:TeamsEmailBot\s*\.\s*)?\bCore\s*\.\s*([A-Z]\w*)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w*)\s*\.\s*([A-Z]\w*)")]
    private static partial Regex Half();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?|delegate\s+[\w<>?,\s]+?)\s+([A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\bglobal\s+using\b")]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"\bnamespace\s+([\w.]+)")]
    private static partial Regex Namespace();
}
