using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Licences;

/// <summary>
/// The tenant's limit of concurrent tasks (N-008). A slot is taken before the task is opened and freed after it ended; both are idempotent by task, so a crash
/// in between neither leaks nor lets one more through.
/// </summary>
public sealed class TaskSlots(IEntityStore store)
{
    public const string Partition = "tenant";

    private const string CountRow = "slots";

    /// <summary>Takes a slot; true also when the task has one already. False: the limit is reached.</summary>
    /// <param name="follows">What must follow from taking it: the look whether the task came to be.</param>
    public async Task<bool> TakeAsync(TaskKey task, int limit, CancellationToken cancellation, params IReadOnlyList<EntityWrite> follows)
    {
        while (true)
        {
            if (await store.GetAsync(Partition, Row(task.Id), cancellation) is not null)
                return true;
            var count = await store.ReadAsync(Partition, CountRow, SlotJson.Default.SlotCount, cancellation);
            if (count?.Value.Open >= limit)
                return false;
            if ((await store.CommitAsync(Partition, [EntityWrite.Insert(Row(task.Id), task, SlotJson.Default.TaskKey), Counted(count, +1), .. follows], cancellation)).Applied)
                return true;
        }
    }

    /// <summary>Frees the task's slot; harmless when it has none.</summary>
    /// <returns>How many slots were taken until then; null when the task had none.</returns>
    public async Task<int?> FreeAsync(TaskKey task, CancellationToken cancellation)
    {
        while (await store.GetAsync(Partition, Row(task.Id), cancellation) is { } slot)
        {
            var count = await store.ReadAsync(Partition, CountRow, SlotJson.Default.SlotCount, cancellation);
            if ((await store.CommitAsync(Partition, [EntityWrite.Delete(slot.Row, slot.ETag), Counted(count, -1)], cancellation)).Applied)
                return count?.Value.Open ?? 0;
        }

        return null;
    }

    /// <summary>How many tasks are open in the tenant.</summary>
    public async ValueTask<int> OpenAsync(CancellationToken cancellation) =>
        (await store.ReadAsync(Partition, CountRow, SlotJson.Default.SlotCount, cancellation))?.Value.Open ?? 0;

    private static string Row(TaskId task) => $"slot~{task}";

    private static EntityWrite Counted(Stored<SlotCount>? count, int change) => count is null
        ? EntityWrite.Insert(CountRow, new SlotCount(Math.Max(0, change)), SlotJson.Default.SlotCount)
        : EntityWrite.Update(count, new SlotCount(Math.Max(0, count.Value.Open + change)), SlotJson.Default.SlotCount);
}

/// <summary>Number of slots taken.</summary>
internal sealed record SlotCount(int Open);

/// <summary>JSON of the slots.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SlotCount))]
[JsonSerializable(typeof(TaskKey))]
internal sealed partial class SlotJson : JsonSerializerContext;
