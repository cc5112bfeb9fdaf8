using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>A job as it lies in its partition; due time and id are in the row key.</summary>
internal sealed record JobRow(string Kind, JsonElement? Payload, DateTimeOffset FirstDue, int Attempts)
{
    public Failure? LastFailure { get; init; }

    /// <summary>A worker holds it until then; null when free. The row stays where it is, so a lease costs one write and its key never changes under the holder.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    public string? LeasedBy { get; init; }

    /// <summary>Only in dead rows: why it was given up.</summary>
    public string? Reason { get; init; }

    public Job ToJob(string row) => new(JobKey.Id(row), Kind, Payload, JobKey.Time(row), Attempts, FirstDue, LastFailure);
}

/// <summary>Row keys <c>job~due~id</c> and <c>dead~time~id</c>; times as 19 digits of UTC ticks, so row order is time order.</summary>
internal static class JobKey
{
    // ':' follows '9', so the ranges hold exactly the keys that go on with a digit.
    public static readonly RowRange Waiting = new(JobPrefix, JobPrefix + ":");
    public static readonly RowRange Dead = new(DeadPrefix, DeadPrefix + ":");
    private const string JobPrefix = "job~";
    private const string DeadPrefix = "dead~";
    private const int Digits = 19;

    /// <summary>The jobs that are due at <paramref name="now"/>.</summary>
    public static RowRange DueAt(DateTimeOffset now) => new(JobPrefix, JobPrefix + Ticks(now.AddTicks(1)));

    public static string ForJob(DateTimeOffset due, string id) => $"{JobPrefix}{Ticks(due)}~{id}";

    public static string ForDead(DateTimeOffset at, string id) => $"{DeadPrefix}{Ticks(at)}~{id}";

    public static bool IsJob(string row) => row.StartsWith(JobPrefix, StringComparison.Ordinal) && row.Length > JobPrefix.Length + Digits;

    public static DateTimeOffset Time(string row) =>
        new(long.Parse(row.AsSpan(row.IndexOf('~') + 1, Digits), CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static string Id(string row) => row[(row.IndexOf('~') + Digits + 2)..];

    private static string Ticks(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobRow))]
internal sealed partial class JobJson : JsonSerializerContext;
