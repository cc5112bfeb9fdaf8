using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Organization;

/// <summary>What happened to a configured record.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditedEffect>))]
public enum AuditedEffect
{
    Added,
    Changed,
    Removed,
}

/// <summary>One record that an administrator touched: kind and id as in the configuration document, and the names of the changed fields.</summary>
public sealed record AuditedChange(string Kind, string Id, AuditedEffect Effect, IReadOnlyList<string> Fields)
{
    /// <summary>From what to what, for those of the fields that hold neither names nor addresses of people.</summary>
    public IReadOnlyList<AuditedValue> Values { get; init; } = [];
}

/// <summary>A field before and after, as text of at most <see cref="Longest"/> characters; null where there was or is none.</summary>
public sealed record AuditedValue(string Field, string? Before, string? After)
{
    public const int Longest = 200;
}

/// <summary>Who changed what when. Holds ids, field names and settings: no secrets, no addresses.</summary>
/// <param name="Revision">The revision that the change made; unique and rising.</param>
/// <param name="By">Object id of the administrator, or <c>setup</c>.</param>
/// <param name="Action">Name of the command.</param>
/// <param name="Changes">At most <see cref="MaxChanges"/>; <paramref name="Unlisted"/> counts the rest.</param>
public sealed record AuditEntry(
    long Revision, DateTimeOffset At, string By, string Action, IReadOnlyList<AuditedChange> Changes, int Unlisted = 0)
{
    /// <summary>Keeps an entry far below the store's largest value, whatever is imported.</summary>
    public const int MaxChanges = 2000;
}
