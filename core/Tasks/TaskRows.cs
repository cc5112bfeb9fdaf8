using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>
/// Keys and writes of a service's partition: its open and closed tasks, its queue, the ledger of its mails, the Message-IDs of its threads and the record of
/// its distribution. All of it commits together (I7).
/// </summary>
public static class TaskRows
{
    /// <summary>Open tasks; closed ones move to <see cref="ClosedTasks"/> so that this range stays short.</summary>
    public static readonly RowRange OpenTasks = RowRange.Prefix("task~");

    public static readonly RowRange ClosedTasks = RowRange.Prefix("done~");

    /// <summary>Waiting tasks, oldest mail first; those more urgent than normal count as older than they are (<see cref="TaskPriorities.HeadStart"/>).</summary>
    public static readonly RowRange Queue = RowRange.Prefix("queue~");

    /// <summary>The ledger: one row per mail.</summary>
    public static readonly RowRange Mails = RowRange.Prefix("mail~");

    /// <summary>Partition of everything that belongs to a service.</summary>
    public static string Partition(ServiceId service) => $"svc~{service}";

    public static string Open(TaskId task) => $"task~{task}";

    public static string Closed(TaskId task) => $"done~{task}";

    public static string Mail(MailboxId mailbox, MessageId message) => $"mail~{TaskId.For(mailbox, message)}";

    /// <summary>Which task a conversation of Exchange belongs to; weaker than a Message-ID (graph.md 5.1).</summary>
    public static string Conversation(MailboxId mailbox, string conversationId) => $"conversation~{Hash($"{mailbox}\n{conversationId}")}";

    /// <summary>The newest task of a matter; <paramref name="mark"/> is a keyed hash of sender and subject (F-08).</summary>
    public static string Matter(string mark) => $"matter~{mark}";

    public static string Thread(MailboxId mailbox, string internetMessageId) => $"thread~{Hash($"{mailbox}\n{internetMessageId.Trim()}")}";

    /// <summary>Key of a person within a mailbox's tasks: enough to compare, too little to read (I6).</summary>
    public static string Participant(MailboxId mailbox, string address) => Hash($"{mailbox}\n{address.Trim().ToUpperInvariant()}");

    /// <summary>Row of the tries with a mail that intake fails with.</summary>
    public static string Failing(MailboxId mailbox, MessageId message) => $"failing~{TaskId.For(mailbox, message)}";

    /// <summary>Row of the mails that are alike, by a keyed hash.</summary>
    public static string StormOf(string mark) => $"storm~{mark}";

    /// <summary>Row of the last acknowledgement to a person.</summary>
    public static string AcknowledgedOf(string participant) => $"ack~{participant}";

    public static string Queued(EmailTask task) => $"queue~{Ticks(task.ReceivedAt - task.Priority.HeadStart())}~{task.Key.Id}";

    /// <summary>Services that tasks of this one were handed to.</summary>
    public static readonly RowRange HandedTo = RowRange.Prefix("handedto~");

    /// <summary>Services that handed tasks to this one.</summary>
    public static readonly RowRange HandedBy = RowRange.Prefix("handedby~");

    /// <summary>Notes in the partition of the giving service that tasks are handed to the other one.</summary>
    public static EntityWrite HandsTo(ServiceId other) => EntityWrite.Put($"handedto~{other}", new Neighbour(other), TaskJson.Default.Neighbour);

    /// <summary>Notes in the partition of the taking service where tasks are that were handed to it. Written before the first of them is.</summary>
    public static EntityWrite TakesFrom(ServiceId other) => EntityWrite.Put($"handedby~{other}", new Neighbour(other), TaskJson.Default.Neighbour);

    /// <summary>Row of the newest task of a person, by which a customer is known again.</summary>
    public static string Customer(string participant) => $"customer~{participant}";

    /// <summary>Row of a mail that its workflow ended, by its Message-ID: under another id (F-17) it must not go through the workflow again, which could end it otherwise by then.</summary>
    public static string Ended(MailboxId mailbox, string internetMessageId) => $"ended~{Hash($"{mailbox}\n{internetMessageId.Trim()}")}";

    /// <summary>Row of the last alarm about a workflow that could not be followed.</summary>
    public const string LastWorkflowAlarm = "workflowalarm";

    /// <summary>Row of whose turn it was last.</summary>
    public const string Turn = "turn";

    public static string Why(TaskId task, DateTimeOffset at) => $"why~{task}~{Ticks(at)}";

    /// <summary>The decisions about one task, oldest first.</summary>
    public static RowRange WhyOf(TaskId task) => RowRange.Prefix($"why~{task}~");

    /// <summary>The writes that bring the stored task from <paramref name="before"/> to <paramref name="after"/>, its place in the queue and its closing included.</summary>
    public static IEnumerable<EntityWrite> Change(Stored<EmailTask> before, EmailTask after)
    {
        if ((after.State == TaskState.Done) != (before.Value.State == TaskState.Done))
        {
            yield return EntityWrite.Delete(before);
            yield return EntityWrite.Insert(after.State == TaskState.Done ? Closed(after.Key.Id) : Open(after.Key.Id), after, TaskJson.Default.EmailTask);
        }
        else
        {
            yield return EntityWrite.Update(before, after, TaskJson.Default.EmailTask);
        }

        var (was, isQueued) = (before.Value.State == TaskState.Queued, after.State == TaskState.Queued);
        if (was && !(isQueued && Queued(after) == Queued(before.Value)))
            yield return EntityWrite.DeleteAny(Queued(before.Value));
        if (isQueued && !(was && Queued(after) == Queued(before.Value) && after.HandedTo == before.Value.HandedTo))
            yield return Enqueue(after);
    }

    /// <summary>The writes that open a task for a mail: task, queue, ledger and thread.</summary>
    public static IEnumerable<EntityWrite> Opening(EmailTask task, MailRecord record, MailItem mail)
    {
        yield return Noted(task.Mailbox, record);
        yield return EntityWrite.Insert(Open(task.Key.Id), task, TaskJson.Default.EmailTask);
        yield return Enqueue(task);
        foreach (var write in InThread(task, mail))
            yield return write;
    }

    /// <summary>The writes that give a mail of another task a task of its own; the ledger's row is there already.</summary>
    public static IEnumerable<EntityWrite> Splitting(EmailTask task, MailRecord record, MailItem mail) =>
        Opening(task, record, mail).Select((write, index) => index == 0 ? EntityWrite.Put(write.Row, record, TaskJson.Default.MailRecord) : write);

    /// <summary>The writes that let later mails of the thread find the task.</summary>
    public static IEnumerable<EntityWrite> InThread(EmailTask task, MailItem mail)
    {
        if (mail.InternetMessageId is { Length: > 0 } id)
            yield return InThread(task, id);
        if (mail.ConversationId is { Length: > 0 } conversation)
            yield return EntityWrite.Put(Conversation(task.Mailbox, conversation), new ThreadEntry(task.Key.Id), TaskJson.Default.ThreadEntry);
        if (mail.From is { } from && Participant(task.Mailbox, from.Address) is var person && task.Participants.Contains(person))
            yield return EntityWrite.Put(Customer(person), new ThreadEntry(task.Key.Id), TaskJson.Default.ThreadEntry);
    }

    /// <summary>Enters a mail into the ledger; fails when it is there already, and with it everything else in the commit (I1).</summary>
    public static EntityWrite Noted(MailboxId mailbox, MailRecord mail) =>
        EntityWrite.Insert(Mail(mailbox, mail.Message), mail, TaskJson.Default.MailRecord);

    /// <summary>Notes in the ledger that the mails of a withdrawn task are unprocessed.</summary>
    public static IEnumerable<EntityWrite> Unprocessed(EmailTask task, DateTimeOffset now)
    {
        // What was filed when the task ended before is done with.
        foreach (var mail in task.Mails.Skip(task.FiledMails))
            yield return EntityWrite.Put(
                Mail(task.Mailbox, mail.Message),
                new MailRecord(mail.Message, MailFate.Withdrawn, mail.ReceivedAt, now, task.Key.Id) { InternetMessageId = mail.InternetMessageId },
                TaskJson.Default.MailRecord);
    }

    /// <summary>Notes that a Message-ID belongs to a task (F-07).</summary>
    public static EntityWrite InThread(EmailTask task, string internetMessageId) =>
        EntityWrite.Put(Thread(task.Mailbox, internetMessageId), new ThreadEntry(task.Key.Id), TaskJson.Default.ThreadEntry);

    /// <summary>Notes that the task is the newest of a matter (F-08).</summary>
    public static EntityWrite OfMatter(string mark, EmailTask task) =>
        EntityWrite.Put(Matter(mark), new ThreadEntry(task.Key.Id), TaskJson.Default.ThreadEntry);

    private static EntityWrite Enqueue(EmailTask task) =>
        EntityWrite.Put(Queued(task), new QueueEntry(task.Key.Id, task.ReceivedAt, task.HandedTo), TaskJson.Default.QueueEntry);

    private static string Ticks(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
