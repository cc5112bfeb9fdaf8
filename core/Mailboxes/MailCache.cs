using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>
/// Keeps the content of recently read mails in memory, so that a mail that was listed is not read again to be shown and quoted a moment later. Never written
/// anywhere (I6); bounded by an estimate of its bytes and by age.
/// </summary>
public sealed class MailCache(TimeProvider time)
{
    private const long CapacityBytes = 64L * 1024 * 1024;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(20);

    private readonly Lock gate = new();
    private readonly Dictionary<(MailboxId, MessageId), LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = [];
    private long bytes;

    /// <summary>The mail as read last, or null. One without body only serves when <paramref name="withBody"/> is not asked for.</summary>
    public MailItem? Find(MailboxId mailbox, MessageId message, bool withBody)
    {
        lock (gate)
        {
            if (!entries.TryGetValue((mailbox, message), out var node))
                return null;
            if (time.GetUtcNow() - node.Value.At > MaxAge)
            {
                Remove(node);
                return null;
            }

            if (withBody && node.Value.Mail.Body is null)
                return null;
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Mail;
        }
    }

    public void Keep(MailboxId mailbox, MailItem mail)
    {
        var entry = new Entry((mailbox, mail.Id), mail, time.GetUtcNow(), Estimate(mail));
        if (entry.Bytes > CapacityBytes / 4)
            return;
        lock (gate)
        {
            if (entries.TryGetValue(entry.Key, out var old))
            {
                if (mail.Body is null && old.Value.Mail.Body is not null)
                    return;
                Remove(old);
            }

            entries[entry.Key] = byUse.AddFirst(entry);
            bytes += entry.Bytes;
            while (bytes > CapacityBytes)
                Remove(byUse.Last!);
        }
    }

    /// <summary>Forgets a mail whose task ended.</summary>
    public void Forget(MailboxId mailbox, MessageId message)
    {
        lock (gate)
        {
            if (entries.TryGetValue((mailbox, message), out var node))
                Remove(node);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        byUse.Remove(node);
        entries.Remove(node.Value.Key);
        bytes -= node.Value.Bytes;
    }

    // Characters take two bytes; headers and addresses are counted roughly.
    private static long Estimate(MailItem mail) =>
        2048 + 2L * ((mail.Body?.Content.Length ?? 0) + mail.Subject.Length + mail.Headers.Sum(header => header.Value.Length + header.Name.Length))
        + 128L * (mail.To.Count + mail.Cc.Count);

    private sealed record Entry((MailboxId, MessageId) Key, MailItem Mail, DateTimeOffset At, long Bytes);
}
