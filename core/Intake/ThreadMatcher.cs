using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Intake;

/// <summary>
/// Finds the open task that a mail answers: by In-Reply-To, then References from the newest back, against the Message-IDs we know, and only when its sender
/// already took part (F-76). Similarity of subject or body never decides (F-06).
/// </summary>
public sealed class ThreadMatcher(IEntityStore store, TaskTable tasks)
{
    /// <summary>References can be long and come from outside; the newest ones suffice.</summary>
    private const int MaxReferences = 20;

    public async Task<Stored<EmailTask>?> FindAsync(Service service, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (mail.From is not { } from)
            return null;
        var participant = TaskRows.Participant(mailbox, from.Address);
        foreach (var id in Named(mail))
        {
            var known = await store.ReadAsync(TaskRows.Partition(service.Id), TaskRows.Thread(mailbox, id), TaskJson.Default.ThreadEntry, cancellation);
            if (known is not null
                && await tasks.FindAsync(new TaskKey(service.Id, known.Value.Task), cancellation) is { } task
                && task.Value.Participants.Contains(participant))
                return task;
        }

        return null;
    }

    private static IEnumerable<string> Named(MailItem mail)
    {
        var references = Ids(mail.Header("References")).Reverse();
        return Ids(mail.Header("In-Reply-To")).Concat(references).Distinct(StringComparer.Ordinal).Take(MaxReferences);
    }

    private static IEnumerable<string> Ids(string? header) => header is null
        ? []
        : header.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries).Where(id => id.StartsWith('<') && id.EndsWith('>'));
}
