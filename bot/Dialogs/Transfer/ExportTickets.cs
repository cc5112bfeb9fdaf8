using System.Security.Cryptography;
using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Dialogs.Transfer;

/// <summary>Links to what people download: random, good for one download within a few minutes; the store knows their hashes only.</summary>
internal sealed class ExportTickets(IEntityStore store, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Partition = "exports";
    private const int SecretBytes = 32;

    /// <summary>A new one. Those that ran out are swept away on the occasion.</summary>
    /// <param name="person">Who asked for it.</param>
    /// <param name="report">The report that it leads to; null = the configuration.</param>
    public async Task<string> IssueAsync(AgentId person, ReportTicket? report, CancellationToken cancellation)
    {
        await foreach (var old in store.ScanAsync(Partition, RowRange.All, TicketJson.Default.ExportTicket, cancellation))
            if (old.Value.ExpiresAt <= time.GetUtcNow())
                await store.CommitAsync(Partition, [EntityWrite.Delete(old)], cancellation);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        await store.CommitAsync(Partition, [EntityWrite.Insert(Row(secret), new ExportTicket(time.GetUtcNow() + Lifetime, person, report), TicketJson.Default.ExportTicket)], cancellation);
        return secret;
    }

    /// <summary>Null when it was used, is too old, or never was one.</summary>
    public async Task<ExportTicket?> LookAsync(string secret, CancellationToken cancellation) => (await FindAsync(secret, cancellation))?.Value;

    /// <summary>Uses it up; false when there is nothing to use.</summary>
    public async Task<bool> UseAsync(string secret, CancellationToken cancellation) =>
        await FindAsync(secret, cancellation) is { } found && (await store.CommitAsync(Partition, [EntityWrite.Delete(found)], cancellation)).Applied;

    private async Task<Stored<ExportTicket>?> FindAsync(string secret, CancellationToken cancellation) =>
        secret.Length == SecretBytes * 2 && await store.ReadAsync(Partition, Row(secret), TicketJson.Default.ExportTicket, cancellation) is { } found
            && found.Value.ExpiresAt > time.GetUtcNow()
            ? found
            : null;

    private static string Row(string secret) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}

/// <summary>When a link ends, and what it leads to: a report, or the configuration. What <paramref name="Person"/> may see is looked at again when he downloads it.</summary>
internal sealed record ExportTicket(DateTimeOffset ExpiresAt, AgentId Person, ReportTicket? Report = null);

/// <summary>The report that somebody asked for.</summary>
internal sealed record ReportTicket(IReadOnlyList<DateTimeOffset> Begins, DateTimeOffset Before, ServiceId? Only);

/// <summary>JSON of the links.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExportTicket))]
internal sealed partial class TicketJson : JsonSerializerContext;
