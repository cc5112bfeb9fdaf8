using TeamsEmailBot.Core.Edges.AzureTables;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Contracts;

public sealed class AzureTablesEntityStoreTests : EntityStoreContract, IAsyncLifetime
{
    private const string Table = "Contract";
    private AzureTablesEntityStore? store;

    protected override IEntityStore Store => store!;

    public async Task InitializeAsync() => store = (await AzuriteProcess.SharedAsync()).OpenStore(Table);

    public Task DisposeAsync()
    {
        store?.Dispose();
        return Task.CompletedTask;
    }
}
