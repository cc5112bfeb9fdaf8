using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Draws up what a person sees of a task. Mail content is read only for those who have to read it; others get what is still in memory.</summary>
internal sealed class TaskViews(TaskTable tasks, MailContent content, MailCache cache, IConfigurationSource configuration, TimeProvider time)
{
    public async Task<TaskView> ForAsync(EmailTask task, AgentId viewer, CancellationToken cancellation, bool inFull = true)
    {
        var current = configuration.Current;
        var now = time.GetUtcNow();
        var mailbox = current.Mailbox(task.Mailbox);
        var view = new TaskView
        {
            Key = task.Key,
            Version = task.Version,
            Kind = KindFor(task, viewer, now),
            Viewer = viewer,
            ServiceName = current.Service(task.Service)?.Name ?? task.Service.Value,
            Service = task.Service,
            MailboxName = mailbox?.Name ?? "",
            ReceivedAt = task.ReceivedAt,
            Now = now,
            JoinedMails = task.Joined.Count,
            OfferUntil = task.IsOfferedTo(viewer) ? task.Offer!.Until : null,
            WhyMe = task.IsOfferedTo(viewer) ? task.Offer!.Reasons : [],
            FromName = task.IsOfferedTo(viewer) && task.Offer!.From is { } from ? current.NameOf(from) : null,
            OtherName = task.Holder is { } holder && holder != viewer ? current.NameOf(holder) : null,
            GivenByName = task.IsHeldBy(viewer) && task.GivenBy is { } giver ? current.NameOf(giver) : null,
            FailureCode = task.Answer?.FailureCode,
            OtherTask = task.MergedInto,
            AnsweredOutsideAt = task.Outside?.At,
            AnsweredOutsideBy = task.Outside?.By is { } by ? current.User(by)?.DisplayName : null,
            MayReply = task.Outside is null or { Accepted: true },
            Flag = task.Flag,
            Undelivered = task.Undelivered,
            AttachedMails = task.Attached,
            IsStorm = task.IsStorm,
            Priority = task.Priority,
            Tags = task.Tags,
            Deadline = task.NextDeadline(),
            IsClockStopped = task.ClockStoppedAt is not null,
            ParkedUntil = task.Parked?.Until,
            WaitsForCustomer = task.Parked is { Kind: ParkKind.WaitingForCustomer },
            Files = task.Holder == viewer ? task.Enclosures?.Count ?? 0 : 0,
            FileBytes = task.Holder == viewer ? task.Enclosures?.Bytes ?? 0 : 0,
            FilesLost = task.FilesLost && task.Holder == viewer,
            Consulted = task.IsWith(viewer) ? [.. task.Consults.Select(consult => (current.NameOf(consult.Agent), consult.At))] : [],
            ConsultUntil = task.Consults.FirstOrDefault(consult => consult.Agent == viewer)?.Until,
            SentNotBefore = task.State == TaskState.Sending ? task.Answer?.NotBefore : null,
            MayReopen = task.IsAnswered && task.Holder == viewer && task.ThankedWith is not null,
        };
        return view.Kind switch
        {
            TaskViewKind.Offer => await WithMailAsync(view, task, mailbox, withBody: false, cancellation),
            TaskViewKind.ConsultOver => WithoutContent(view),
            TaskViewKind.Mine or TaskViewKind.NotSent or TaskViewKind.Unsure or TaskViewKind.Consulted => await WithReplyAsync(view, task, mailbox, inFull, cancellation),
            TaskViewKind.Transferred => view with
            {
                Mail = cache.Find(task.Mailbox, task.Newest, withBody: false),
                OtherName = task is { State: TaskState.Offered, Offer: { From: not null } to } ? current.NameOf(to.Agent) : null,
            },
            _ => view with { Mail = cache.Find(task.Mailbox, task.Newest, withBody: false) },
        };
    }

    /// <summary>What is left of a view when the viewer is not asked for advice any more: that there is such a task.</summary>
    public static TaskView WithoutContent(TaskView view) => new()
    {
        Key = view.Key,
        Version = view.Version,
        Kind = TaskViewKind.ConsultOver,
        Viewer = view.Viewer,
        ServiceName = view.ServiceName,
        Service = view.Service,
        MailboxName = view.MailboxName,
        ReceivedAt = view.ReceivedAt,
        Now = view.Now,
    };

    /// <summary>What the task is to the viewer.</summary>
    internal static TaskViewKind KindFor(EmailTask task, AgentId viewer, DateTimeOffset now)
    {
        if (task.IsOfferedTo(viewer))
            return now <= task.Offer!.Until ? TaskViewKind.Offer : TaskViewKind.TimedOut;
        if (task.Holder == viewer && OwnKind(task) is { } own)
            return own;
        if (task.IsConsulted(viewer))
            return TaskViewKind.Consulted;
        if (task.WasConsultedLast(viewer))
            return TaskViewKind.ConsultOver;
        if (task.End == TaskEnd.HandledInOutlook)
            return TaskViewKind.HandledInOutlook;
        if (task.End == TaskEnd.Withdrawn)
            return TaskViewKind.Withdrawn;
        if (task.Holder is not null)
            return TaskViewKind.Taken;
        return task.Timeline.LastOrDefault(entry => entry.Agent == viewer)?.Event switch
        {
            TaskEvent.TimedOut => TaskViewKind.TimedOut,
            TaskEvent.Declined => TaskViewKind.Declined,
            TaskEvent.ReturnedToQueue => TaskViewKind.Returned,
            TaskEvent.Transferred => TaskViewKind.Transferred,
            TaskEvent.QueuedFromParking => TaskViewKind.BackInQueue,
            TaskEvent.EndedBySupervisor when task.State == TaskState.Done => TaskViewKind.EndedByOther,
            TaskEvent.TakenBack or TaskEvent.EndedBySupervisor => TaskViewKind.TakenAway,
            TaskEvent.HandedOn when task.MovedFrom(viewer) => TaskViewKind.TakenAway,
            TaskEvent.Sent or TaskEvent.Finished or TaskEvent.Reopened or TaskEvent.NotDelivered => TaskViewKind.Reopened,
            _ => TaskViewKind.Withdrawn,
        };
    }

    private static TaskViewKind? OwnKind(EmailTask task) => task.State switch
    {
        TaskState.Accepted when task.Answer?.State == AnswerState.NotSent => TaskViewKind.NotSent,
        TaskState.Accepted when task.Answer?.State == AnswerState.Unsure => TaskViewKind.Unsure,
        TaskState.Accepted => TaskViewKind.Mine,
        TaskState.Sending => TaskViewKind.Sending,
        TaskState.Parked => TaskViewKind.Parked,
        TaskState.Done when task.End == TaskEnd.Answered => TaskViewKind.Answered,
        TaskState.Done when task.End == TaskEnd.FinishedWithoutReply => TaskViewKind.Finished,
        TaskState.Done when task.End == TaskEnd.Merged => TaskViewKind.Merged,
        _ => null,
    };

    private async Task<TaskView> WithMailAsync(TaskView view, EmailTask task, Mailbox? mailbox, bool withBody, CancellationToken cancellation)
    {
        var read = await content.ReadAsync(task.Mailbox, task.Newest, withBody, cancellation);
        if (!read.Succeeded)
            return view with { MailTrouble = read.Failure };
        // Above the limit only the head is shown (G-028).
        return mailbox?.IsTooLarge(read.Value) == true
            ? view with { Mail = read.Value with { Body = null, Preview = "" }, TooLarge = true, Twins = await TwinsAsync(task, read.Value, cancellation) }
            : view with { Mail = read.Value, Twins = await TwinsAsync(task, read.Value, cancellation) };
    }

    // A mail to several of our mailboxes is a task in each of their services; each says what the others do with it (F-04).
    private async Task<IReadOnlyList<TwinTask>> TwinsAsync(EmailTask task, MailItem mail, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (mail.InternetMessageId is not { Length: > 0 } id)
            return [];
        var twins = new List<TwinTask>();
        foreach (var mailbox in current.Mailboxes.Where(one => one.Id != task.Mailbox && mail.To.Concat(mail.Cc).Any(person => one.Owns(person.Address))))
            if (current.ServiceOf(mailbox.Id) is { } service
                && await tasks.NamedAsync(service.Id, TaskRows.Thread(mailbox.Id, id), cancellation) is { Value: { } twin })
                twins.Add(new TwinTask(service.Name, twin.State == TaskState.Done, twin.Holder is { } holder ? current.NameOf(holder) : null));
        return twins;
    }

    // A claim is told as long as the task lives; the same matter only while it can be merged.
    private async Task<TaskView> WithProposalAsync(TaskView view, EmailTask task, CancellationToken cancellation)
    {
        if (task.Proposal is not { } proposal)
            return view;
        var mayMerge = view.Kind != TaskViewKind.Unsure
            && await tasks.FindAsync(task.Key with { Id = proposal.Task }, cancellation) is { Value.State: TaskState.Queued or TaskState.Offered or TaskState.Accepted or TaskState.Parked };
        return mayMerge || proposal.Kind == ProposalKind.Claimed
            ? view with { Proposal = proposal.Kind, OtherTask = proposal.Task, MayMerge = mayMerge }
            : view;
    }

    private async Task<TaskView> WithReplyAsync(TaskView view, EmailTask task, Mailbox? mailbox, bool inFull, CancellationToken cancellation)
    {
        view = await WithProposalAsync(await WithMailAsync(view, task, mailbox, inFull, cancellation), task, cancellation);
        if (view.Mail is not { } mail)
            return view;
        var recipients = ReplyRecipients.For(mail, configuration.Current.IsOwnAddress);
        var attachments = inFull ? await content.AttachmentsAsync(task.Mailbox, mail, cancellation) : [];
        return view with
        {
            MaySplit = view.Kind != TaskViewKind.Unsure && task.Joined.Count > 0 && task.Joined.Count >= task.FiledMails,
            NewParticipant = task.Joined.Count > 0 && task.Participants.Count > 0 && mail.From is { } from && task.Participants[0] != TaskRows.Participant(task.Mailbox, from.Address),
            Senders = configuration.Current.SendersOf(task.Mailbox),
            ReplyTo = recipients.To,
            ReplyCc = recipients.Cc,
            ReplyToDiffers = recipients.ReplyToDiffers,
            Attachments = attachments,
            Notes = ReadingNotes.Of(mail, attachments),
        };
    }
}
