using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Frees the slot of an ended task and has the mailboxes looked at where mail waits for one (N-008).</summary>
internal sealed class FreeSlotHandler(TaskSlots slots, MailboxTable mailboxes, IEntityStore store, TimeProvider time)
    : JobHandler<TaskJob>(EngineJobs.FreeSlot, EngineJson.Default.TaskJob)
{
    protected override async Task<Failure?> RunAsync(TaskJob payload, Job job, CancellationToken cancellation)
    {
        await slots.FreeAsync(payload.Task, cancellation);
        await foreach (var state in mailboxes.AllAsync(cancellation))
            if (state.Value.Waiting > 0)
                await store.CommitAsync(MailboxTable.Partition, [EngineJobs.Look(state.Value.Mailbox, whole: true, time.GetUtcNow())], cancellation);
        return null;
    }
}
