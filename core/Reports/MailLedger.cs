using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Reports;

/// <summary>What a balance is made of: what the ledger knows, what lies in Exchange, and how far the last look came.</summary>
/// <param name="Records">The ledger's rows of mails received in the time.</param>
/// <param name="Open">The open tasks of the service.</param>
/// <param name="Placed">Where Exchange says that mails of the time lie, by folder id.</param>
public sealed record LedgerSources(
    ServiceId Service,
    MailboxState Mailbox,
    IReadOnlyCollection<MailRecord> Records,
    IReadOnlySet<TaskId> Open,
    IReadOnlyDictionary<string, IReadOnlyList<CountedMail>> Placed);

/// <summary>Draws up the balance: received = the sum of all ends (I1). It counts Exchange's own list, so that a mail the ledger never saw is found too.</summary>
public static class MailLedger
{
    public static LedgerBalance Balance(LedgerSources sources)
    {
        var ends = new Dictionary<LedgerEnd, int>();
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        var differences = new Dictionary<LedgerDifference, int>();
        var places = sources.Placed.SelectMany(folder => folder.Value.Select(mail => (mail.Id, Folder: folder.Key))).DistinctBy(place => place.Id)
            .ToDictionary(place => place.Id, place => place.Folder);
        var named = sources.Records.Where(record => record.InternetMessageId is not null).Select(record => record.InternetMessageId).ToHashSet(StringComparer.Ordinal);
        foreach (var record in sources.Records)
        {
            var end = EndOf(record);
            Count(ends, end);
            if (end == LedgerEnd.Failed)
                Count(reasons, record.Reason ?? "");
            if (Difference(record, end, places.GetValueOrDefault(record.Message), sources) is { } difference)
                Count(differences, difference);
        }

        var known = sources.Records.Select(record => record.Message).ToHashSet();
        foreach (var (folder, mails) in sources.Placed)
        {
            foreach (var mail in mails.Where(mail => !known.Contains(mail.Id)))
            {
                if (mail.InternetMessageId is { } id && named.Contains(id))
                    Count(differences, LedgerDifference.OtherId);
                else
                    Count(ends, EndOfUnknown(mail, folder, sources.Mailbox));
            }
        }

        var open = sources.Records.Count(record => record is { Fate: MailFate.OpenedTask, Task: { } task } && sources.Open.Contains(task));
        return new LedgerBalance(sources.Service, ends.Values.Sum(), ends, reasons, differences, open);
    }

    private static LedgerEnd EndOf(MailRecord record) => record.Fate switch
    {
        MailFate.OpenedTask => LedgerEnd.Task,
        MailFate.Failed => LedgerEnd.Failed,
        MailFate.Ended => LedgerEnd.Ended,
        MailFate.Withdrawn => LedgerEnd.Withdrawn,
        _ => LedgerEnd.Joined,
    };

    private static LedgerEnd EndOfUnknown(CountedMail mail, string folder, MailboxState state)
    {
        if (mail.ReceivedAt < state.Baseline || state.EndedAt is { } ended && mail.ReceivedAt >= ended)
            return LedgerEnd.BeforeBaseline;
        if (folder != state.Folders?.Inbox)
            return LedgerEnd.MovedUnseen;
        if (state.Waiting > 0)
            return LedgerEnd.Waiting;

        // Exchange shows a new mail a little late.
        return state.SweptAt is not { } swept || mail.ReceivedAt > swept - TimeSpan.FromMinutes(1) ? LedgerEnd.NotYetSeen : LedgerEnd.Unexplained;
    }

    private static LedgerDifference? Difference(MailRecord record, LedgerEnd end, string? folder, LedgerSources sources)
    {
        if (folder is null)
            return LedgerDifference.Elsewhere;
        var decided = end is LedgerEnd.Failed or LedgerEnd.Ended || end is LedgerEnd.Task or LedgerEnd.Joined && record.Task is { } task && !sources.Open.Contains(task);
        return decided && folder == sources.Mailbox.Folders?.Inbox ? LedgerDifference.NotFiled : null;
    }

    private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
