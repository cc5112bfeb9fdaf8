using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Frees the slot of an ended task and has the mailboxes looked at where mail waits for one (N-008).</summary>
internal sealed class FreeSlotHandler(TaskTable tasks, TaskSlots slots, MailboxTable mailboxes, IEntityStore store, IConfigurationSource configuration, TimeProvider time)
    : JobHandler<TaskJob>(EngineJobs.FreeSlot, EngineJson.Default.TaskJob)
{
    protected override async Task<Failure?> RunAsync(TaskJob payload, Job job, CancellationToken cancellation)
    {
        // The customer may have written again meanwhile, or an administrator had a withdrawn mail taken in anew.
        if (await tasks.FindAsync(payload.Task, cancellation) is { Value.State: not TaskState.Done })
            return null;
        // As long as slots are left no mail waits for one. When the slot is gone already, who freed it may have died over the look.
        if (await slots.FreeAsync(payload.Task, cancellation) < configuration.Current.Tenant.MaxConcurrentTasks)
            return null;
        await foreach (var state in mailboxes.AllAsync(cancellation))
            if (state.Value.Waiting > 0)
                await store.CommitAsync(MailboxTable.Partition, [EngineJobs.Look(state.Value.Mailbox, whole: true, time.GetUtcNow())], cancellation);
        return null;
    }
}
