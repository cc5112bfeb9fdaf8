using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Simulation.Clockwork;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>
/// One instance's way to the store that all share (<see cref="InMemoryEntityStore"/>, which passes the contract of every adapter). Each call takes effect at one
/// moment and is answered at a later one; in between the instance may die. It fails before the effect, after it, or without anybody knowing.
/// </summary>
internal sealed class SimStore(SimWorld world, string instance, SimContext owner) : IEntityStore
{
    private readonly InMemoryEntityStore store = world.Store;
    private readonly Random chance = world.Plan.Chance($"store/{instance}");

    public ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation) =>
        CallAsync(() => Now(store.GetAsync(partition, row, CancellationToken.None)), cancellation);

    public ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation) =>
        CallAsync(() => Now(store.QueryAsync(partition, range, take, CancellationToken.None)), cancellation);

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        EntityKeys.CheckCommit(partition, writes);
        return CallAsync(() => Commit(partition, writes), cancellation, mayBeUnclear: true);
    }

    // The store in memory always answers at once.
    private static T Now<T>(ValueTask<T> done) =>
        done.IsCompletedSuccessfully ? done.Result : throw new InvalidOperationException("The store in memory did not answer at once.");

    private CommitResult Commit(string partition, IReadOnlyList<EntityWrite> writes)
    {
        var result = Now(store.CommitAsync(partition, writes, CancellationToken.None));
        if (result.Applied)
            world.Watcher.Committed(instance, partition, writes);
        return result;
    }

    private async ValueTask<T> CallAsync<T>(Func<T> effect, CancellationToken cancellation, bool mayBeUnclear = false)
    {
        cancellation.ThrowIfCancellationRequested();
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var fails = world.IsFaulty && (world.IsStoreDown || chance.NextDouble() < world.Plan.StoreFaults);
        var kind = mayBeUnclear ? chance.Next(3) : 0;
        if (fails)
            world.Note(instance, $"the store fails {kind switch { 0 => "before the effect", 1 => "after the effect", _ => "unclearly, without effect" }}");
        Later(() =>
        {
            // A killed process's request that is not at the store yet is lost where the store lives in the process.
            if (owner.IsDead && world.Plan.IsSole)
                return;
            if (fails && kind != 1)
            {
                Later(() => answer.TrySetException(Unavailable(kind == 2)));
                return;
            }

            var result = effect();
            Later(() =>
            {
                if (fails)
                    answer.TrySetException(Unavailable(true));
                else
                    answer.TrySetResult(result);
            });
        });
        return await answer.Task;
    }

    private static StoreUnavailableException Unavailable(bool effectUnknown) => new("The store is simulated to fail.", "None.", effectUnknown);

    // Mostly at once, so that only the order of things is in question; sometimes late.
    private void Later(Action what)
    {
        if (chance.Next(40) == 0)
            world.Context.BeginLater(TimeSpan.FromMilliseconds(chance.Next(1, 800)), what);
        else
            world.Context.Begin(what);
    }
}
