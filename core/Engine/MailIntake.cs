using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Intake;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Engine;

/// <summary>What intake did with a mail.</summary>
internal enum IntakeResult
{
    /// <summary>It is in the ledger (now, or was before).</summary>
    Noted,

    /// <summary>The tenant's limit is reached; it stays in the Inbox and is taken up later (N-008).</summary>
    Waits,

    /// <summary>Exchange did not show what is needed to decide; the next look through the whole Inbox tries again. Other mails do not wait for it.</summary>
    Later,
}

/// <summary>
/// Decides the fate of one mail and commits it together with what follows: exactly one task, an addition to an open task, or a folder with a reason (I1).
/// The ledger's row makes every repetition harmless, whoever repeats it (F-01).
/// </summary>
internal sealed class MailIntake(
    IEntityStore store, TaskTable tasks, ThreadMatcher threads, Matters matters, RenamedMail renamed, TaskSlots slots, Echoes echoes, Storms storms,
    Acknowledging acknowledging, MailRouting routing, Handover handover, TaskClock clock, IConfigurationSource configuration, EngineMeter meter, TimeProvider time, ILogger<MailIntake> log)
{
    public async Task<bool> IsKnownAsync(ServiceId service, MailboxId mailbox, MessageId message, CancellationToken cancellation) =>
        await store.GetAsync(TaskRows.Partition(service), TaskRows.Mail(mailbox, message), cancellation) is not null;

    public async Task<IntakeResult> TakeInAsync(Service service, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (await renamed.AdoptAsync(service.Id, mailbox, mail, cancellation))
            return IntakeResult.Noted;
        if (await EndedBeforeAsync(service.Id, mailbox, mail, cancellation) is { } ended)
            return await SortOutAsync(service, mailbox, mail, ended.Record.Fate, ended.Record.Reason!, ended.Record.Rule, cancellation, ended.Folder);
        var current = configuration.Current;
        var verdict = MailClassifier.Judge(mail, new Surroundings(current.IsOwnAddress, current.IsOwnMark, address => current.IsBlocked(service, address)));
        if (verdict.IsEcho && await echoes.TakeAsync(service, mailbox, mail, verdict, cancellation) is { } attached)
            return attached;
        if (verdict.ReasonAgainst is { } reason)
            return await SortOutAsync(service, mailbox, mail, MailFate.Failed, reason, verdict.Rule, cancellation);

        var match = await threads.FindAsync(service, mailbox, mail, cancellation);
        if (match is { TookPart: true } && await echoes.ThankAsync(match.Task, mailbox, mail, cancellation) is { } thanked)
            return thanked;
        while (match is { TookPart: true } && (match.Task.Value.State != TaskState.Done || MayReopen(service, match.Task.Value)))
        {
            if (await GoOnAsync(match.Task, mailbox, mail, current, cancellation) is { } result)
                return result;
            if (await IsKnownAsync(service.Id, mailbox, mail.Id, cancellation))
                return IntakeResult.Noted;
            match = await threads.FindAsync(service, mailbox, mail, cancellation);
        }

        while (true)
        {
            var route = await routing.RouteAsync(service, mailbox, mail, verdict, match, cancellation);
            if (!route.Succeeded)
                return IntakeResult.Later;
            if (route.Value.Run.End != WorkflowEnd.Queued)
            {
                if (await EndAsync(service, mailbox, mail, verdict, route.Value.Run, cancellation) || await IsKnownAsync(service.Id, mailbox, mail.Id, cancellation))
                    return IntakeResult.Noted;
                continue;
            }

            if (verdict.Class == MailClass.Bulk && service.SortOutBulk)
                return await SortOutAsync(service, mailbox, mail, MailFate.Failed, "bulk", verdict.Rule, cancellation);
            var step = await storms.TakeAsync(service, mailbox, mail, verdict, cancellation);
            if (step?.Taken == true || step is null && await IsKnownAsync(service.Id, mailbox, mail.Id, cancellation))
                return IntakeResult.Noted;
            if (step is not null && await OpenAsync(service, mailbox, mail, match, current, step, verdict, route.Value, cancellation) is { } opened)
                return opened;
        }
    }

    /// <summary>
    /// Takes in a mail whatever it does to us (F-12): what fails with it is counted, and after a few tries it is isolated, so that it never stops the others.
    /// </summary>
    public async Task<IntakeResult> TakeInSafelyAsync(Service service, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        try
        {
            return await TakeInAsync(service, mailbox, mail, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not StoreUnavailableException)
        {
            log.IntakeFailed(mailbox, exception);
        }

        var (partition, row) = (TaskRows.Partition(service.Id), TaskRows.Failing(mailbox, mail.Id));
        var tries = (await store.ReadAsync(partition, row, TaskJson.Default.FailedIntake, cancellation))?.Value.Tries ?? 0;
        if (tries + 1 < FailedIntake.Limit)
        {
            await store.CommitAsync(partition, [EntityWrite.Put(row, new FailedIntake(tries + 1), TaskJson.Default.FailedIntake)], cancellation);
            return IntakeResult.Later;
        }

        await IsolateAsync(service, mailbox, mail, cancellation);
        await store.CommitAsync(partition, [EntityWrite.DeleteAny(row)], cancellation);
        return IntakeResult.Noted;
    }

    /// <summary>A mail that cannot be judged is a task with what is known of it, or is filed into <c>Failed</c>; administrators are told (F-12).</summary>
    private async Task IsolateAsync(Service service, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // Nothing of it that could have been the reason.
        var bare = new MailItem { Id = mail.Id, InternetMessageId = mail.InternetMessageId, ReceivedAt = mail.ReceivedAt };
        try
        {
            var told = new StormStep(false, [EngineJobs.Tell(new AdminNotice(AdminNoticeKind.Unprocessable, mailbox), now)]);
            if (await OpenAsync(service, mailbox, bare, null, configuration.Current, told, new MailVerdict(MailClass.Generated, "unprocessable"), null, cancellation) is not null)
                return;
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not StoreUnavailableException)
        {
            // Not even a task can be made of it.
        }

        await SortOutAsync(service, mailbox, mail, MailFate.Failed, "unprocessable", null, cancellation);
        await store.CommitAsync(TaskRows.Partition(service.Id), [EngineJobs.Tell(new AdminNotice(AdminNoticeKind.Unprocessable, mailbox), now)], cancellation);
    }

    // What was withdrawn stays unprocessed; whoever writes again begins anew.
    private bool MayReopen(Service service, EmailTask ended) => ended.End != TaskEnd.Withdrawn && time.GetUtcNow() - ended.EndedAt <= TimeSpan.FromDays(service.ReopenDays);

    // Null when somebody else changed what the mail goes with; the caller looks again.
    private async Task<IntakeResult?> OpenAsync(
        Service service, MailboxId mailbox, MailItem mail, ThreadMatch? match, Configuration current, StormStep storm, MailVerdict verdict, MailRoute? route,
        CancellationToken cancellation)
    {
        var key = new TaskKey(service.Id, TaskId.For(mailbox, mail.Id));
        if (!await slots.TakeAsync(key, current.Tenant.MaxConcurrentTasks, cancellation, EngineJobs.CheckSlot(key, time.GetUtcNow())))
            return IntakeResult.Waits;
        var now = time.GetUtcNow();
        var matter = await matters.MarkAsync(mailbox, mail, cancellation);
        var task = EmailTask.Open(key, mailbox, mail, Participants.Of(mailbox, mail, current.IsOwnAddress), now) with
        {
            LastAgent = match is { TookPart: true } ? match.Task.Value.Holder : null,
            Proposal = match switch
            {
                null => await matters.FindAsync(service.Id, matter, cancellation),
                { TookPart: false } => new Proposal(match.Task.Value.Key.Id, ProposalKind.Claimed),
                _ => null,
            },
            IsStorm = storm.IsOnset,
        };
        if (route is not null)
            task = Routed(task, route, current.Workflow(service.Workflow!.Value), now);
        await handover.AnnounceAsync(service.Id, task.Service, cancellation);
        (task, var watching) = clock.Keep(null, task, now);
        List<EntityWrite> writes = [.. TaskRows.Opening(task, Record(mail, MailFate.OpenedTask, now, key.Id), mail), .. Follow.Opened(task, now), .. watching];
        if (matter is not null)
            writes.Add(TaskRows.OfMatter(matter, task));
        writes.AddRange(storm.Rows);
        if (route is { Run.Trouble: not null })
            writes.AddRange(await AlarmAsync(service.Id, mailbox, now, cancellation));
        writes.AddRange(await acknowledging.WritesAsync(service, mailbox, mail, verdict, key, route?.Run.Acknowledgement, cancellation));
        var committed = await store.CommitAsync(TaskRows.Partition(service.Id), writes, cancellation);
        if (committed.Applied)
        {
            meter.Noted(MailFate.OpenedTask, null, task);
            return IntakeResult.Noted;
        }

        // Somebody noted the mail in between, perhaps otherwise than as a task: then the slot is not ours to keep.
        if (await tasks.FindAsync(key, cancellation) is null)
            await slots.FreeAsync(key, cancellation);
        return await IsKnownAsync(service.Id, mailbox, mail.Id, cancellation) ? IntakeResult.Noted : null;
    }

    // The task as its workflow wants it. What takes time counts from now on: Exchange may have shown the mail late.
    private static EmailTask Routed(EmailTask task, MailRoute route, Workflow? workflow, DateTimeOffset now)
    {
        var run = route.Run;
        var lastAgent = task.LastAgent ?? (run.LastAgentFor is null ? null : route.LastAgent);
        IEnumerable<RequiredSkill> language = run.Language is { } code ? [new(code, AgentSkill.Lowest)] : [];
        var routed = task with
        {
            Priority = run.Priority,
            RequiredSkills = [.. run.Skills, .. language],
            Tags = run.Tags,
            HandedTo = run.Service == task.Key.Service ? null : run.Service,
            Overflow = run.OverflowTo is { } to && run.OverflowAfter is { } after ? new Overflow(to, now + after) : null,
            LastAgent = lastAgent,
            KeptUntil = lastAgent is not null ? now + run.LastAgentFor : null,
        };
        return workflow is null ? routed : routed.Through(new WorkflowRecord(workflow.Id, workflow.Version, run.Steps, run.Trouble), now);
    }

    // Administrators hear of it once a day; the mail itself is a task as any other.
    private async Task<IReadOnlyList<EntityWrite>> AlarmAsync(ServiceId service, MailboxId mailbox, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = await store.ReadAsync(TaskRows.Partition(service), TaskRows.LastWorkflowAlarm, TaskJson.Default.WorkflowAlarm, cancellation);
        return last is not null && now - last.Value.At < TimeSpan.FromDays(1)
            ? []
            :
            [
                EntityWrite.Put(TaskRows.LastWorkflowAlarm, new WorkflowAlarm(now), TaskJson.Default.WorkflowAlarm),
                EngineJobs.Tell(new AdminNotice(AdminNoticeKind.WorkflowTrouble, mailbox), now),
            ];
    }

    // False when somebody noted the mail in between, or told the customer something.
    private async Task<bool> EndAsync(Service service, MailboxId mailbox, MailItem mail, MailVerdict verdict, WorkflowRun run, CancellationToken cancellation)
    {
        var (now, task) = (time.GetUtcNow(), TaskId.For(mailbox, mail.Id));
        var (fate, folder, reason) = run.End switch
        {
            WorkflowEnd.Failed => (MailFate.Failed, Outcomes.Failed, "workflow"),
            WorkflowEnd.Answered => (MailFate.Ended, Outcomes.Ended, "workflow_answered"),
            _ => (MailFate.Ended, run.Folder == EndFolder.Handled ? Outcomes.Handled : Outcomes.Ended, "workflow"),
        };
        IReadOnlyList<EntityWrite> answer = run.End == WorkflowEnd.Answered
            ? await acknowledging.WritesAsync(service, mailbox, mail, verdict, new TaskKey(service.Id, task), run.Text, cancellation)
            : [];
        if (run.End == WorkflowEnd.Answered && answer.Count == 0)
            return false;
        var record = Record(mail, fate, now, null, reason) with { Rule = run.Reason ?? run.Steps[^1].Code };
        List<EntityWrite> writes =
        [
            .. TaskRows.Noted(mailbox, record), EngineJobs.File(new FileJob(mailbox, mail.Id, mail.InternetMessageId, folder, null), now), .. answer,
        ];
        if (mail.InternetMessageId is { Length: > 0 } name)
            writes.Add(EntityWrite.Put(TaskRows.Ended(mailbox, name), new EndedMail(record, folder), EngineJson.Default.EndedMail));
        var committed = await store.CommitAsync(TaskRows.Partition(service.Id), writes, cancellation);
        if (committed.Applied)
            meter.Noted(fate);
        return committed.Applied;
    }

    // The mail as its workflow ended it under another id; null when it did not.
    private async Task<EndedMail?> EndedBeforeAsync(ServiceId service, MailboxId mailbox, MailItem mail, CancellationToken cancellation) =>
        mail.InternetMessageId is { Length: > 0 } name
            && await store.ReadAsync(TaskRows.Partition(service), TaskRows.Ended(mailbox, name), EngineJson.Default.EndedMail, cancellation) is { Value: var known }
            && known.Record.ReceivedAt == mail.ReceivedAt
                ? known
                : null;

    // The conversation goes on in its task, which is opened again when it had ended. Null when the task changed meanwhile; the caller looks again.
    private async Task<IntakeResult?> GoOnAsync(Stored<EmailTask> task, MailboxId mailbox, MailItem mail, Configuration current, CancellationToken cancellation)
    {
        var (key, ended, now) = (task.Value.Key, task.Value.State == TaskState.Done, time.GetUtcNow());
        if (ended && !await slots.TakeAsync(key, current.Tenant.MaxConcurrentTasks, cancellation, EngineJobs.CheckSlot(key, time.GetUtcNow())))
            return IntakeResult.Waits;
        var participants = Participants.Of(mailbox, mail, current.IsOwnAddress);
        if ((ended ? task.Value.Reopen(mail, participants, now) : task.Value.Join(mail, participants, now)) is not { } joined)
            return IntakeResult.Waits;
        (joined, var watching) = clock.Keep(task.Value, joined, now);
        List<EntityWrite> writes =
        [
            .. TaskRows.Noted(mailbox, Record(mail, MailFate.JoinedTask, now, key.Id)),
            .. TaskRows.Change(task, joined),
            .. TaskRows.InThread(joined, mail),
            .. Follow.News(joined, now),
            .. watching,
        ];
        if (ended)
            writes.Add(EngineJobs.DistributeFor(joined.Service, now));
        if (!(await store.CommitAsync(TaskRows.Partition(key.Service), writes, cancellation)).Applied)
            return null;
        meter.Noted(MailFate.JoinedTask, task.Value, joined);

        // The slot may have been that of the earlier time, about to be freed.
        if (ended)
            await slots.TakeAsync(key, int.MaxValue, cancellation, EngineJobs.CheckSlot(key, time.GetUtcNow()));
        return IntakeResult.Noted;
    }

    private async Task<IntakeResult> SortOutAsync(
        Service service, MailboxId mailbox, MailItem mail, MailFate fate, string reason, string? rule, CancellationToken cancellation, Outcomes folder = Outcomes.Failed)
    {
        var now = time.GetUtcNow();
        var committed = await store.CommitAsync(
            TaskRows.Partition(service.Id),
            [
                .. TaskRows.Noted(mailbox, Record(mail, fate, now, null, reason) with { Rule = rule }),
                EngineJobs.File(new FileJob(mailbox, mail.Id, mail.InternetMessageId, folder, null), now),
            ],
            cancellation);
        if (committed.Applied)
            meter.Noted(fate);
        return IntakeResult.Noted;
    }

    private static MailRecord Record(MailItem mail, MailFate fate, DateTimeOffset now, TaskId? task, string? reason = null) =>
        new(mail.Id, fate, mail.ReceivedAt, now, task, reason) { InternetMessageId = mail.InternetMessageId };
}
