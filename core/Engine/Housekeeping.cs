using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Once a day, by one instance: finds subscriptions that notify us and belong to no mailbox (their creation's answer was lost), forgets mailboxes and services that are
/// gone from the configuration with all their work done, and what is older than the tenant keeps it, and tries whether the app can open what it must not (F-64).
/// </summary>
internal sealed class Housekeeping(
    IEntityStore store,
    MailboxTable mailboxes,
    TaskTable tasks,
    JobBoard jobs,
    Retention retention,
    ISubscriptions subscriptions,
    IMailReader reader,
    IConfigurationSource configuration,
    EngineOptions options,
    TimeProvider time)
{
    private const string Row = "housekeeping";

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>A subscription that was created just now is noted within this time; only one that still is not then is deleted.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Adds the day's job when it is time, whichever instance asks first.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var last = await store.ReadAsync(MailboxTable.Partition, Row, HousekeepingJson.Default.LastHousekeeping, cancellation);
        if (last is not null && now - last.Value.At < Interval)
            return;
        var next = new LastHousekeeping(now, last?.Value.ScopeTooWideSince);
        var write = last is null
            ? EntityWrite.Insert(Row, next, HousekeepingJson.Default.LastHousekeeping)
            : EntityWrite.Update(last, next, HousekeepingJson.Default.LastHousekeeping);
        await store.CommitAsync(MailboxTable.Partition, [write, EngineJobs.Sweep(now)], cancellation);
    }

    /// <summary>The job; a failure means once more.</summary>
    public async Task<Failure?> RunAsync(CancellationToken cancellation)
    {
        await foreach (var state in mailboxes.AllAsync(cancellation))
            if (state.Value.EndedAt is not null && configuration.Current.Mailbox(state.Value.Mailbox) is null)
                await mailboxes.ForgetAsync(state, cancellation);
        foreach (var service in await mailboxes.ServicesAsync(cancellation))
            if (configuration.Current.Service(service) is null && await IsDoneAsync(service, cancellation))
                await mailboxes.ForgetAsync(service, cancellation);
            else
                await store.CommitAsync(TaskRows.Partition(service), [EngineJobs.ForgetOf(service, time.GetUtcNow())], cancellation);
        await ProbeScopeAsync(cancellation);
        return options.Addresses is { } addresses ? await SweepAsync(addresses, cancellation) : null;
    }

    /// <summary>Deletes a subscription unless a mailbox has it (again).</summary>
    public async Task<Failure?> DropAsync(string subscription, DateTimeOffset expires, CancellationToken cancellation)
    {
        if (time.GetUtcNow() >= expires || await mailboxes.OwnerAsync(subscription, cancellation) is not null)
            return null;
        var deleted = await subscriptions.DeleteAsync(subscription, cancellation);
        return deleted.Failure;
    }

    /// <summary>Since when the app is known to open mailboxes that are none of its business; null when it is not known to.</summary>
    public async Task<DateTimeOffset?> ScopeTooWideSinceAsync(CancellationToken cancellation) =>
        (await store.ReadAsync(MailboxTable.Partition, Row, HousekeepingJson.Default.LastHousekeeping, cancellation))?.Value.ScopeTooWideSince;

    // A person's own mailbox must be closed to us. Only a number is asked for, and only whether there is an answer counts.
    private async Task ProbeScopeAsync(CancellationToken cancellation)
    {
        var current = configuration.Current;
        var people = current.Users.Select(user => new MailboxId(user.Id.Value)).Where(id => current.Mailbox(id) is null);
        if (people.FirstOrDefault() is not { Value: { } } person)
            return;
        var opened = await reader.CountInboxAsync(person, time.GetUtcNow(), cancellation);
        if (!opened.Succeeded && opened.Failure.Category is not FailureCategory.Refused)
            return;
        var last = await store.ReadAsync(MailboxTable.Partition, Row, HousekeepingJson.Default.LastHousekeeping, cancellation);
        if (last is null || opened.Succeeded == last.Value.ScopeTooWideSince.HasValue)
            return;
        var next = last.Value with { ScopeTooWideSince = opened.Succeeded ? time.GetUtcNow() : null };
        await store.CommitAsync(MailboxTable.Partition, [EntityWrite.Update(last, next, HousekeepingJson.Default.LastHousekeeping)], cancellation);
    }

    private async Task<bool> IsDoneAsync(ServiceId service, CancellationToken cancellation)
    {
        await foreach (var _ in tasks.OpenAsync(service, cancellation))
            return false;
        return await jobs.NextDueAsync(TaskRows.Partition(service), time.GetUtcNow(), cancellation) is null && !await retention.KeepsAnythingAsync(service, cancellation);
    }

    private async Task<Failure?> SweepAsync(NotificationAddresses addresses, CancellationToken cancellation)
    {
        var listed = await subscriptions.ListAsync(cancellation);
        if (!listed.Succeeded)
            return listed.Failure;
        var due = time.GetUtcNow() + Patience;
        foreach (var one in listed.Value.Where(one => one.NotificationUrl == addresses.Url))
            if (await mailboxes.OwnerAsync(one.Id, cancellation) is null)
                await store.CommitAsync(MailboxTable.Partition, [EngineJobs.Drop(one.Id, one.ExpiresAt, due)], cancellation);
        return null;
    }
}

/// <summary>When it was done last, and what it found.</summary>
internal sealed record LastHousekeeping(DateTimeOffset At, DateTimeOffset? ScopeTooWideSince);

/// <summary>JSON of the housekeeping's row.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(LastHousekeeping))]
internal sealed partial class HousekeepingJson : System.Text.Json.Serialization.JsonSerializerContext;
