using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Organization;

/// <summary>A configuration as rows, one per record, and back. Row = kind, <c>~</c>, id; the tenant's settings have no id.</summary>
internal static class ConfigurationRows
{
    public const string Tenant = "tenant";
    private const string Unit = "unit~";
    private const string User = "user~";
    private const string Mailbox = "mailbox~";
    private const string Workflow = "workflow~";
    private const string Service = "service~";

    public static ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Of(Configuration configuration)
    {
        var rows = ImmutableSortedDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        // A tenant that nobody configured has no row, so that an empty configuration is no rows at all.
        if (configuration.Tenant != Configuration.Empty.Tenant)
            rows.Add(Tenant, Write(configuration.Tenant, ConfigurationJson.Default.TenantSettings));
        foreach (var unit in configuration.Units)
            rows.Add(Unit + unit.Id, Write(unit, ConfigurationJson.Default.OrganizationUnit));
        foreach (var user in configuration.Users)
            rows.Add(User + user.Id, Write(user, ConfigurationJson.Default.User));
        foreach (var mailbox in configuration.Mailboxes)
            rows.Add(Mailbox + mailbox.Id, Write(mailbox, ConfigurationJson.Default.Mailbox));
        foreach (var workflow in configuration.Workflows)
            rows.Add(Workflow + workflow.Id, Write(workflow, ConfigurationJson.Default.Workflow));
        foreach (var service in configuration.Services)
            rows.Add(Service + service.Id, Write(service, ConfigurationJson.Default.Service));
        return rows.ToImmutable();
    }

    /// <summary>The configuration that the rows hold; rows of other kinds are not looked at. Records come in the order of their ids.</summary>
    /// <exception cref="InvalidDataException">A row does not hold what its key says.</exception>
    public static Configuration ToConfiguration(long revision, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> rows) =>
        new(
            revision,
            rows.TryGetValue(Tenant, out var tenant) ? Read(Tenant, tenant, ConfigurationJson.Default.TenantSettings) : Configuration.Empty.Tenant,
            All(rows, Unit, ConfigurationJson.Default.OrganizationUnit),
            All(rows, User, ConfigurationJson.Default.User),
            All(rows, Mailbox, ConfigurationJson.Default.Mailbox),
            All(rows, Workflow, ConfigurationJson.Default.Workflow),
            All(rows, Service, ConfigurationJson.Default.Service));

    /// <summary>What turns <paramref name="old"/> into <paramref name="next"/>; an absent value means that the row goes.</summary>
    public static IReadOnlyList<RowChange> Changes(
        ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> old, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> next)
    {
        var changes = new List<RowChange>();
        foreach (var (row, value) in next)
            if (!old.TryGetValue(row, out var before))
                changes.Add(new(row, null, value));
            else if (!before.Span.SequenceEqual(value.Span))
                changes.Add(new(row, before, value));
        foreach (var (row, value) in old)
            if (!next.ContainsKey(row))
                changes.Add(new(row, value, null));
        return changes;
    }

    public static T Read<T>(string row, ReadOnlyMemory<byte> value, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(value.Span, type) ?? throw new InvalidDataException($"Row {row} of the configuration is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Row {row} of the configuration does not hold a {typeof(T).Name}.", exception);
        }
    }

    public static ReadOnlyMemory<byte> Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static T[] All<T>(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> rows, string prefix, JsonTypeInfo<T> type) =>
        [.. from row in rows
            where row.Key.StartsWith(prefix, StringComparison.Ordinal)
            orderby row.Key
            select Read(row.Key, row.Value, type)];
}

/// <summary>A row before and after.</summary>
internal sealed record RowChange(string Row, ReadOnlyMemory<byte>? Before, ReadOnlyMemory<byte>? After)
{
    /// <summary>Puts or deletes the row without a precondition: the head's etag, written in the same commit, guards them all.</summary>
    public EntityWrite Write() => After is { } value ? EntityWrite.Put(Row, value) : EntityWrite.DeleteAny(Row);
}
