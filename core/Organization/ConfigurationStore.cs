using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Organization;

/// <summary>
/// The configuration in the store: one row per record and one head row with the revision. <see cref="Current"/> is an immutable picture in memory; only a
/// commit that raises the revision under the head's etag changes it, so of two administrators the second sees a conflict. Small changes are one commit with the
/// head; changes of more rows than a commit takes go through <see cref="StagedRows"/>. Readers never see half a change (I7).
/// </summary>
public sealed class ConfigurationStore(IEntityStore store, TimeProvider clock) : IConfigurationSource, IAuditNotes, IDisposable
{
    public const string Partition = "config";

    // Head and audit entry travel with the changed rows.
    private const int RowsPerCommit = EntityLimits.WritesPerCommit - 2;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly StagedRows staged = new(store, clock);
    private readonly AuditTrail audit = new(store);
    private volatile Configuration current = Configuration.Empty;

    /// <summary>Called after every change of <see cref="Current"/>, in order, whoever made it. A handler only gives a signal: it returns at once and does not throw.</summary>
    public event Action<ConfigurationChange>? Changed;

    public Configuration Current => current;

    /// <summary>Loads the configuration; call once before anything reads <see cref="Current"/>. Finishes what a crash interrupted.</summary>
    public async Task<Configuration> LoadAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            await ReloadAsync(cancellation);
            await staged.SweepAsync(cancellation);
            await audit.PublishAsync(cancellation);
            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Loads again if another instance changed the configuration; costs one read when it did not.</summary>
    public async Task<Configuration> RefreshAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var head = await StoredHead.ReadAsync(store, cancellation);
            if (head.Value.Revision != current.Revision || head.Value.Staged is not null)
                await ReloadAsync(cancellation);
            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Replaces the configuration of revision <paramref name="basis"/> by <paramref name="next"/> (whose own revision is not looked at) and notes it in the audit trail.</summary>
    /// <param name="by">Object id of the administrator, or <c>setup</c>.</param>
    /// <param name="action">Name of the command, for the audit trail.</param>
    public async Task<ConfigurationCommit> CommitAsync(long basis, Configuration next, string by, string action, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var head = await StoredHead.ReadAsync(store, cancellation);
            if (head.Value.Revision != current.Revision || head.Value.Staged is not null)
                head = await ReloadAsync(cancellation);
            if (current.Revision != basis)
                return new(CommitOutcome.Conflict, current);
            var now = clock.GetUtcNow();
            var rows = ConfigurationRows.Of(WorkflowVersions.Note(current, WatchTimes.Note(current, next, now)));
            var changes = ConfigurationRows.Changes(ConfigurationRows.Of(current), rows);
            if (changes.Count == 0)
                return new(CommitOutcome.Unchanged, current);
            var note = AuditTrail.Note(RowAudit.Entry(basis + 1, now, by, action, changes));
            if (!await WriteAsync(head, changes, note, cancellation))
            {
                await ReloadAsync(cancellation);
                return new(CommitOutcome.Conflict, current);
            }

            Replace(ConfigurationRows.ToConfiguration(basis + 1, rows));
            // The change holds; that it is told in the audit trail a little later is no reason to report a failure.
            await PublishQuietlyAsync(cancellation);
            return new(CommitOutcome.Written, current);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    /// <remarks>The revision rises, although nothing else changes: entries of the trail are told apart by it.</remarks>
    public async Task NoteAsync(string by, string action, AuditedChange change, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                var head = await StoredHead.ReadAsync(store, cancellation);
                if (head.Value.Revision != current.Revision || head.Value.Staged is not null)
                    head = await ReloadAsync(cancellation);
                var entry = new AuditEntry(current.Revision + 1, clock.GetUtcNow(), by, action, [change]);
                if (await head.WriteAsync(store, new ConfigurationHead(entry.Revision), [AuditTrail.Note(entry)], cancellation) is not null)
                    break;
            }

            Replace(current with { Revision = current.Revision + 1 });
            await PublishQuietlyAsync(cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<bool> WriteAsync(StoredHead head, IReadOnlyList<RowChange> changes, EntityWrite note, CancellationToken cancellation)
    {
        var next = new ConfigurationHead(head.Value.Revision + 1);
        var bytes = changes.Sum(change => (long)(change.After?.Length ?? 0)) + note.Value!.Value.Length;
        if (changes.Count <= RowsPerCommit && bytes <= EntityLimits.CommitBytes * 2 / 3)
            return await head.WriteAsync(store, next, [note, .. changes.Select(change => change.Write())], cancellation) is not null;

        var id = staged.NewId();
        await staged.StageAsync(id, changes, cancellation);
        if (staged.IsTooOld(id) || await head.WriteAsync(store, next with { Staged = id }, [note], cancellation) is not { } flipped)
        {
            await staged.DropAsync(id, cancellation);
            return false;
        }

        await staged.FoldAsync(flipped, cancellation);
        return true;
    }

    private async Task<StoredHead> ReloadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var head = await StoredHead.ReadAsync(store, cancellation);
            if (head.Value.Staged is not null)
                head = await staged.FoldAsync(head, cancellation);
            var rows = await RowsAsync(cancellation);
            var after = await StoredHead.ReadAsync(store, cancellation);
            // Rows change only together with the head: the same revision with nothing staged before and after means that no row changed between.
            if (head.Value.Staged is null && after.Value == head.Value)
            {
                Replace(ConfigurationRows.ToConfiguration(head.Value.Revision, rows));
                return after;
            }
        }
    }

    private async Task<Dictionary<string, ReadOnlyMemory<byte>>> RowsAsync(CancellationToken cancellation)
    {
        var rows = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        for (RowRange? range = RowRange.All; range is not null;)
        {
            var page = await store.QueryAsync(Partition, range, EntityLimits.PageRows, cancellation);
            foreach (var entity in page.Entities)
                rows[entity.Row] = entity.Value;
            range = page.Next;
        }

        return rows;
    }

    private void Replace(Configuration next)
    {
        var old = current;
        if (old.Revision == next.Revision)
            return;
        current = next;
        Changed?.Invoke(new(old, next));
    }

    private async Task PublishQuietlyAsync(CancellationToken cancellation)
    {
        try
        {
            await audit.PublishAsync(cancellation);
        }
        catch (StoreUnavailableException)
        {
            // The entry lies safe beside the configuration; the next load or reader moves it.
        }
    }
}
