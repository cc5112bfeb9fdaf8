using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Contracts;

public sealed class InMemoryEntityStoreTests : EntityStoreContract
{
    protected override IEntityStore Store { get; } = new InMemoryEntityStore();
}
