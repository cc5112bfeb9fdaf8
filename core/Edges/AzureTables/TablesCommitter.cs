using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>
/// Carries one commit through: repeats it while the service has trouble, and finds out what became of an attempt whose answer was lost
/// (every row names the commit that wrote it, decision 0009).
/// </summary>
internal sealed class TablesCommitter(TablesSettings settings, TablesClient client, ILogger<AzureTablesEntityStore> log)
{
    private static readonly TablesTrouble Contended = new(
        "The storage account is busy with another write of the same row.", "This passes by itself.", MayRepeat: true, EffectUnknown: false);

    public async Task<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var steps = writes.Select(write => new TablesStep(write)).ToArray();
        // True from the first attempt on that may have been carried out without our knowing.
        var isUnknown = false;
        var attempt = 1;
        while (true)
        {
            var call = new TablesBatch(settings, partition, id).ToCall(steps);
            // Not cancelled: what was sent may be carried out.
            var answer = TablesBatch.Read(await client.SendAsync(call, CancellationToken.None), steps.Length);
            // A delete on its own that finds nothing has nothing left to do.
            if (answer.IsSuccess || (answer.IsRowMissing && steps is [{ Write: { IsDelete: true, Precondition: Precondition.None } }]))
                return await AppliedAsync(partition, id, steps, answer.ETags);

            var trouble = TablesTrouble.Of(answer);
            if (trouble is null)
            {
                var at = answer.Index
                    ?? throw new InvalidDataException($"Azure Tables refused a commit ({answer.Status} {answer.Code}) without saying which write is in the way.");
                try
                {
                    if (await TryReplanAsync(partition, id, steps, at))
                        continue;
                    if (steps[at].Write.Precondition != Precondition.None)
                        return await ConflictAsync(partition, id, steps, steps[at].Write.Row, isUnknown);
                }
                catch (StoreUnavailableException unreadable) when (isUnknown && !unreadable.EffectUnknown)
                {
                    // It was a read that failed; what it should have told remains open.
                    throw new StoreUnavailableException(unreadable.Message, unreadable.Remedy, effectUnknown: true, unreadable);
                }

                trouble = Contended;
            }

            isUnknown |= trouble.EffectUnknown;
            await client.RecoverAsync(answer, trouble, attempt++, isUnknown, isUnknown ? CancellationToken.None : cancellation);
        }
    }

    /// <summary>True when the write was refused for a reason that only the service knows, and is planned anew.</summary>
    private async Task<bool> TryReplanAsync(string partition, string id, TablesStep[] steps, int at)
    {
        switch (steps[at])
        {
            case { DigsGrave: true }:
                return false;
            case { Write: { IsDelete: true, Precondition: Precondition.None } }:
                // The others may be missing too; one repetition does for all.
                for (var i = 0; i < steps.Length; i++)
                    if (steps[i].Write is { IsDelete: true, Precondition: Precondition.None })
                        steps[i] = steps[i] with { DigsGrave = true };
                return true;
            case { Write.Precondition: Precondition.Absent } step:
                var there = await client.FindAsync(partition, step.Write.Row, CancellationToken.None);
                if (there?.Value is not null || there?.Commit == id)
                    return false;
                steps[at] = step with { Grave = there?.ETag };
                return true;
            default:
                return false;
        }
    }

    private async Task<CommitResult> AppliedAsync(string partition, string id, TablesStep[] steps, IReadOnlyList<string?> etags)
    {
        var graves = steps.Zip(etags).Where(one => one is { First.DigsGrave: true, Second: not null })
            .Select(one => new TablesStep(EntityWrite.Delete(one.First.Write.Row, one.Second!))).ToList();
        // Once is enough: a grave that stays is in nobody's way.
        if (graves.Count > 0)
            await client.SendAsync(new TablesBatch(settings, partition, id).ToCall(graves), CancellationToken.None);
        return Applied(steps.Zip(etags, (step, etag) => (step, etag)));
    }

    private async Task<CommitResult> ConflictAsync(string partition, string id, TablesStep[] steps, string row, bool isUnknown)
    {
        if (!isUnknown)
            return NotApplied(row);
        var rows = new List<TablesRow?>(steps.Length);
        foreach (var step in steps)
            rows.Add(await client.FindAsync(partition, step.Write.Row, CancellationToken.None));
        if (rows.Exists(found => found?.Commit == id))
        {
            TablesLog.Resolved(log, applied: true);
            // Whoever wrote over one of our rows since has made its etag void.
            return Applied(steps.Zip(rows, (step, found) => (step, found?.Commit == id ? found.ETag : TablesRow.NoETag))!);
        }

        if (steps.Zip(rows).Any(one => one.First.Write is { Precondition: Precondition.Matches } write && one.Second?.ETag == write.ETag))
        {
            TablesLog.Resolved(log, applied: false);
            return NotApplied(row);
        }

        throw new StoreUnavailableException(
            "The storage account lost the answer to a commit, and others have written the same rows since.",
            "Nothing to do: the bot looks again by itself.",
            effectUnknown: true);
    }

    private static CommitResult Applied(IEnumerable<(TablesStep Step, string? ETag)> steps) =>
        new(null, steps.Where(one => !one.Step.Write.IsDelete).ToDictionary(one => one.Step.Write.Row, one => one.ETag!, StringComparer.Ordinal));

    private static CommitResult NotApplied(string row) => new(row, new Dictionary<string, string>());
}
