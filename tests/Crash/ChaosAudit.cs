using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>What the audit counted, and in <paramref name="Findings"/> one sentence for everything that is not as promised.</summary>
/// <param name="OldCards">Cards that no task knows (the process died between showing and noting one) and that still have buttons; pressed, they act on nothing.</param>
internal sealed record AuditResult(
    IReadOnlyList<string> Findings, int Tasks, int Answered, int Finished, int Joined, int Failed, int AnswersSent, int TextsPressed, int OldCards);

/// <summary>
/// Compares from outside, when everything has come to rest, what people did with what became of it: the tenant's mailboxes and the customers' mail on the one
/// side, the bot's store on the other. It asks none of the bot's own code whether all is well.
/// </summary>
internal sealed partial class ChaosAudit(SimulatedTenant tenant, IEntityStore store, ChaosRecord record, IReadOnlyList<ServiceId> services)
{
    private static readonly string[] Folders = ["inbox", "Handled", "Failed", "WF Ended", "archive", "deleteditems"];
    private static readonly string[] TaskVerbs = ["accept", "reply", "reply.send", "sent.yes", "park.until", "park.end", "transfer.to", "return"];

    private readonly List<string> findings = [];

    public async Task<AuditResult> RunAsync(CancellationToken cancellation)
    {
        var ledger = new List<MailRecord>();
        var tasks = new List<EmailTask>();
        foreach (var partition in services.Select(TaskRows.Partition))
        {
            ledger.AddRange(await ReadAsync(partition, TaskRows.Mails, TaskJson.Default.MailRecord, cancellation));
            tasks.AddRange(await ReadAsync(partition, TaskRows.OpenTasks, TaskJson.Default.EmailTask, cancellation));
            tasks.AddRange(await ReadAsync(partition, TaskRows.ClosedTasks, TaskJson.Default.EmailTask, cancellation));
            foreach (var waiting in await ReadAsync(partition, TaskRows.Queue, TaskJson.Default.QueueEntry, cancellation))
                Found($"Task {waiting.Task} still stands in the queue.");
        }

        CheckMails(ledger, tasks);
        CheckTasks(tasks);
        CheckAnswers(tasks);
        CheckMailboxes();
        await CheckRestAsync(cancellation);
        return new AuditResult(
            findings, tasks.Count, tasks.Count(task => task.End == TaskEnd.Answered), tasks.Count(task => task.End == TaskEnd.FinishedWithoutReply),
            ledger.Count(mail => mail.Fate == MailFate.JoinedTask), ledger.Count(mail => mail.Fate == MailFate.Failed), tenant.Mail.AllCustomerMails().Count,
            record.Texts.Count, CheckCards(tasks));
    }

    /// <summary>I1: each mail has one end, and it is where that end puts it.</summary>
    private void CheckMails(List<MailRecord> ledger, List<EmailTask> tasks)
    {
        var entries = ledger.ToLookup(mail => mail.Message);
        var opened = tasks.ToLookup(task => task.Message);
        var joined = tasks.SelectMany(task => task.Joined.Select(mail => (mail.Message, task.Key.Id))).ToLookup(pair => pair.Message, pair => pair.Id);
        var copies = tenant.World.Mailboxes
            .SelectMany(box => Folders.SelectMany(folder => tenant.Mail.Mails(box.Id, folder)))
            .ToLookup(mail => mail.InternetMessageId);
        foreach (var letter in record.Letters)
        {
            var name = letter.InternetMessageId;
            if (entries[letter.Message].ToList() is not [var entry])
            {
                Found($"I1: mail {name} stands {entries[letter.Message].Count()} times in the ledger.");
                continue;
            }

            var (opens, joins) = (opened[letter.Message].ToList(), joined[letter.Message].ToList());
            var agrees = entry.Fate switch
            {
                MailFate.OpenedTask => opens is [var task] && task.Key.Id == entry.Task && joins.Count == 0 && !letter.FromMachine,
                MailFate.JoinedTask => opens.Count == 0 && joins is [var other] && other == entry.Task && !letter.FromMachine,
                MailFate.Failed => opens.Count == 0 && joins.Count == 0 && !string.IsNullOrEmpty(entry.Reason) && letter.FromMachine,
                _ => false,
            };
            if (!agrees)
                Found($"I1: the ledger says {entry.Fate} ({entry.Reason}) of mail {name}; it opened {opens.Count} tasks and joined {joins.Count}.");
            var folder = letter.FromMachine ? "Failed" : "Handled";
            var places = copies[name].Select(copy => copy.Folder).ToList();
            if (places is not [var place] || place != folder)
                Found($"I1: mail {name} lies in [{string.Join(", ", places)}] instead of once in {folder}.");
        }

        foreach (var stranger in ledger.Select(mail => mail.Message).Concat(tasks.SelectMany(task => task.Mails).Select(mail => mail.Message)).Except(record.Letters.Select(letter => letter.Message)))
            Found($"I1: the store knows mail {stranger}, which nobody sent.");
    }

    /// <summary>Nothing is stuck, and nothing ended otherwise than people ended it.</summary>
    private void CheckTasks(List<EmailTask> tasks)
    {
        foreach (var task in tasks.Where(task => task.State != TaskState.Done || task.End is not (TaskEnd.Answered or TaskEnd.FinishedWithoutReply)))
            Found($"Task {task.Key.Id} is {task.State} {task.End}: {string.Join(" ", task.Timeline.TakeLast(6).Select(entry => $"{entry.Event}({entry.Reason})"))}");
        foreach (var twice in tasks.GroupBy(task => task.Key).Where(group => group.Count() > 1))
            Found($"Task {twice.Key} is stored {twice.Count()} times.");
    }

    /// <summary>I4: what left the tenant, mail by mail, against the presses of Send.</summary>
    private void CheckAnswers(List<EmailTask> tasks)
    {
        var taskOf = tasks.SelectMany(task => task.Mails.Select(mail => (mail.Message, task))).ToLookup(pair => pair.Message, pair => pair.task);
        var letters = record.Letters.ToLookup(letter => letter.InternetMessageId);
        var sent = new List<TaskId>();
        var texts = new HashSet<string>();
        var answered = new HashSet<MessageId>();
        foreach (var mail in tenant.Mail.AllCustomerMails())
        {
            var written = WrittenText().Matches(mail.Html).Select(match => match.Value).ToList();
            if (letters[mail.InReplyTo ?? ""].FirstOrDefault() is not { } letter || taskOf[letter.Message].FirstOrDefault() is not { } task)
            {
                Found($"I4: a mail left that answers nothing ({mail.InReplyTo}).");
                continue;
            }

            sent.Add(task.Key.Id);
            if (written is not [var text] || !record.Texts.TryGetValue(text, out var meant) || meant != task.Key.Id.Value)
                Found($"I4: what left for task {task.Key.Id} is not a text that was pressed for it: [{string.Join(", ", written)}].");
            else if (!texts.Add(text))
                Found($"I4: text {text} left more than once.");
            if (!answered.Add(letter.Message))
                Found($"I4: mail {letter.InternetMessageId} was answered twice.");
            if (mail.To is not [var to] || to.Address != letter.Customer || mail.Cc.Count > 0)
                Found($"I4: the answer of task {task.Key.Id} went to somebody else than {letter.Customer}.");
        }

        // A task that was opened again is answered again.
        var count = sent.CountBy(task => task).ToDictionary();
        foreach (var task in tasks)
            if (count.GetValueOrDefault(task.Key.Id) is var left && left != task.Timeline.Count(entry => entry.Event == TaskEvent.Sent))
                Found($"I4: {left} answers left for task {task.Key.Id}, which believes {task.Timeline.Count(entry => entry.Event == TaskEvent.Sent)}.");
    }

    private void CheckMailboxes()
    {
        foreach (var draft in tenant.World.Mailboxes.SelectMany(box => tenant.Mail.Mails(box.Id, "drafts")))
            Found($"F-29: a draft was left behind: {WrittenText().Match(draft.Html).Value}.");
        if (tenant.World.Mailboxes.Sum(box => tenant.Mail.Mails(box.Id, "sentitems").Count) is var copies && copies != tenant.Mail.AllCustomerMails().Count)
            Found($"Sent Items holds {copies} mails, {tenant.Mail.AllCustomerMails().Count} left.");
        foreach (var violation in tenant.Teams.Violations.Take(5))
            Found($"Teams would have punished: {violation}");
    }

    /// <summary>Nobody holds a place, no slot is taken, no job was given up or is behind.</summary>
    private async Task CheckRestAsync(CancellationToken cancellation)
    {
        foreach (var agent in (await new AgentTable(store).AllAsync(cancellation)).Values.Where(agent => agent.Value.Holds.Count > 0))
            Found($"I3: agent {agent.Value.Agent} still holds {string.Join(", ", agent.Value.Holds)}.");
        if (await new TaskSlots(store).OpenAsync(cancellation) is var open and not 0)
            Found($"N-008: {open} slots are still taken.");
        foreach (var partition in services.Select(TaskRows.Partition).Append(AgentTable.Partition).Append(MailboxTable.Partition).Append(TaskSlots.Partition))
        {
            await foreach (var job in store.ScanAsync(partition, JobKey.Dead, JobJson.Default.JobRow, cancellation))
                Found($"I7: job {job.Value.Kind} was given up: {job.Value.Reason}");
            await foreach (var (row, job, _) in store.ScanAsync(partition, JobKey.Waiting, JobJson.Default.JobRow, cancellation))
                if (JobKey.Time(row) < tenant.Clock.GetUtcNow() - TimeSpan.FromMinutes(1) || job.LastFailure is not null)
                    Found($"I7: job {job.Kind} is behind: due {JobKey.Time(row):T}, {job.Attempts} attempts, {job.LastFailure}");
        }
    }

    /// <summary>The cards that tasks know show the end; returns how many others still have buttons.</summary>
    private int CheckCards(List<EmailTask> tasks)
    {
        var known = tasks.SelectMany(task => task.Cards).Select(card => (card.Conversation, card.Activity)).ToHashSet();
        var old = 0;
        foreach (var person in tenant.People)
        {
            var conversation = tenant.Teams.ConversationId(person.Id);
            foreach (var card in tenant.Teams.Chat(person.Id).Where(card => card.FromBot && card.Actions.Any(action => TaskVerbs.Contains(action.Verb))))
                if (known.Contains((conversation!, card.Id)))
                    Found($"Card {card.Id} of {person.Name} still has buttons, though its task is over.");
                else
                    old++;
        }

        return old;
    }

    private async Task<List<T>> ReadAsync<T>(
        string partition, RowRange range, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await store.ScanAsync(partition, range, type, cancellation).Select(row => row.Value).ToListAsync(cancellation);

    private void Found(string finding) => findings.Add(finding);

    [GeneratedRegex("text-[0-9]{6}-[0-9a-f]{32}")]
    private static partial Regex WrittenText();
}
