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
    IMailReader reader, MailboxTable mailboxes, MailCache cache, MailIntake intake, TaskTable tasks, TaskSteps steps, IConfigurationSource configuration, TimeProvider time)
{
    /// <summary>Mails can become visible a little out of order; the quick look goes back this far.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<MailboxId, SemaphoreSlim> oneAtATime = new();

    /// <summary>Null when all went well.</summary>
    public async Task<Failure?> LookAsync(MailboxId mailbox, bool whole, CancellationToken cancellation)
    {
        var gate = oneAtATime.GetOrAdd(mailbox, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellation);
        try
        {
            if (configuration.Current is not { } current || !current.IsWatched(mailbox) || current.ServiceOf(mailbox) is not { } service
                || await mailboxes.FindAsync(mailbox, cancellation) is not { Value: { } state } || state.Service != service.Id)
                return null;
            return await LookAsync(service, state, whole || state.Waiting > 0 || state.SweptAt is null, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Failure?> LookAsync(Service service, MailboxState state, bool whole, CancellationToken cancellation)
    {
        var since = whole || state.NewestSeen is null || state.NewestSeen - Overlap < state.Baseline ? state.Baseline : state.NewestSeen.Value - Overlap;
        var look = new Look(service, state.Mailbox, since, state.NewestSeen);
        if (await ReadAllAsync(look, withBody: !whole, cancellation) is { } failure)
            return failure;
        if (whole)
            await MissAsync(look, cancellation);
        var now = time.GetUtcNow();
        await mailboxes.ChangeAsync(
            state.Mailbox,
            before => before with { NewestSeen = look.Newest, Waiting = look.Waiting, SweptAt = whole ? now : before.SweptAt },
            cancellation);
        return null;
    }

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

            if (!page.Succeeded)
                return page.Failure;
            foreach (var mail in page.Value.Mails)
                await TakeAsync(look, mail, cancellation);
            next = page.Value.Next;
            if (next is null)
                return null;
        }
        while (true);
    }

    private async Task TakeAsync(Look look, MailItem mail, CancellationToken cancellation)
    {
        look.Seen.Add(mail.Id);

        // The filter is the server's; mail from before the baseline is never processed, whatever it answers (I2).
        if (mail.IsDraft || mail.ReceivedAt < look.Since)
            return;
        if (await intake.IsKnownAsync(look.Service.Id, look.Mailbox, mail.Id, cancellation))
        {
            look.Newest = Later(look.Newest, mail.ReceivedAt);
            return;
        }

        cache.Keep(look.Mailbox, mail);
        if (look.Waiting > 0 || await intake.TakeInAsync(look.Service, look.Mailbox, mail, cancellation) == IntakeResult.Waits)
            look.Waiting++;
        else
            look.Newest = Later(look.Newest, mail.ReceivedAt);
    }

    // Open tasks whose mail is no longer in the Inbox were handled in Outlook (F-67). The list is no snapshot, so each one is looked at.
    private async Task MissAsync(Look look, CancellationToken cancellation)
    {
        var state = await mailboxes.FindAsync(look.Mailbox, cancellation);
        var missing = new List<EmailTask>();
        await foreach (var task in tasks.OpenAsync(look.Service.Id, cancellation))
            if (task.Value.Mailbox == look.Mailbox && task.Value.State != TaskState.Sending && !look.Seen.Contains(task.Value.Newest))
                missing.Add(task.Value);
        foreach (var task in missing)
        {
            var read = await reader.GetAsync(look.Mailbox, task.Newest, cancellation);
            var reason = read.Failure?.Category == FailureCategory.NotFound ? "deleted"
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

    private sealed class Look(Service service, MailboxId mailbox, DateTimeOffset since, DateTimeOffset? newest)
    {
        public Service Service => service;

        public MailboxId Mailbox => mailbox;

        public DateTimeOffset Since => since;

        public HashSet<MessageId> Seen { get; } = [];

        public DateTimeOffset? Newest { get; set; } = newest;

        public int Waiting { get; set; }
    }
}
