using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>The ledger of one service: its balance, or why Exchange could not be asked.</summary>
public sealed record ServiceLedger(Service Service, Outcome<LedgerBalance> Balance);

/// <summary>Port of the face: the ledger over a time. Whether the caller may see it is the caller's to check.</summary>
public interface ILedgerDesk
{
    /// <summary>One entry for each of these services whose mailbox was ever watched.</summary>
    Task<IReadOnlyList<ServiceLedger>> BalanceAsync(IEnumerable<Service> services, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation);
}

/// <inheritdoc cref="ILedgerDesk"/>
internal sealed class LedgerDesk(TaskTable tasks, MailboxTable mailboxes, IMailCensus census, Retention retention) : ILedgerDesk
{
    public async Task<IReadOnlyList<ServiceLedger>> BalanceAsync(IEnumerable<Service> services, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation)
    {
        var all = new List<ServiceLedger>();
        foreach (var service in services)
            if (service.Mailbox is { } mailbox && await mailboxes.FindAsync(mailbox, cancellation) is { Value: { Folders: not null } state } && state.Service == service.Id)
                all.Add(new(service, await BalanceAsync(service, state, from, before, cancellation)));
        return all;
    }

    private async Task<Outcome<LedgerBalance>> BalanceAsync(
        Service service, MailboxState state, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation)
    {
        var folders = state.Folders!;
        var placed = new Dictionary<string, IReadOnlyList<CountedMail>>(StringComparer.Ordinal);

        // Exchange first: what is taken in while we count is then in the ledger too.
        foreach (var folder in new[] { folders.Inbox, folders.Handled, folders.Ended, folders.Failed }.Distinct())
        {
            var counted = await census.CountAsync(state.Mailbox, folder, from, before, cancellation);
            if (!counted.Succeeded)
                return counted.Failure;
            placed[folder] = counted.Value;
        }

        var records = new List<MailRecord>();
        await foreach (var record in tasks.ReceivedAsync(service.Id, from, before, cancellation))
            records.Add(record.Value);
        var open = new HashSet<TaskId>();
        await foreach (var task in tasks.OpenAsync(service.Id, cancellation))
            open.Add(task.Value.Key.Id);
        // Of mail from before the horizon nothing is known any more.
        var horizon = await retention.HorizonAsync(service.Id, cancellation);
        var kept = horizon > state.Baseline ? state with { Baseline = horizon } : state;
        return MailLedger.Balance(new LedgerSources(service.Id, kept, records, open, placed));
    }
}
