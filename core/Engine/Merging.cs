using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Puts two tasks of a service together and takes them apart again, at an agent's wish (F-08). Each is one commit: a mail is in exactly one task before and after (I1).
/// Null = done.
/// </summary>
internal sealed class Merging(
    IEntityStore store, TaskTable tasks, TaskSlots slots, MailContent content, TaskClock clock, IConfigurationSource configuration, EngineMeter meter, TimeProvider time)
{
    /// <summary>Puts the agent's task into the one that was proposed for it.</summary>
    public async Task<Refusal?> MergeAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation)
    {
        while (true)
        {
            if (await tasks.FindAsync(task, cancellation) is not { } source)
                return Refusal.UnknownTask;
            if (source.Value.Version != version)
                return Refusal.Stale;
            if (source.Value.Proposal is not { } proposal || await tasks.FindAsync(task with { Id = proposal.Task }, cancellation) is not { } target)
                return Refusal.NothingToMerge;
            var now = time.GetUtcNow();
            if (source.Value.MergeInto(proposal.Task, agent, now) is not { } put)
                return Refusal.NotYours;
            if (target.Value.TakeIn(source.Value, agent, now) is not { } joined)
                return Refusal.OtherTaskBusy;
            var (merged, watching) = clock.Keep(source.Value, put, now);
            List<EntityWrite> writes =
            [
                .. TaskRows.Change(source, merged), .. Follow.Ended(source.Value, merged, now), .. Follow.LeftHands(source.Value, merged, now), .. watching,
                .. TaskRows.Change(target, joined), .. Follow.News(joined, now),
            ];
            if (!(await store.CommitAsync(TaskRows.Partition(task.Service), writes, cancellation)).Applied)
                continue;
            meter.Changed(source.Value, merged);
            meter.Changed(target.Value, joined);
            return null;
        }
    }

    /// <summary>Gives the newest mail of the agent's task a task of its own; on a merged task, undoes the merge. Either goes to the queue, and the agent is asked first.</summary>
    public async Task<Refusal?> SplitAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation)
    {
        while (true)
        {
            if (await tasks.FindAsync(task, cancellation) is not { } stored)
                return Refusal.UnknownTask;
            var known = stored.Value;
            if (known.Version != version)
                return Refusal.Stale;
            if (known.Holder != agent)
                return Refusal.NotYours;
            var (from, merged) = known.MergedInto is { } into
                ? (await tasks.FindAsync(task with { Id = into }, cancellation), stored)
                : (stored, await MergedAsync(known, cancellation));
            if (from is null || known.State is not TaskState.Accepted && merged is null || merged is null && known.Joined.Count == 0)
                return Refusal.NothingToSplit;
            var done = merged is null
                ? await SplitNewestAsync(agent, from, cancellation)
                : await UnmergeAsync(agent, from, merged, cancellation);
            if (done is not { Again: true })
                return done.Refusal;
        }
    }

    // The newest mail may have come with a merge: then that is undone, instead of making a second task for the same mail.
    private async Task<Stored<EmailTask>?> MergedAsync(EmailTask task, CancellationToken cancellation) =>
        task.Joined.Count > 0
            && await tasks.FindAsync(task.Key with { Id = TaskId.For(task.Mailbox, task.Newest) }, cancellation) is { } found && found.Value.MergedInto == task.Key.Id
                ? found
                : null;

    private async Task<Split> UnmergeAsync(AgentId agent, Stored<EmailTask> from, Stored<EmailTask> merged, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        List<MessageId> mails = [.. merged.Value.Mails.Skip(merged.Value.FiledMails).Select(mail => mail.Message)];
        if (from.Value.LetGo(mails, agent, now) is not { } left || merged.Value.Unmerge(agent, now) is not { } again)
            return new(Refusal.OtherTaskBusy);
        var (back, watching) = clock.Keep(merged.Value, again, now);
        if (!await slots.TakeAsync(back.Key, configuration.Current.Tenant.MaxConcurrentTasks, cancellation, EngineJobs.CheckSlot(back.Key, time.GetUtcNow())))
            return new(Refusal.TenantLimit);
        return await CommitAsync([.. TaskRows.Change(merged, back), EngineJobs.Show(back, now), .. watching], from, left, (merged.Value, back), now, cancellation);
    }

    private async Task<Split> SplitNewestAsync(AgentId agent, Stored<EmailTask> from, CancellationToken cancellation)
    {
        var (task, now) = (from.Value, time.GetUtcNow());
        if (task.LetGo([task.Newest], agent, now) is not { } left)
            return new(Refusal.NothingToSplit);
        var read = await content.ReadAsync(task.Mailbox, task.Newest, withBody: false, cancellation);
        if (!read.Succeeded)
            return new(Refusal.ExchangeUnavailable);
        var key = task.Key with { Id = TaskId.For(task.Mailbox, task.Newest) };
        if (!await slots.TakeAsync(key, configuration.Current.Tenant.MaxConcurrentTasks, cancellation, EngineJobs.CheckSlot(key, time.GetUtcNow())))
            return new(Refusal.TenantLimit);
        var opened = EmailTask.Open(key, task.Mailbox, read.Value, Participants.Of(task.Mailbox, read.Value, configuration.Current.IsOwnAddress), now) with
        {
            LastAgent = agent, Priority = task.Priority, RequiredSkills = task.RequiredSkills, Tags = task.Tags, HandedTo = task.HandedTo,
        };
        (opened, var watching) = clock.Keep(null, opened, now);
        var record = new MailRecord(task.Newest, MailFate.OpenedTask, opened.ReceivedAt, now, key.Id, "split") { InternetMessageId = opened.InternetMessageId };
        return await CommitAsync([.. TaskRows.Splitting(opened, record, read.Value), .. watching], from, left, (null, opened), now, cancellation);
    }

    private async Task<Split> CommitAsync(
        List<EntityWrite> writes, Stored<EmailTask> from, EmailTask left, (EmailTask? Before, EmailTask After) other, DateTimeOffset now, CancellationToken cancellation)
    {
        var opened = other.After.Key;
        writes.AddRange([.. TaskRows.Change(from, left), .. Follow.LeftHands(from.Value, left, now), EngineJobs.Show(left, now), EngineJobs.DistributeFor(other.After.Service, now)]);
        if ((await store.CommitAsync(TaskRows.Partition(opened.Service), writes, cancellation)).Applied)
        {
            meter.Changed(from.Value, left);
            meter.Changed(other.Before, other.After);

            // The slot may have been that of the earlier time, about to be freed.
            await slots.TakeAsync(opened, int.MaxValue, cancellation, EngineJobs.CheckSlot(opened, time.GetUtcNow()));
            return new(null);
        }

        if (await tasks.FindAsync(opened, cancellation) is not { Value.State: not TaskState.Done })
            await slots.FreeAsync(opened, cancellation);
        return new(null, Again: true);
    }

    private readonly record struct Split(Refusal? Refusal, bool Again = false);
}
