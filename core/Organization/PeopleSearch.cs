using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Whom a search found.</summary>
/// <param name="IsFiltered">Whether the tenant's filter is in force; said when nobody was found .</param>
/// <param name="Broken">Why the filter could not be followed; then the members of the seeker's own services are all there is .</param>
public sealed record PeopleFound(IReadOnlyList<User> People, bool IsFiltered = false, Failure? Broken = null);

/// <summary>A filter that the directory does not follow.</summary>
public sealed record BrokenFilter(string Filter, string Code, DateTimeOffset Since);

/// <summary>Whom somebody finds who hands a task on: the agents he may see (<see cref="TeamSight"/>), narrowed by the tenant's filter .</summary>
public sealed class PeopleSearch(IDirectory directory, IEntityStore store, IConfigurationSource configuration, TimeProvider time)
{
    private const string Partition = "people";
    private const string Row = "filter";

    /// <summary>The agents to whom <paramref name="seeker"/> may hand a task.</summary>
    public async Task<PeopleFound> ForAsync(AgentId seeker, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var visible = TeamSight.Of(current, seeker);
        var filter = current.Tenant.PeopleFilter;
        if (filter.Length == 0 || visible.Count == 0)
            return new PeopleFound(visible, filter.Length > 0);
        var among = await directory.AmongAsync([.. visible.Select(user => user.Id.Value)], filter, cancellation);
        await NoteAsync(filter, among.Failure, cancellation);
        if (among.Succeeded)
            return new PeopleFound([.. visible.Where(user => among.Value.Contains(user.Id.Value))], IsFiltered: true);
        var own = current.Services.Where(service => service.Serves(seeker)).ToList();
        return new PeopleFound([.. visible.Where(user => own.Any(service => service.Serves(user.Id)))], IsFiltered: true, among.Failure);
    }

    /// <summary>The filter in force, when the directory did not follow it at the last search; null when all is well.</summary>
    public static async Task<BrokenFilter?> BrokenAsync(IEntityStore store, Configuration current, CancellationToken cancellation) =>
        await store.ReadAsync(Partition, Row, PeopleJson.Default.BrokenFilter, cancellation) is { Value: { } broken } && broken.Filter == current.Tenant.PeopleFilter ? broken : null;

    // What only an administrator can mend is remembered until it works again; a directory that is away says nothing about the filter.
    private async Task NoteAsync(string filter, Failure? failure, CancellationToken cancellation)
    {
        if (failure is not null and not { Category: FailureCategory.Invalid or FailureCategory.Refused })
            return;
        var known = await store.ReadAsync(Partition, Row, PeopleJson.Default.BrokenFilter, cancellation);
        if (failure is null ? known is null : known?.Value is { } before && before.Filter == filter && before.Code == failure.Code)
            return;
        // Somebody who was faster noted the same.
        await store.CommitAsync(
            Partition,
            [failure is null ? EntityWrite.Delete(known!) : EntityWrite.Put(Row, new BrokenFilter(filter, failure.Code, time.GetUtcNow()), PeopleJson.Default.BrokenFilter)],
            cancellation);
    }
}

/// <summary>JSON of the search's row.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(BrokenFilter))]
internal sealed partial class PeopleJson : System.Text.Json.Serialization.JsonSerializerContext;
