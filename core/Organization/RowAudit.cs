using System.Text.Json;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Says in field names what a change of rows did. Works on the stored JSON, so that no field can be forgotten here.</summary>
internal static class RowAudit
{
    public static AuditEntry Entry(long revision, DateTimeOffset at, string by, string action, IReadOnlyList<RowChange> changes) =>
        new(revision, at, by, action, [.. changes.Take(AuditEntry.MaxChanges).Select(Describe)], Math.Max(0, changes.Count - AuditEntry.MaxChanges));

    private static AuditedChange Describe(RowChange change)
    {
        var (kind, id) = change.Row.Split('~', 2) is [var left, var right] ? (left, right) : (change.Row, "");
        return (change.Before, change.After) switch
        {
            ({ } before, { } after) => new(kind, id, AuditedEffect.Changed, Differences(before, after)),
            (null, _) => new(kind, id, AuditedEffect.Added, []),
            _ => new(kind, id, AuditedEffect.Removed, []),
        };
    }

    private static List<string> Differences(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        using var old = JsonDocument.Parse(before);
        using var next = JsonDocument.Parse(after);
        var fields = new List<string>();
        Compare("", old.RootElement, next.RootElement, fields);
        return fields;
    }

    private static void Compare(string path, JsonElement old, JsonElement next, List<string> fields)
    {
        foreach (var name in old.EnumerateObject().Concat(next.EnumerateObject()).Select(property => property.Name).Distinct())
        {
            var hadValue = old.TryGetProperty(name, out var before);
            var hasValue = next.TryGetProperty(name, out var after);
            if (hadValue && hasValue && before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object && !IsId(before))
                Compare($"{path}{name}.", before, after, fields);
            else if (hadValue != hasValue || !JsonElement.DeepEquals(before, after))
                fields.Add(path + name);
        }
    }

    // A typed id is stored as an object of one value.
    private static bool IsId(JsonElement element) => element.GetPropertyCount() == 1 && element.TryGetProperty("value", out _);
}
