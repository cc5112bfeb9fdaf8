using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Outlook and the bot are one desk: what people answered or flagged there is noticed and shown on the task's card (F-67). An answer is seen in Sent Items, with
/// who sent it, or on the mail itself when its copy lies elsewhere.
/// </summary>
internal sealed class OutlookDesk(
    ISentItems sent, MailboxTable mailboxes, TaskTable tasks, TaskSteps steps, IConfigurationSource configuration)
{
    /// <summary>Sent mail can become visible late (F-21).</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <param name="open">The open tasks of the mailbox.</param>
    /// <param name="inbox">Their newest mails, as far as they lie in the Inbox.</param>
    public async Task<Failure?> LookAsync(
        Service service, MailboxState state, IReadOnlyList<EmailTask> open, IReadOnlyDictionary<MessageId, MailItem> inbox, CancellationToken cancellation)
    {
        if (open.Count == 0)
            return null;
        var since = (state.SentSeen ?? open.Min(task => task.ReceivedAt)) - Overlap;
        var listed = await sent.ListAsync(state.Mailbox, since, cancellation);
        if (!listed.Succeeded)
            return listed.Failure;
        foreach (var mail in listed.Value)
            if (!mail.IsOurs && await TaskOfAsync(service, state.Mailbox, mail, cancellation) is { } key)
                await steps.TakeAsync(key, (before, now) => before.AnsweredOutside(mail.SentAt, WhoSent(mail), now), Shown, cancellation);
        foreach (var task in open)
            if (inbox.TryGetValue(task.Newest, out var mail))
                await NoteMarksAsync(task, mail, cancellation);
        if (listed.Value.Count > 0)
            await mailboxes.ChangeAsync(state.Mailbox, before => before with { SentSeen = listed.Value[^1].SentAt }, cancellation);
        return null;
    }

    private async Task NoteMarksAsync(EmailTask task, MailItem mail, CancellationToken cancellation)
    {
        if (mail.RepliedAt is { } at && task.Outside is null)
            await steps.TakeAsync(task.Key, (before, now) => before.Newest == mail.Id && before.Outside is null ? before.AnsweredOutside(at, null, now) : null, Shown, cancellation);
        if (mail.Flag != task.Flag)
            await steps.TakeAsync(task.Key, (before, now) => before.Newest == mail.Id ? before.Flagged(mail.Flag, now) : null, Shown, cancellation);
    }

    private async Task<TaskKey?> TaskOfAsync(Service service, MailboxId mailbox, SentMail mail, CancellationToken cancellation)
    {
        string? row = mail switch
        {
            { InReplyTo: { Length: > 0 } id } => TaskRows.Thread(mailbox, id),
            { ConversationId: { Length: > 0 } conversation } => TaskRows.Conversation(mailbox, conversation),
            _ => null,
        };
        return row is not null && await tasks.NamedAsync(service.Id, row, cancellation) is { } task
                ? new TaskKey(service.Id, task.Value.MergedInto ?? task.Value.Key.Id)
                : null;
    }

    private AgentId? WhoSent(SentMail mail) =>
        configuration.Current.Users.FirstOrDefault(user => mail.Sender is { } sender && sender.SameAs(user.UserPrincipalName))?.Id;

    private static IEnumerable<EntityWrite> Shown(EmailTask before, EmailTask after, DateTimeOffset now) => [EngineJobs.Show(after, now)];
}
