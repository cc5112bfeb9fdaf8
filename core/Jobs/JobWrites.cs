using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>Writes to put into the commit that causes the work (I7).</summary>
public static class JobWrites
{
    /// <summary>
    /// Adds a job. Adding the same job (due and <paramref name="id"/>) again replaces it, so a repeated step makes no second one.
    /// Without an id it is derived from kind, payload and due time, so that replays of a simulation name the same jobs.
    /// </summary>
    /// <param name="kind">Chooses the handler.</param>
    /// <param name="payload">Ids, times and counts only (I6).</param>
    /// <param name="due">Not before this time; a time in the past means at once, in order.</param>
    /// <param name="id">At most 480 characters that a key may have.</param>
    public static EntityWrite Add<T>(string kind, T payload, JsonTypeInfo<T> type, DateTimeOffset due, string? id = null) =>
        Add(kind, JsonSerializer.SerializeToElement(payload, type), due, id);

    /// <summary>Adds a job that needs no payload.</summary>
    public static EntityWrite Add(string kind, DateTimeOffset due, string? id = null) => Add(kind, null, due, id);

    /// <summary>Removes a job that is no longer wanted, also while a worker holds it. Harmless when it is gone or was put off by a retry: its handler then finds nothing to do.</summary>
    public static EntityWrite Withdraw(DateTimeOffset due, string id) => EntityWrite.DeleteAny(JobKey.ForJob(due, id));

    private static EntityWrite Add(string kind, JsonElement? payload, DateTimeOffset due, string? id)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        due = due.ToUniversalTime();
        return EntityWrite.Put(JobKey.ForJob(due, id ?? Derive(kind, payload, due)), new JobRow(kind, payload, due, 0), JobJson.Default.JobRow);
    }

    private static string Derive(string kind, JsonElement? payload, DateTimeOffset due)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{kind}\n{payload?.GetRawText()}\n{due.UtcTicks}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
