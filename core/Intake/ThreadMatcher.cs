using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Intake;

/// <summary>The task, open or closed, whose thread a mail names.</summary>
/// <param name="TookPart">Whether the mail's sender took part in it; if not, the mail only claims to belong to it (F-76).</param>
public sealed record ThreadMatch(Stored<EmailTask> Task, bool TookPart);

/// <summary>
/// Finds the task that a mail goes on with: by In-Reply-To, then References from the newest back, against the Message-IDs we know; then by the key that our
/// answers carry; for a reply without either, by Exchange's conversation, which is a guess and counts only for those who took part. Similarity of subject or
/// body never decides (F-06).
/// </summary>
public sealed class ThreadMatcher(TaskTable tasks, ThreadKeys keys, MailContent content)
{
    /// <summary>References can be long and come from outside; the newest ones suffice.</summary>
    private const int MaxReferences = 20;

    /// <summary>Merges of merges that are followed.</summary>
    private const int MaxMerges = 10;

    public async Task<ThreadMatch?> FindAsync(Service service, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (mail.From is not { } from)
            return null;
        var participant = TaskRows.Participant(mailbox, from.Address);
        ThreadMatch? claim = null;
        await foreach (var task in NamedAsync(service.Id, mailbox, mail, cancellation))
        {
            if (task.Value.Participants.Contains(participant))
                return new(task, true);
            claim ??= new(task, false);
        }

        return await ByConversationAsync(service.Id, mailbox, mail, participant, cancellation) ?? claim;
    }

    /// <summary>The task that a report is about, by the Message-IDs and keys in it; machines do not take part, so nobody's part is asked for.</summary>
    public async Task<Stored<EmailTask>?> FindAsync(ServiceId service, MailboxId mailbox, IEnumerable<string> ids, string text, CancellationToken cancellation)
    {
        foreach (var id in ids.Distinct(StringComparer.Ordinal).Take(MaxReferences))
            if (await FollowAsync(await tasks.NamedAsync(service, TaskRows.Thread(mailbox, id), cancellation), cancellation) is { } task)
                return task;
        return await keys.FindAsync(service, text, cancellation) is { } key ? await FollowAsync(await tasks.FindAsync(key, cancellation), cancellation) : null;
    }

    private async IAsyncEnumerable<Stored<EmailTask>> NamedAsync(
        ServiceId service, MailboxId mailbox, MailItem mail, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var id in References(mail))
            if (await FollowAsync(await tasks.NamedAsync(service, TaskRows.Thread(mailbox, id), cancellation), cancellation) is { } task)
                yield return task;
        if (await keys.FindAsync(service, await TextAsync(mailbox, mail, cancellation), cancellation) is { } key
            && await FollowAsync(await tasks.FindAsync(key, cancellation), cancellation) is { } keyed)
            yield return keyed;
    }

    private async Task<ThreadMatch?> ByConversationAsync(ServiceId service, MailboxId mailbox, MailItem mail, string participant, CancellationToken cancellation) =>
        IsReply(mail) && mail.ConversationId is { Length: > 0 } conversation
            && await FollowAsync(await tasks.NamedAsync(service, TaskRows.Conversation(mailbox, conversation), cancellation), cancellation) is { } task
            && task.Value.Participants.Contains(participant)
                ? new(task, true)
                : null;

    // The key of our answer is in what a reply quotes. A list without bodies does not show it, so a reply is read.
    private async Task<string> TextAsync(MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (mail.Body is null && IsReply(mail))
            mail = await content.ReadAsync(mailbox, mail.Id, withBody: true, cancellation) is { Succeeded: true } read ? read.Value : mail;
        return mail.Body?.Content ?? mail.Preview;
    }

    // What was merged goes on in the task that took it.
    private async Task<Stored<EmailTask>?> FollowAsync(Stored<EmailTask>? task, CancellationToken cancellation)
    {
        for (var hops = 0; task?.Value.MergedInto is { } into; hops++)
            task = hops < MaxMerges ? await tasks.FindAsync(task.Value.Key with { Id = into }, cancellation) : null;
        return task;
    }

    private static bool IsReply(MailItem mail) => References(mail).Any();

    private static IEnumerable<string> References(MailItem mail)
    {
        var references = Ids(mail.Header("References")).Reverse();
        return Ids(mail.Header("In-Reply-To")).Concat(references).Distinct(StringComparer.Ordinal).Take(MaxReferences);
    }

    private static IEnumerable<string> Ids(string? header) => header is null
        ? []
        : header.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries).Where(id => id.StartsWith('<') && id.EndsWith('>'));
}
