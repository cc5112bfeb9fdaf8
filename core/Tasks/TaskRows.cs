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
    private const int MostMailRows = 90;

    /// <summary>Open tasks; closed ones move to <see cref="ClosedTasks"/> so that this range stays short.</summary>
    public static readonly RowRange OpenTasks = RowRange.Prefix("task~");

    public static readonly RowRange ClosedTasks = RowRange.Prefix("done~");

    /// <summary>Waiting tasks, oldest mail first; those more urgent than normal count as older than they are (<see cref="TaskPriorities.HeadStart"/>).</summary>
    public static readonly RowRange Queue = RowRange.Prefix("queue~");

    /// <summary>The ledger: one row per mail.</summary>
    public static readonly RowRange Mails = RowRange.Prefix("mail~");

    /// <summary>
    /// The ledger's mails received in a time, oldest first: the rows of <see cref="Mails"/> once more under their time, so that a day is read without the years before.
    /// </summary>
    public static RowRange ReceivedBetween(DateTimeOffset from, DateTimeOffset before) => new($"received~{Ticks(from)}", $"received~{Ticks(before)}");

    /// <summary>The <see cref="TaskRound"/>s that ended in a time, oldest first. A task that was opened again and ended again stands here once for each time.</summary>
    public static RowRange EndedBetween(DateTimeOffset from, DateTimeOffset before) => new($"closed~{Ticks(from)}", $"closed~{Ticks(before)}");

    /// <summary>Beginnings of the rows by which later mail finds a task, or what was done for its sender before. They carry no time in their keys.</summary>
    public static readonly IReadOnlyList<string> Traces = ["thread~", "conversation~", "customer~", "matter~", "ack~", "storm~"];

    /// <summary>Partition of everything that belongs to a service.</summary>
    public static string Partition(ServiceId service) => $"svc~{service}";

    public static string Open(TaskId task) => $"task~{task}";

    public static string Closed(TaskId task) => $"done~{task}";

    /// <summary>Row of the round that ended then; see <see cref="EndedBetween"/>.</summary>
    public static string Round(TaskId task, DateTimeOffset ended) => $"closed~{Ticks(ended)}~{task}";

    public static string Mail(MailboxId mailbox, MessageId message) => $"mail~{TaskId.For(mailbox, message)}";

    /// <summary>Row of a mail of the ledger by its time; see <see cref="ReceivedBetween"/>.</summary>
    public static string Received(MailboxId mailbox, MessageId message, DateTimeOffset at) => $"received~{Ticks(at)}~{TaskId.For(mailbox, message)}";

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

    /// <summary>Records a decision about a task.</summary>
    public static EntityWrite Explain(DistributionRecord record) => EntityWrite.Put(Why(record.Task, record.At), record, TaskJson.Default.DistributionRecord);

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

        if (after is { State: TaskState.Done, EndedAt: { } ended } && before.Value.State != TaskState.Done)
            yield return EntityWrite.Put(Round(after.Key.Id, ended), TaskRound.LastOf(after), TaskJson.Default.TaskRound);

        var (was, isQueued) = (before.Value.State == TaskState.Queued, after.State == TaskState.Queued);
        if (was && !(isQueued && Queued(after) == Queued(before.Value)))
            yield return EntityWrite.DeleteAny(Queued(before.Value));
        if (isQueued && !(was && Queued(after) == Queued(before.Value) && after.HandedTo == before.Value.HandedTo))
            yield return Enqueue(after);
    }

    /// <summary>The writes that open a task for a mail: task, queue, ledger and thread.</summary>
    public static IEnumerable<EntityWrite> Opening(EmailTask task, MailRecord record, MailItem mail)
    {
        foreach (var write in Noted(task.Mailbox, record))
            yield return write;
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
    public static IEnumerable<EntityWrite> Noted(MailboxId mailbox, MailRecord mail) =>
        [EntityWrite.Insert(Mail(mailbox, mail.Message), mail, TaskJson.Default.MailRecord), Dated(mailbox, mail)];

    /// <summary>Enters a mail under its other id in place of the old one (F-17).</summary>
    public static IEnumerable<EntityWrite> Renamed(MailboxId mailbox, Stored<MailRecord> old, MessageId now) =>
        [EntityWrite.Delete(old), EntityWrite.DeleteAny(Received(mailbox, old.Value.Message, old.Value.ReceivedAt)), .. Noted(mailbox, old.Value with { Message = now })];

    /// <summary>Takes a mail out of the ledger.</summary>
    public static IEnumerable<EntityWrite> Forgotten(MailboxId mailbox, Stored<MailRecord> mail) =>
        [EntityWrite.Delete(mail), EntityWrite.DeleteAny(Received(mailbox, mail.Value.Message, mail.Value.ReceivedAt))];

    /// <summary>Notes in the ledger that the mails of a withdrawn task are unprocessed.</summary>
    public static IEnumerable<EntityWrite> Unprocessed(EmailTask task, DateTimeOffset now)
    {
        // What was filed when the task ended before is done with.
        var withdrawn = task.Mails.Skip(task.FiledMails).Select(mail =>
            new MailRecord(mail.Message, MailFate.Withdrawn, mail.ReceivedAt, now, task.Key.Id) { InternetMessageId = mail.InternetMessageId }).ToList();
        foreach (var mail in withdrawn)
            yield return EntityWrite.Put(Mail(task.Mailbox, mail.Message), mail, TaskJson.Default.MailRecord);

        // A commit has room for a hundred writes; of a task with more mails than nobody ever wrote, reports count the rest as it was before.
        foreach (var mail in withdrawn.Take(MostMailRows - withdrawn.Count))
            yield return Dated(task.Mailbox, mail);
    }

    /// <summary>Notes that a Message-ID belongs to a task (F-07).</summary>
    public static EntityWrite InThread(EmailTask task, string internetMessageId) =>
        EntityWrite.Put(Thread(task.Mailbox, internetMessageId), new ThreadEntry(task.Key.Id), TaskJson.Default.ThreadEntry);

    /// <summary>Notes that the task is the newest of a matter (F-08).</summary>
    public static EntityWrite OfMatter(string mark, EmailTask task) =>
        EntityWrite.Put(Matter(mark), new ThreadEntry(task.Key.Id), TaskJson.Default.ThreadEntry);

    private static EntityWrite Enqueue(EmailTask task) =>
        EntityWrite.Put(Queued(task), new QueueEntry(task.Key.Id, task.ReceivedAt, task.HandedTo), TaskJson.Default.QueueEntry);

    private static EntityWrite Dated(MailboxId mailbox, MailRecord mail) =>
        EntityWrite.Put(Received(mailbox, mail.Message, mail.ReceivedAt), mail with { Mailbox = mailbox }, TaskJson.Default.MailRecord);

    private static string Ticks(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
