using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Intake;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Mail that machines wrote about our answers, and thanks for them: attached to the task they belong to, which stays as it is (F-46, F-49). Only an answer that
/// could not be delivered brings its task back to the agent (F-44), once for each report (F-45).
/// </summary>
internal sealed class Echoes(
    IEntityStore store, ThreadMatcher threads, IMailReader reader, MailContent content, TaskSlots slots, TaskClock clock, IConfigurationSource configuration, EngineMeter meter,
    TimeProvider time)
{
    /// <summary>Null when the mail belongs to no task of the service; it is sorted out like any other then.</summary>
    public async Task<IntakeResult?> TakeAsync(Service service, MailboxId mailbox, MailItem mail, MailVerdict verdict, CancellationToken cancellation)
    {
        if (await ReportAsync(mailbox, mail, verdict, cancellation) is not { } report)
            return IntakeResult.Later;
        var isFailure = verdict.Class == MailClass.Bounce && report.IsFinal != false;
        IReadOnlyList<string> ids =
        [
            .. report.Ids, .. BounceReport.IdsIn(mail.Header("In-Reply-To")), .. BounceReport.IdsIn(mail.Header("X-MS-Exchange-Parent-Message-Id")),
            .. BounceReport.IdsIn(mail.Header("References")),
        ];
        while (await threads.FindAsync(service.Id, mailbox, ids, report.Text, cancellation) is { } task)
            if (await CommitAsync(task, mailbox, mail, verdict, isFailure ? report.Status ?? "unknown" : null, cancellation) is { } result)
                return result;
        return null;
    }

    /// <summary>Null when the mail is no mere thanks, or the task is not one that ended well.</summary>
    public async Task<IntakeResult?> ThankAsync(Stored<EmailTask> task, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (!task.Value.IsAnswered || mail.HasAttachments)
            return null;
        var read = mail.Body is null ? await content.ReadAsync(mailbox, mail.Id, withBody: true, cancellation) : mail;
        if (!read.Succeeded || !Thanks.IsAll(read.Value, configuration.Current.Users.Select(user => user.DisplayName)))
            return null;
        var now = time.GetUtcNow();
        return task.Value.Thank(mail, now) is { } thanked && await ApplyAsync(task, thanked, mailbox, mail, new MailVerdict(MailClass.Person, "thanks"), "thanks", [EngineJobs.Show(thanked, now)], cancellation)
            ? IntakeResult.Noted
            : null;
    }

    // Null: the task changed meanwhile; the caller looks again.
    private async Task<IntakeResult?> CommitAsync(
        Stored<EmailTask> task, MailboxId mailbox, MailItem mail, MailVerdict verdict, string? failure, CancellationToken cancellation)
    {
        var (before, now) = (task.Value, time.GetUtcNow());
        var after = failure is null ? null : before.Undeliver(failure, now);
        var reopens = before.State == TaskState.Done && after?.State == TaskState.Queued;
        if (reopens && !await slots.TakeAsync(before.Key, configuration.Current.Tenant.MaxConcurrentTasks, cancellation, EngineJobs.CheckSlot(before.Key, now)))
            return IntakeResult.Waits;
        List<EntityWrite> follows = after is null ? [] : [.. Follow.News(after, now)];
        if (reopens)
            follows.Add(EngineJobs.DistributeFor(before.Service, now));
        var applied = await ApplyAsync(task, (after ?? before).Attach(verdict.ReasonAgainst!, now), mailbox, mail, verdict, verdict.ReasonAgainst!, follows, cancellation);

        // The slot may have been that of the earlier time, about to be freed.
        if (applied && reopens)
            await slots.TakeAsync(before.Key, int.MaxValue, cancellation, EngineJobs.CheckSlot(before.Key, now));
        if (applied || await store.GetAsync(TaskRows.Partition(before.Key.Service), TaskRows.Mail(mailbox, mail.Id), cancellation) is not null)
            return IntakeResult.Noted;
        return null;
    }

    private async Task<bool> ApplyAsync(
        Stored<EmailTask> before, EmailTask after, MailboxId mailbox, MailItem mail, MailVerdict verdict, string reason, IEnumerable<EntityWrite> follows,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        (after, var watching) = clock.Keep(before.Value, after, now);
        var record = new MailRecord(mail.Id, MailFate.AttachedToTask, mail.ReceivedAt, now, after.Key.Id, reason) { InternetMessageId = mail.InternetMessageId, Rule = verdict.Rule };
        List<EntityWrite> writes =
        [
            .. TaskRows.Noted(mailbox, record),
            .. TaskRows.Change(before, after),
            EngineJobs.File(new FileJob(mailbox, mail.Id, mail.InternetMessageId, Outcomes.Handled, null), now),
            .. follows,
            .. watching,
        ];
        if (!(await store.CommitAsync(TaskRows.Partition(after.Key.Service), writes, cancellation)).Applied)
            return false;
        meter.Noted(record.Fate, before.Value, after);
        return true;
    }

    // Only reports have parts that Graph does not show. Null when it must be tried again; one that can never be read is judged by its head.
    private async Task<BounceReport?> ReportAsync(MailboxId mailbox, MailItem mail, MailVerdict verdict, CancellationToken cancellation)
    {
        if (verdict.Class == MailClass.AutomaticReply)
            return BounceReport.Empty;
        var mime = await reader.GetMimeAsync(mailbox, mail.Id, cancellation);
        if (mime.Succeeded)
            return BounceReport.Read(mime.Value);
        return mime.Failure.Category is FailureCategory.Corrupt or FailureCategory.TooLarge or FailureCategory.Invalid or FailureCategory.NotFound ? BounceReport.Empty : null;
    }
}
