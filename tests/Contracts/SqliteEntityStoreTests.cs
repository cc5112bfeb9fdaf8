using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Contracts;

public sealed class SqliteEntityStoreTests : EntityStoreContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteEntityStore store;

    public SqliteEntityStoreTests() => store = SqliteEntityStore.Open(new(folder.File("bot.db")), NullLogger<SqliteEntityStore>.Instance);

    protected override IEntityStore Store => store;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }
}
