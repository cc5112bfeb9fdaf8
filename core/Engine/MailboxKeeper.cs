using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Brings each mailbox from what it is to what the configuration wants: baseline, folders, subscription, and a look through the Inbox in every interval. Safe to
/// repeat and to run in several processes.
/// </summary>
internal sealed class MailboxKeeper(
    MailboxTable mailboxes,
    IMailFolders folders,
    SubscriptionKeeper keeper,
    InboxWatch watch,
    IConfigurationSource configuration,
    EngineOptions options,
    TimeProvider time,
    ILogger<MailboxKeeper> log)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(15);

    /// <summary>Tends a mailbox now; trouble is noted on its state and tried again later.</summary>
    public async Task TendAsync(MailboxId mailbox, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var service = current.IsWatched(mailbox) ? current.ServiceOf(mailbox) : null;
        var state = await mailboxes.FindAsync(mailbox, cancellation);
        if (state is not null && state.Value.Service != service?.Id)
        {
            // Unassigned, suspended, or assigned elsewhere: a later assignment begins anew (N-052 to N-054, N-061).
            if (state.Value.Subscription is { } subscription)
                await keeper.DropAsync(subscription, cancellation);
            if (!await mailboxes.DeleteAsync(state, cancellation))
                return;
            state = null;
        }

        if (service is null)
            return;
        var now = time.GetUtcNow();
        if (state is null && !await mailboxes.CreateAsync(new MailboxState(mailbox, service.Id) { Baseline = now }, cancellation))
            return;
        if (state?.Value.Trouble is { } trouble && now < trouble.NextTry)
            return;
        await NoteAsync(mailbox, await KeepAsync(current.Mailbox(mailbox)!, cancellation), cancellation);
    }

    private async Task<Failure?> KeepAsync(Mailbox mailbox, CancellationToken cancellation)
    {
        if (await mailboxes.FindAsync(mailbox.Id, cancellation) is not { Value: { } state })
            return null;
        if (state.Folders is null)
        {
            var ensured = await folders.EnsureAsync(mailbox.Id, mailbox.Folders, cancellation);
            if (!ensured.Succeeded)
                return ensured.Failure;
            await mailboxes.ChangeAsync(mailbox.Id, before => before with { Folders = ensured.Value }, cancellation);
        }

        var kept = await keeper.KeepAsync(mailbox.Id, state.Subscription, options.Addresses, cancellation);
        if (kept.Subscription != state.Subscription)
            await StoreAsync(mailbox.Id, state.Subscription, kept.Subscription, cancellation);
        var due = state.SweptAt is not { } swept || time.GetUtcNow() - swept >= options.ReconcileInterval;
        var looked = kept.IsNew || due ? await watch.LookAsync(mailbox.Id, whole: true, cancellation) : null;
        return looked ?? kept.Failure;
    }

    private Task<MailboxState?> StoreAsync(MailboxId mailbox, SubscriptionState? before, SubscriptionState? after, CancellationToken cancellation)
    {
        List<EntityWrite> owners = [];
        if (before is not null && before.Id != after?.Id)
            owners.Add(EntityWrite.DeleteAny(MailboxTable.SubscriptionRow(before.Id)));
        if (after is not null)
            owners.Add(MailboxTable.Own(after.Id, new SubscriptionOwner(mailbox, after.ClientState)));
        return mailboxes.ChangeAsync(mailbox, state => state with { Subscription = after }, cancellation, owners);
    }

    private async Task NoteAsync(MailboxId mailbox, Failure? failure, CancellationToken cancellation)
    {
        if (failure is null)
        {
            if (await mailboxes.ChangeAsync(mailbox, state => state.Trouble is null ? null : state with { Trouble = null }, cancellation) is not null)
                log.MailboxWorksAgain(mailbox);
            return;
        }

        log.MailboxInTrouble(mailbox, failure);
        var now = time.GetUtcNow();
        await mailboxes.ChangeAsync(
            mailbox,
            state =>
            {
                var tries = (state.Trouble?.Tries ?? 0) + 1;
                var wait = TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, FirstRetry.Ticks << Math.Min(tries - 1, 10)));
                var next = failure.NotBefore > now + wait ? failure.NotBefore.Value : now + wait;
                return state with { Trouble = new MailboxTrouble(failure.Category, failure.Code, state.Trouble?.Since ?? now, next, tries) };
            },
            cancellation);
    }

    /// <summary>Graph said that the subscription is in danger or gone: forget what we believe of it and tend the mailbox at once.</summary>
    public async Task SubscriptionAtRiskAsync(MailboxId mailbox, CancellationToken cancellation)
    {
        await mailboxes.ChangeAsync(
            mailbox,
            state => state.Subscription is { } subscription ? state with { Subscription = subscription with { RenewAt = DateTimeOffset.MinValue } } : null,
            cancellation);
        await TendAsync(mailbox, cancellation);
    }
}
