using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Supervision;

/// <summary>The alerts, beside the mailboxes.</summary>
public sealed class AlertTable(IEntityStore store)
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    private static readonly RowRange Alerts = RowRange.Prefix("alert~");

    public ValueTask<Stored<Alert>?> FindAsync(string key, CancellationToken cancellation) =>
        store.ReadAsync(MailboxTable.Partition, Row(key), AlertJson.Default.Alert, cancellation);

    public IAsyncEnumerable<Stored<Alert>> AllAsync(CancellationToken cancellation) =>
        store.ScanAsync(MailboxTable.Partition, Alerts, AlertJson.Default.Alert, cancellation);

    /// <summary>Writes the alert over the one that was read (null: there was none) with what follows; false when somebody else was faster.</summary>
    public async Task<bool> WriteAsync(Stored<Alert>? before, Alert after, CancellationToken cancellation, params IReadOnlyList<EntityWrite> follows)
    {
        var write = before is null
            ? EntityWrite.Insert(Row(after.Key), after, AlertJson.Default.Alert)
            : EntityWrite.Update(before, after, AlertJson.Default.Alert);
        return (await store.CommitAsync(MailboxTable.Partition, [write, .. follows], cancellation)).Applied;
    }

    /// <summary>Deletes the alert as it was read, when it was solved long ago: trouble that comes back then is a new one.</summary>
    public async Task ForgetAsync(Stored<Alert> alert, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - alert.Value.SolvedAt >= Retention)
            await store.CommitAsync(MailboxTable.Partition, [EntityWrite.Delete(alert)], cancellation);
    }

    private static string Row(string key) => $"alert~{key}";
}

/// <summary>JSON of the alerts' rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Alert))]
internal sealed partial class AlertJson : JsonSerializerContext;
