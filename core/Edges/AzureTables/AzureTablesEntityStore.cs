using System.Text.Json;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>The store in a table of an Azure storage account, shared by any number of processes (I8, decision 0009).</summary>
internal sealed class AzureTablesEntityStore : IEntityStore, IDisposable
{
    private readonly TablesPipeline pipeline;
    private readonly TablesClient client;
    private readonly TablesCommitter committer;

    public AzureTablesEntityStore(TablesSettings settings, TablesPipeline pipeline, TimeProvider clock, Random chance, ILogger<AzureTablesEntityStore> log)
    {
        this.pipeline = pipeline;
        client = new(settings, pipeline, clock, chance, log);
        committer = new(settings, client, log);
        TablesLog.Using(log, settings.Table, settings.Account.Endpoint.Host);
    }

    public async ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation)
    {
        EntityKeys.CheckKey(partition, nameof(partition));
        EntityKeys.CheckKey(row, nameof(row));
        cancellation.ThrowIfCancellationRequested();
        return (await client.FindAsync(partition, row, cancellation))?.ToEntity();
    }

    public async ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation)
    {
        EntityKeys.CheckQuery(partition, range, take);
        cancellation.ThrowIfCancellationRequested();
        if (range.Before is not null && string.CompareOrdinal(range.From, range.Before) >= 0)
            return new([], null);
        var entities = new List<Entity>();
        var mark = default(TablesMark);
        do
        {
            var answer = await client.AskAsync(TablesCall.Range(client.Table, partition, range, take, mark), cancellation);
            mark = answer.Mark;
            var last = Read(answer.Body, entities);
            if (entities.Count > 0 && mark is not null)
                // Nothing sorts between a key and the same key with a space, the first character that a key may have.
                return new(entities, range with { From = last + " " });
        }
        // The service may stop at any boundary of its own without having found anything yet.
        while (mark is not null);
        return new(entities, null);
    }

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        EntityKeys.CheckCommit(partition, writes);
        cancellation.ThrowIfCancellationRequested();
        return await committer.CommitAsync(partition, writes, cancellation);
    }

    public void Dispose() => pipeline.Dispose();

    /// <summary>Adds the entities of an answer, without graves, and returns the last row key it had.</summary>
    private static string? Read(ReadOnlyMemory<byte> body, List<Entity> entities)
    {
        using var document = JsonDocument.Parse(body);
        var last = default(string);
        foreach (var element in document.RootElement.GetProperty("value").EnumerateArray())
        {
            var row = TablesRow.Read(element);
            last = row.Row;
            if (row.ToEntity() is { } entity)
                entities.Add(entity);
        }

        return last;
    }
}
