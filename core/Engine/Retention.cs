using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Deletes what a service knows of tasks that ended, and of mails that came, longer ago than the tenant keeps them: the task, its decisions, its rows in the ledger and
/// those by which later mail finds it; never an open task. A mail whose ledger row is gone must not look like a new one (I1, I2), wherever it lies: so the service's
/// horizon is raised first, mail from before it is never taken in, and only what an earlier run raised it over is deleted.
/// </summary>
internal sealed class Retention(IEntityStore store, TaskTable tasks, MailboxTable mailboxes, IConfigurationSource configuration, TimeProvider time)
{
    private const string Row = "retention";

    /// <summary>Tasks or mails of one run.</summary>
    private const int Batch = 100;

    /// <summary>The horizon rises by at least this much, so that a day has one raise.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(12);

    /// <summary>A mailbox that was not looked through for so long may hold mail that nobody knows yet.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromHours(1);

    /// <summary>A look into an Inbox that began before the horizon was raised is over by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Between the runs of a day: the service's own work comes first.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>All traces of a service are looked through so often; what they lead to is gone by then, and they lead nowhere.</summary>
    private static readonly TimeSpan TraceInterval = TimeSpan.FromDays(30);

    private static readonly RowRange[] Traces = [.. TaskRows.Traces.Select(RowRange.Prefix)];

    /// <summary>Mail received before is not known any more, and never new.</summary>
    public async Task<DateTimeOffset> HorizonAsync(ServiceId service, CancellationToken cancellation) =>
        (await ReadAsync(service, cancellation))?.Value.Before ?? DateTimeOffset.MinValue;

    /// <summary>Whether anything is kept of a service's tasks and mails.</summary>
    public Task<bool> KeepsAnythingAsync(ServiceId service, CancellationToken cancellation) =>
        HasAnyAsync(service, [TaskRows.Mails, TaskRows.ClosedTasks, .. Traces], cancellation);

    /// <summary>One run; the pause before the next when there is more to do.</summary>
    public async Task<TimeSpan?> RunAsync(ServiceId service, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = now - TimeSpan.FromDays(configuration.Current.Tenant.RetentionDays);
        var known = await ReadAsync(service, cancellation);
        if (known is null || due - known.Value.Before >= Step)
            return await RaiseAsync(service, known, due, now, cancellation);
        if (now - known.Value.RaisedAt is var age && age < Patience)
            return Patience - age;
        var (work, horizon) = (new Work(service), known.Value.Before);
        return await ForgetTasksAsync(work, horizon, cancellation) || await ForgetMailsAsync(work, horizon, cancellation) || await SweepAsync(work, known, cancellation) ? Pause : null;
    }

    private async Task<TimeSpan?> RaiseAsync(ServiceId service, Stored<RetentionState>? known, DateTimeOffset due, DateTimeOffset now, CancellationToken cancellation)
    {
        if (known is null && !await HasAnyAsync(service, [TaskRows.ReceivedBetween(DateTimeOffset.MinValue, due)], cancellation))
            return null;
        if (!await MayRaiseAsync(service, now, cancellation))
            return Unseen;
        var raised = known is null ? new RetentionState(due, now) : known.Value with { Before = due, RaisedAt = now };
        await store.CommitAsync(TaskRows.Partition(service), [Write(known, raised)], cancellation);
        return Patience;
    }

    // Mail that waits in an Inbox, or that nobody could look at for a while, is new however old it is.
    private async Task<bool> MayRaiseAsync(ServiceId service, DateTimeOffset now, CancellationToken cancellation)
    {
        await foreach (var state in mailboxes.AllAsync(cancellation))
            if (state.Value.Service == service && state.Value.EndedAt is null && (state.Value.Waiting > 0 || state.Value.SweptAt is not { } swept || now - swept > Unseen))
                return false;
        return true;
    }

    // True when there is more to do. A row that cannot be deleted now, because somebody opens its task again, is met tomorrow.
    private async Task<bool> ForgetTasksAsync(Work work, DateTimeOffset horizon, CancellationToken cancellation)
    {
        var room = Batch;
        await foreach (var round in tasks.EndedAsync(work.Service, DateTimeOffset.MinValue, horizon, cancellation))
        {
            if (room-- == 0)
                return true;
            List<EntityWrite> writes = [EntityWrite.Delete(round)];
            if (await store.ReadAsync(work.Partition, TaskRows.Closed(round.Value.Task), TaskJson.Default.EmailTask, cancellation) is { } closed && closed.Value.EndedAt < horizon)
            {
                await ForgetDecisionsAsync(work, closed.Value.Key, cancellation);
                writes.Add(EntityWrite.Delete(closed));
            }

            await store.CommitAsync(work.Partition, writes, cancellation);
        }

        return false;
    }

    private async Task ForgetDecisionsAsync(Work work, TaskKey task, CancellationToken cancellation)
    {
        var rows = new List<EntityWrite>();
        await foreach (var decision in tasks.WhyAsync(task, cancellation))
            rows.Add(EntityWrite.DeleteAny(decision.Row));
        foreach (var some in rows.Chunk(EntityLimits.WritesPerCommit))
            await store.CommitAsync(work.Partition, some, cancellation);
    }

    // The rows of a task that is still there stay as long as it does.
    private async Task<bool> ForgetMailsAsync(Work work, DateTimeOffset horizon, CancellationToken cancellation)
    {
        var room = Batch;
        await foreach (var mail in tasks.ReceivedAsync(work.Service, DateTimeOffset.MinValue, horizon, cancellation))
        {
            if (mail.Value.Task is { } task && await IsThereAsync(work, task, cancellation))
                continue;
            if (room-- == 0)
                return true;
            List<EntityWrite> writes = [EntityWrite.Delete(mail)];
            if (mail.Value.Mailbox is { } mailbox)
                writes.Add(EntityWrite.DeleteAny(TaskRows.Mail(mailbox, mail.Value.Message)));
            if (mail.Value is { Mailbox: { } one, InternetMessageId: { } id })
                writes.Add(EntityWrite.DeleteAny(TaskRows.Ended(one, id)));
            await store.CommitAsync(work.Partition, writes, cancellation);
        }

        return false;
    }

    // Traces lead to a task by hashes and carry no time; a page of them at a time is held against the tasks there are.
    private async Task<bool> SweepAsync(Work work, Stored<RetentionState> known, CancellationToken cancellation)
    {
        var (state, now) = (known.Value, time.GetUtcNow());
        if (state.At is null && now - state.SweptAt < TraceInterval)
            return false;
        var range = state.At ?? Traces[0];
        var page = await store.QueryAsync(work.Partition, range, Batch, cancellation);
        foreach (var entity in page.Entities)
            if (await IsOverAsync(work, entity, state.Before, cancellation))
                await store.CommitAsync(work.Partition, [EntityWrite.Delete(entity.Row, entity.ETag)], cancellation);
        var next = page.Next ?? Traces.SkipWhile(trace => trace.Before != range.Before).Skip(1).FirstOrDefault();
        await store.CommitAsync(work.Partition, [Write(known, next is null ? state with { At = null, SweptAt = now } : state with { At = next })], cancellation);
        return next is not null;
    }

    private async ValueTask<bool> IsOverAsync(Work work, Entity trace, DateTimeOffset horizon, CancellationToken cancellation) =>
        trace.Row.StartsWith(TaskRows.AcknowledgedOf(""), StringComparison.Ordinal) ? trace.As(TaskJson.Default.Acknowledged).Value.At < horizon
        : trace.Row.StartsWith(TaskRows.StormOf(""), StringComparison.Ordinal) ? trace.As(TaskJson.Default.Storm).Value.Last < horizon
        : !await IsThereAsync(work, trace.As(TaskJson.Default.ThreadEntry).Value.Task, cancellation);

    private async Task<bool> IsThereAsync(Work work, TaskId task, CancellationToken cancellation)
    {
        if (!work.Known.TryGetValue(task, out var there))
            work.Known[task] = there = await tasks.FindAsync(new TaskKey(work.Service, task), cancellation) is not null;
        return there;
    }

    private async Task<bool> HasAnyAsync(ServiceId service, IEnumerable<RowRange> ranges, CancellationToken cancellation)
    {
        foreach (var range in ranges)
            if ((await store.QueryAsync(TaskRows.Partition(service), range, 1, cancellation)).Entities.Count > 0)
                return true;
        return false;
    }

    private ValueTask<Stored<RetentionState>?> ReadAsync(ServiceId service, CancellationToken cancellation) =>
        store.ReadAsync(TaskRows.Partition(service), Row, RetentionJson.Default.RetentionState, cancellation);

    private static EntityWrite Write(Stored<RetentionState>? before, RetentionState after) => before is null
        ? EntityWrite.Insert(Row, after, RetentionJson.Default.RetentionState)
        : EntityWrite.Update(before, after, RetentionJson.Default.RetentionState);

    /// <summary>What one run has learned of tasks. One that is not there does not come back: mail from before the horizon is never new.</summary>
    private sealed record Work(ServiceId Service)
    {
        public string Partition { get; } = TaskRows.Partition(Service);

        public Dictionary<TaskId, bool> Known { get; } = [];
    }
}

/// <summary>How far a service has forgotten.</summary>
/// <param name="Before">The horizon; it only rises, whatever the setting says later.</param>
/// <param name="At">The traces that are looked through next; null between two passes.</param>
internal sealed record RetentionState(DateTimeOffset Before, DateTimeOffset RaisedAt, DateTimeOffset? SweptAt = null, RowRange? At = null);

/// <summary>JSON of the retention's row.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RetentionState))]
internal sealed partial class RetentionJson : JsonSerializerContext;
