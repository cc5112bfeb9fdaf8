using System.Text.Json;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Says in field names what a change of rows did. Works on the stored JSON, so that no field can be forgotten here.</summary>
internal static class RowAudit
{
    // What names people or their addresses: that it changed is noted, not from what to what (I6).
    private static readonly HashSet<string> Personal = new(
        ["userPrincipalName", "displayName", "addresses", "fromAddresses", "fromAddress", "blockedSenders", "supportContact", "peopleFilter", "signature", "acknowledgement", "activities"],
        StringComparer.Ordinal);

    public static AuditEntry Entry(long revision, DateTimeOffset at, string by, string action, IReadOnlyList<RowChange> changes) =>
        new(revision, at, by, action, [.. changes.Take(AuditEntry.MaxChanges).Select(Describe)], Math.Max(0, changes.Count - AuditEntry.MaxChanges));

    public static AuditedChange Describe(RowChange change)
    {
        var (kind, id) = change.Row.Split('~', 2) is [var left, var right] ? (left, right) : (change.Row, "");
        return (change.Before, change.After) switch
        {
            ({ } before, { } after) => Changed(kind, id, before, after),
            (null, _) => new(kind, id, AuditedEffect.Added, []),
            _ => new(kind, id, AuditedEffect.Removed, []),
        };
    }

    private static AuditedChange Changed(string kind, string id, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        using var old = JsonDocument.Parse(before);
        using var next = JsonDocument.Parse(after);
        var values = new List<AuditedValue>();
        Compare("", old.RootElement, next.RootElement, values);
        return new(kind, id, AuditedEffect.Changed, [.. values.Select(value => value.Field)])
        {
            Values = [.. values.Where(value => !Personal.Contains(value.Field) && value.Before?.Contains('@') != true && value.After?.Contains('@') != true)],
        };
    }

    private static void Compare(string path, JsonElement old, JsonElement next, List<AuditedValue> values)
    {
        foreach (var name in old.EnumerateObject().Concat(next.EnumerateObject()).Select(property => property.Name).Distinct())
        {
            var hadValue = old.TryGetProperty(name, out var before);
            var hasValue = next.TryGetProperty(name, out var after);
            if (hadValue && hasValue && before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object && !IsId(before))
                Compare($"{path}{name}.", before, after, values);
            else if (hadValue != hasValue || !JsonElement.DeepEquals(before, after))
                values.Add(new(path + name, hadValue ? Text(before) : null, hasValue ? Text(after) : null));
        }
    }

    private static string? Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object when IsId(value) => value.GetProperty("value").ToString(),
            _ => value.GetRawText(),
        };
        return text?.Length > AuditedValue.Longest ? string.Concat(text.AsSpan(0, AuditedValue.Longest - 1), "…") : text;
    }

    // A typed id is stored as an object of one value.
    private static bool IsId(JsonElement element) => element.GetPropertyCount() == 1 && element.TryGetProperty("value", out _);
}
