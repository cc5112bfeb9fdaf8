using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Intake;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Tells a customer that his mail arrived, where a service wants that: once in 24 hours, and never a machine (F-41). Like an answer it is a draft first; only the
/// draft whose id is stored is ever sent, so it leaves once (I4).
/// </summary>
internal sealed class Acknowledging(IEntityStore store, TaskTable tasks, IReplySender sender, ThreadKeys keys, IConfigurationSource configuration, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(24);

    /// <summary>Whether somebody may get an automatic answer to this mail now.</summary>
    public async Task<bool> MayAnswerAsync(Service service, MailboxId mailbox, MailItem mail, MailVerdict verdict, CancellationToken cancellation) =>
        Courtesy.Recipient(mail, verdict, configuration.Current.IsOwnAddress) is { } to
        && (await LastAsync(service.Id, mailbox, to, cancellation)).IsOver(time.GetUtcNow());

    /// <summary>What goes into the commit that opens the task, or that ends the mail with an answer; empty when nobody is to be told.</summary>
    /// <param name="text">The workflow's text; null = the service's own.</param>
    public async Task<IReadOnlyList<EntityWrite>> WritesAsync(
        Service service, MailboxId mailbox, MailItem mail, MailVerdict verdict, TaskKey task, string? text, CancellationToken cancellation)
    {
        if ((text ?? service.Acknowledgement).Length == 0 || Courtesy.Recipient(mail, verdict, configuration.Current.IsOwnAddress) is not { } to)
            return [];
        var now = time.GetUtcNow();
        var last = await LastAsync(service.Id, mailbox, to, cancellation);
        if (!last.IsOver(now))
            return [];
        var acknowledged = new Acknowledged(now, task.Id);
        return
        [
            last.Known is null
                ? EntityWrite.Insert(last.Row, acknowledged, TaskJson.Default.Acknowledged)
                : EntityWrite.Update(last.Known, acknowledged, TaskJson.Default.Acknowledged),
            EngineJobs.Acknowledge(new AcknowledgeJob(task, mailbox, mail.Id, last.Row, Text: text), now),
        ];
    }

    /// <summary>Job: makes the draft and stores its id.</summary>
    public async Task<Failure?> DraftAsync(AcknowledgeJob job, MailItem mail, int attempt, CancellationToken cancellation)
    {
        var partition = TaskRows.Partition(job.Task.Service);
        var service = configuration.Current.Service(job.Task.Service);
        var task = (await tasks.FindAsync(job.Task, cancellation))?.Value;
        if (await store.ReadAsync(partition, job.Row, TaskJson.Default.Acknowledged, cancellation) is not { Value.Draft: null } known || known.Value.Task != job.Task.Id
            || service is null || (job.Text ?? service.Acknowledgement) is not { Length: > 0 } text
            || Courtesy.Recipient(mail, MailVerdict.Person, configuration.Current.IsOwnAddress) is not { } to)
            return null;
        var answer = new AnswerId($"ack{job.Task.Id}");
        if (attempt > 1)
        {
            var found = await sender.FindDraftAsync(job.Mailbox, answer, cancellation);
            if (!found.Succeeded)
                return found.Failure;
            if (found.Value is { } made)
                return await StoreAsync(job, task, known, made, cancellation);
        }

        // A mail that was answered without a task has none that a reply could come back to.
        var html = ReplyComposer.Notice(text, task is null ? "" : await keys.ForAsync(job.Task, cancellation));
        var content = new ReplyContent(answer, html, [to], []) { From = configuration.Current.SenderOf(job.Mailbox), IsAutomatic = true };
        var draft = await sender.CreateDraftAsync(job.Mailbox, job.Message, content, cancellation);
        if (draft.Succeeded)
            return await StoreAsync(job, task, known, draft.Value, cancellation);
        return draft.Failure.MayRetry ? draft.Failure : null;
    }

    /// <summary>Job: submits the stored draft. When it cannot be known whether it left, it is left alone: two are worse than none.</summary>
    public async Task<Failure?> SendAsync(AcknowledgeJob job, int attempt, CancellationToken cancellation)
    {
        if (job.Draft is not { } draft)
            return null;
        if (attempt > 1)
        {
            var state = await sender.GetStateAsync(job.Mailbox, draft, cancellation);
            if (!state.Succeeded)
                return state.Failure;
            if (state.Value != DraftState.Unsent)
                return null;
        }

        var sent = await sender.SendAsync(job.Mailbox, draft, cancellation);
        return sent.Succeeded || !sent.Failure.MayRetry ? null : sent.Failure;
    }

    // The customer's reply to it finds the task. Two attempts at the same time may have made a draft each; whoever stores his first sends, the other one is deleted.
    private async Task<Failure?> StoreAsync(AcknowledgeJob job, EmailTask? task, Stored<Acknowledged> known, ReplyDraft draft, CancellationToken cancellation)
    {
        List<EntityWrite> writes =
        [
            EntityWrite.Update(known, known.Value with { Draft = draft.Id }, TaskJson.Default.Acknowledged),
            EngineJobs.SendAcknowledgement(job with { Draft = draft.Id }, time.GetUtcNow()),
        ];
        if (task is not null && draft.InternetMessageId is { Length: > 0 } id)
            writes.Add(TaskRows.InThread(task, id));
        if ((await store.CommitAsync(TaskRows.Partition(job.Task.Service), writes, cancellation)).Applied)
            return null;
        var deleted = await sender.DeleteDraftAsync(job.Mailbox, draft.Id, cancellation);
        return deleted.Succeeded || !deleted.Failure.MayRetry ? null : deleted.Failure;
    }

    private async Task<LastAnswer> LastAsync(ServiceId service, MailboxId mailbox, MailAddress to, CancellationToken cancellation)
    {
        var row = TaskRows.AcknowledgedOf(TaskRows.Participant(mailbox, to.Address));
        return new(row, await store.ReadAsync(TaskRows.Partition(service), row, TaskJson.Default.Acknowledged, cancellation));
    }

    // The last automatic answer to a person, if any.
    private sealed record LastAnswer(string Row, Stored<Acknowledged>? Known)
    {
        public bool IsOver(DateTimeOffset now) => Known is null || now - Known.Value.At >= Pause;
    }
}
