using System.Collections.Concurrent;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Compares the Inbox with the ledger and takes in what is missing. Notifications only say when to look; the Inbox itself is the truth (graph.md 2.6, 11.1).
/// A quick look lists what arrived lately, with bodies, so that each mail is read once; a look through the whole Inbox also finds what was moved in or out by people.
/// </summary>
internal sealed class InboxWatch(
    IMailReader reader, MailboxTable mailboxes, MailCache cache, MailIntake intake, RenamedMail renamed, OutlookDesk outlook, Retention retention, TaskTable tasks, TaskSteps steps,
    IConfigurationSource configuration, EngineOptions options, TimeProvider time)
{
    /// <summary>Mails can become visible a little out of order; the quick look goes back this far.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    /// <summary>A look that hangs is given up after this time; what it took in stays taken in (F-14).</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    /// <summary>A notification that came this much before a look may still be about a mail of that look.</summary>
    private static readonly TimeSpan NotificationSlack = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<MailboxId, SemaphoreSlim> oneAtATime = new();

    /// <summary>Null when all went well.</summary>
    /// <param name="notified">When Graph notified of something; null when the look has another reason.</param>
    /// <param name="onSchedule">True for the regular look: mail that nobody notified of is noted then (graph.md 11).</param>
    public async Task<Failure?> LookAsync(
        MailboxId mailbox, bool whole, CancellationToken cancellation, DateTimeOffset? notified = null, bool onSchedule = false)
    {
        var gate = oneAtATime.GetOrAdd(mailbox, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellation);
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            if (configuration.Current is not { } current || current.WatchingService(mailbox) is not { } service
                || await mailboxes.FindAsync(mailbox, cancellation) is not { Value: { EndedAt: null } state } || state.Service != service.Id
                || state.Revision > current.Revision)
                return null;
            return await LookAsync(service, state, whole || state.Waiting > 0 || state.SweptAt is null, notified, onSchedule, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new Failure(FailureCategory.Transient, "TookTooLong");
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Failure?> LookAsync(
        Service service, MailboxState state, bool whole, DateTimeOffset? notified, bool onSchedule, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();
        // What was forgotten must not look new.
        var horizon = await retention.HorizonAsync(service.Id, cancellation);
        var floor = horizon > state.Baseline ? horizon : state.Baseline;
        var since = whole || state.NewestSeen is null || state.NewestSeen - Overlap < floor ? floor : state.NewestSeen.Value - Overlap;
        var look = new Look(service, state, since, onSchedule ? NotifiedFrom(state, begun) : null);
        var failure = await ReadAllAsync(look, withBody: !whole, cancellation);
        if (whole && failure is null)
            failure = await CompareAsync(look, state, cancellation);
        var now = time.GetUtcNow();
        await mailboxes.ChangeAsync(
            state.Mailbox,
            before =>
            {
                if (!before.IsSameAssignment(state))
                    return null;
                var heard = notified > before.NotifiedAt || before.NotifiedAt is null ? notified ?? before.NotifiedAt : before.NotifiedAt;
                var noted = before with { TakenIn = before.TakenIn + look.TakenIn, NotifiedAt = heard, SilentSince = notified is null ? before.SilentSince : null };
                if (failure is not null)
                    return noted == before ? null : noted;
                var unnotified = before.UnnotifiedSince ?? (look.IsUnnotified ? begun - NotificationSlack : null);
                return noted with
                {
                    NewestSeen = look.Newest, Waiting = look.Waiting, SweptAt = whole ? now : before.SweptAt, ContactAt = now,
                    UnnotifiedSince = heard >= unnotified ? null : unnotified,
                };
            },
            cancellation);
        return failure;
    }

    // From when on mail must have been notified: since the last look, unless that was so long ago that the bot or Graph was down meanwhile.
    private DateTimeOffset? NotifiedFrom(MailboxState state, DateTimeOffset now) =>
        state is { Subscription: { } subscription, SweptAt: { } swept } && now - swept <= (options.ReconcileInterval * 2) + NotificationSlack
            ? swept > subscription.StartedAt ? swept : subscription.StartedAt
            : null;

    private async Task<Failure?> ReadAllAsync(Look look, bool withBody, CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await reader.ListInboxAsync(look.Mailbox, look.Since, next, withBody, cancellation);
            if (!page.Succeeded && withBody && page.Failure.Category is FailureCategory.TooLarge or FailureCategory.Corrupt or FailureCategory.Invalid)
            {
                // One mail that is too large or cannot be converted must not hide the others (F-12): headers only, from the start.
                withBody = false;
                next = null;
                continue;
            }

            if (!page.Succeeded && page.Failure.Category is FailureCategory.Corrupt or FailureCategory.TooLarge)
                return await ReadOneByOneAsync(look, cancellation);
            if (!page.Succeeded)
                // A continuation that Graph has forgotten: begin again from what is known (graph.md 9).
                return next is not null && page.Failure.Category == FailureCategory.NotFound
                    ? page.Failure with { Category = FailureCategory.Transient }
                    : page.Failure;
            foreach (var mail in page.Value.Mails)
                await TakeAsync(look, mail, cancellation);
            next = page.Value.Next;
            if (next is null)
                return null;
        }
        while (true);
    }

    // A mail that spoils the page even without bodies: each is read by itself, and of the one that cannot be read its id and time are what there is (F-13).
    private async Task<Failure?> ReadOneByOneAsync(Look look, CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await reader.ListInboxIdsAsync(look.Mailbox, look.Since, next, cancellation);
            if (!page.Succeeded)
                return page.Failure;
            foreach (var bare in page.Value.Mails)
            {
                if (await tasks.MailAsync(look.Service.Id, look.Mailbox, bare.Id, cancellation) is not null)
                {
                    await TakeAsync(look, bare, cancellation);
                    continue;
                }

                var read = await reader.GetAsync(look.Mailbox, bare.Id, cancellation);
                if (read.Succeeded || read.Failure.Category is FailureCategory.Corrupt or FailureCategory.TooLarge or FailureCategory.Invalid)
                    await TakeAsync(look, read.Succeeded ? read.Value : bare, cancellation);
                else if (read.Failure.Category != FailureCategory.NotFound)
                    return read.Failure;
            }

            next = page.Value.Next;
        }
        while (next is not null);
        return null;
    }

    private async Task TakeAsync(Look look, MailItem mail, CancellationToken cancellation)
    {
        look.Seen[mail.Id] = mail;

        // The filter is the server's; mail from before the baseline is never processed, whatever it answers (I2).
        if (mail.IsDraft || mail.ReceivedAt < look.Since)
            return;
        if (await IsKnownAsync(look, mail.Id, cancellation))
        {
            look.Newest = Later(look.Newest, mail.ReceivedAt);
            return;
        }

        // Graph is not silent that notified of something since the mail came; it may be one that waits for a slot and was met before (N-008).
        look.IsUnnotified |= mail.ReceivedAt > look.NotifiedFrom && !(mail.ReceivedAt <= look.HeardAt);
        cache.Keep(look.Mailbox, mail);
        var result = look.Waiting > 0 ? IntakeResult.Waits : await intake.TakeInSafelyAsync(look.Service, look.Mailbox, mail, cancellation);
        if (result == IntakeResult.Waits)
            look.Waiting++;
        if (result != IntakeResult.Noted)
            return;
        look.TakenIn++;
        look.Newest = Later(look.Newest, mail.ReceivedAt);
    }

    // What an earlier assignment left unprocessed is like new when an administrator reaches back for it (N-061). A look of that earlier assignment that is still under
    // way must not do so, hence the comparison of times.
    private async Task<bool> IsKnownAsync(Look look, MessageId mail, CancellationToken cancellation)
    {
        if (await tasks.MailAsync(look.Service.Id, look.Mailbox, mail, cancellation) is not { } known)
            return false;
        if (known.Value.Fate != MailFate.Withdrawn || known.Value.NotedAt > look.AssignedAt)
            return true;
        await tasks.ReleaseAsync(look.Service.Id, look.Mailbox, known, cancellation);
        return false;
    }

    // What people did in Outlook to the mails of open tasks (F-67).
    private async Task<Failure?> CompareAsync(Look look, MailboxState state, CancellationToken cancellation)
    {
        var open = new List<EmailTask>();
        await foreach (var task in tasks.OpenAsync(look.Service.Id, cancellation))
            if (task.Value.Mailbox == look.Mailbox && task.Value.State != TaskState.Sending)
                open.Add(task.Value);
        await MissAsync(look, open.Where(task => !task.IsNewestFiled && !look.Seen.ContainsKey(task.Newest)), cancellation);
        return await outlook.LookAsync(look.Service, state, open, look.Seen, cancellation);
    }

    // Tasks whose mail is no longer in the Inbox were handled there. The list is no snapshot, so each one is looked at.
    private async Task MissAsync(Look look, IEnumerable<EmailTask> missing, CancellationToken cancellation)
    {
        var state = await mailboxes.FindAsync(look.Mailbox, cancellation);
        foreach (var task in missing)
        {
            var read = await reader.GetAsync(look.Mailbox, task.Newest, cancellation);
            var isGone = false;
            if (read.Failure?.Category == FailureCategory.NotFound)
            {
                var found = await renamed.FindAsync(task, task.Newest, cancellation);
                isGone = found is { Succeeded: true, Value: null };
                if (found is { Succeeded: true, Value: { } mail })
                    read = mail;
            }

            var reason = isGone ? "deleted"
                : read.Succeeded && state?.Value.Folders is { } folders && read.Value.ParentFolderId != folders.Inbox ? "moved"
                : null;
            if (reason is not null)
                await HandledInOutlookAsync(task.Key, reason, cancellation);
        }
    }

    /// <summary>Ends a task whose mail somebody moved or deleted.</summary>
    public Task<StepResult> HandledInOutlookAsync(TaskKey task, string reason, CancellationToken cancellation) =>
        steps.TakeAsync(task, (before, now) => before.HandleInOutlook(reason, now), Follow.Ended, cancellation);

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset b) => a is null || b > a ? b : a;

    /// <param name="notifiedFrom">Mail received later should have been notified; null = that cannot be said.</param>
    private sealed class Look(Service service, MailboxState state, DateTimeOffset since, DateTimeOffset? notifiedFrom)
    {
        public Service Service => service;

        public MailboxId Mailbox => state.Mailbox;

        public DateTimeOffset AssignedAt => state.AssignedAt;

        public DateTimeOffset Since => since;

        public DateTimeOffset? NotifiedFrom => notifiedFrom;

        /// <summary>When Graph notified of something last.</summary>
        public DateTimeOffset? HeardAt => state.NotifiedAt;

        public Dictionary<MessageId, MailItem> Seen { get; } = [];

        public DateTimeOffset? Newest { get; set; } = state.NewestSeen;

        public int Waiting { get; set; }

        public int TakenIn { get; set; }

        public bool IsUnnotified { get; set; }
    }
}
