using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Intake;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>How a press of Send went; <paramref name="Refusal"/> null = the answer is on its way.</summary>
internal sealed record SendPress(EmailTask? Task, Refusal? Refusal = null, string? Code = null);

/// <summary>
/// Sends an answer exactly once for one press of Send (I4). The press is committed first, then the draft with the whole text is made in Exchange and its immutable
/// id stored, then a job submits it. The text is nowhere but in the card and in Exchange (I6). After a crash in between, the draft is found by the answer's id that
/// it carries; when there is none, nothing was sent and the agent is told.
/// </summary>
internal sealed class Answering(
    TaskSteps steps,
    IReplySender sender,
    MailContent content,
    ThreadKeys keys,
    RenamedMail renamed,
    SenderWatch senders,
    Enclosing enclosing,
    IConfigurationSource configuration,
    NewId newId,
    TimeProvider time,
    ILogger<Answering> log)
{
    /// <summary>Teams waits 10 to 15 s for the answer of a click (teams.md 2.5); a slower Exchange is waited for by a job.</summary>
    private static readonly TimeSpan DraftPatience = TimeSpan.FromSeconds(8);

    /// <summary>A shorter delay is over before anybody has read of it.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(1);

    public async Task<SendPress> PressAsync(EmailTask task, AgentId agent, long version, string text, bool toAll, string? from, CancellationToken cancellation)
    {
        var read = await content.ReadAsync(task.Mailbox, task.Newest, withBody: true, cancellation);
        if (!read.Succeeded)
            return await RefusedAsync(task, read.Failure, cancellation);
        var recipients = ReplyRecipients.For(read.Value, configuration.Current.IsOwnAddress);
        if (recipients.To.Count == 0)
            return new(task, Refusal.NoRecipient);
        // Nobody is left out in silence: who answers chooses.
        if (recipients.AreTooMany(toAll))
            return new(task, Refusal.TooManyRecipients);
        var answer = new AnswerId(newId());
        var signature = configuration.Current.Service(task.Service)?.Signature ?? "";
        var quoted = configuration.Current.Mailbox(task.Mailbox)?.IsTooLarge(read.Value) == true ? read.Value with { Body = null } : read.Value;
        var html = ReplyComposer.Compose(text, signature, await keys.ForAsync(task.Key, cancellation), quoted, Zone(task.Service));
        var cc = toAll ? recipients.Cc : [];
        var readers = Participants.Of(task.Mailbox, [.. recipients.To, .. cc], configuration.Current.IsOwnAddress);

        var pressed = await steps.TakeAsync(
            task.Key,
            (before, now) => before.Version == version ? before.PressSend(agent, answer, readers, now) : null,
            (_, after, now) => [EngineJobs.Resume(after.Key, answer, now)],
            cancellation);
        if (!pressed.Taken)
            return new(pressed.Now, Refusal.Stale);

        var reply = new ReplyContent(answer, html, recipients.To, cc) { From = configuration.Current.SenderOf(task.Mailbox, from) };
        // A press that failed may have written another sender into the draft, which silence would leave there.
        if (reply.From is null && task is { Enclosures: not null, Answer: not null } && configuration.Current.Mailbox(task.Mailbox) is { } itself)
            reply = reply with { From = new MailAddress(itself.UserPrincipalName) };
        var files = pressed.Now!.Enclosures;
        if (await DraftAsync(task, reply, files?.Draft, cancellation) is not { } draft)
            return new(pressed.Now);

        // From here on the book-keeping is finished even when the caller went away.
        if (draft.Succeeded)
            return new(await StoreDraftAsync(task.Key, answer, draft.Value, CancellationToken.None, reply.From) ?? pressed.Now);

        // The words may be on their way into the draft that the next press would write into: the job finds out, when nothing can come late any more.
        if (files is not null && draft.Failure.Category == FailureCategory.Unknown)
            return new(pressed.Now);

        // Only a draft whose id is stored is ever submitted, so nothing was sent, even if a draft came to exist; that one is swept away.
        // The form answers the click and still holds the text; drawing the card anew would wipe it.
        await NotSentAsync(task.Key, answer, draft.Failure, redraw: false, CancellationToken.None);
        if (files is not null && draft.Failure.Category == FailureCategory.NotFound)
            return new(await enclosing.LoseAsync(task.Key, files.Draft, null, "draft_gone", CancellationToken.None), Refusal.FilesLost);
        return await RefusedAsync(task, draft.Failure, CancellationToken.None);
    }

    // The clock that the customer knows the service by.
    private TimeZoneInfo Zone(ServiceId service)
    {
        var current = configuration.Current;
        return TimeZoneInfo.FindSystemTimeZoneById(current.Service(service) is { OpeningHours: { Hours.Count: > 0 } hours } ? hours.TimeZone : current.Tenant.TimeZone);
    }

    /// <summary>Job: a press of Send whose draft never became known.</summary>
    public async Task<Failure?> ResumeAsync(EmailTask task, AnswerId answer, CancellationToken cancellation)
    {
        if (task.State != TaskState.Sending || task.Answer is not { State: AnswerState.Drafting } waiting || waiting.Id != answer)
            return null;
        var found = await sender.FindDraftAsync(task.Mailbox, answer, cancellation);
        if (!found.Succeeded)
            return found.Failure;
        if (found.Value is { } draft)
            await StoreDraftAsync(task.Key, answer, draft, cancellation);
        else
            await NotSentAsync(task.Key, answer, new Failure(FailureCategory.NotFound, "draft_missing"), redraw: true, cancellation);
        return null;
    }

    /// <summary>Job: submits the stored draft. <paramref name="attempt"/> above 1 means that an earlier attempt may have had its effect.</summary>
    public async Task<Failure?> SendAsync(EmailTask task, AnswerId answer, int attempt, CancellationToken cancellation)
    {
        if (task.State != TaskState.Sending || task.Answer is not { State: AnswerState.Drafted, Draft: { } draft } drafted || drafted.Id != answer)
            return null;
        if (attempt > 1)
        {
            var state = await sender.GetStateAsync(task.Mailbox, draft, cancellation);
            if (!state.Succeeded)
                return state.Failure;
            if (state.Value == DraftState.Sent)
                return await SentAsync(task.Key, answer);
            if (state.Value == DraftState.Missing)
                return await MissingAsync(task, answer, attempt, cancellation);
        }

        var sent = await sender.SendAsync(task.Mailbox, draft, cancellation);
        if (sent.Succeeded)
            return await SentAsync(task.Key, answer);
        if (sent.Failure.Category == FailureCategory.NotFound)
            return await MissingAsync(task, answer, attempt, cancellation);
        if (sent.Failure.MayRetry)
        {
            if (sent.Failure.NotBefore is { } until && until - time.GetUtcNow() >= WorthTelling)
                await steps.TakeAsync(task.Key, (before, now) => before.SendingDelayed(answer, until, now), (_, after, now) => [EngineJobs.Show(after, now, after.Holder)], cancellation);
            return sent.Failure;
        }

        await NotSentAsync(task.Key, answer, sent.Failure, redraw: true, cancellation);
        return null;
    }

    /// <summary>
    /// Stops trying to submit: Exchange did not work for too long, and somebody has to know (I12). Whether an earlier attempt had its effect cannot be known then.
    /// </summary>
    public Task GiveUpAsync(TaskKey task, AnswerId answer, Failure failure, CancellationToken cancellation) =>
        UnsureAsync(task, answer, failure.Code, cancellation);

    // The files lie in a draft already, which gets the words; else a new one is made.
    private async Task<Outcome<ReplyDraft>?> DraftAsync(EmailTask task, ReplyContent reply, MessageId? prepared, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(DraftPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return prepared is { } draft
                ? await sender.CompleteDraftAsync(task.Mailbox, draft, reply, either.Token)
                : await sender.CreateDraftAsync(task.Mailbox, task.Newest, reply, either.Token);
        }
        catch (OperationCanceledException)
        {
            // The draft may exist or come to exist; the resume job finds out.
            return null;
        }
    }

    // A draft just sent is invisible for a while (F-21): look a few times before asking the agent.
    private async Task<Failure?> MissingAsync(EmailTask task, AnswerId answer, int attempt, CancellationToken cancellation)
    {
        const int Looks = 5;
        if (attempt <= Looks)
            return new Failure(FailureCategory.Unknown, "draft_not_visible");
        await UnsureAsync(task.Key, answer, "draft_not_visible", cancellation);
        return null;
    }

    // With the draft's Message-ID the customer's reply finds the task, also when it names nothing else.
    private async Task<EmailTask?> StoreDraftAsync(TaskKey task, AnswerId answer, ReplyDraft draft, CancellationToken cancellation, MailAddress? from = null) =>
        (await steps.TakeAsync(
            task,
            (before, now) => before.DraftStored(answer, draft.Id, now),
            (_, after, now) => draft.InternetMessageId is { Length: > 0 } id
                ? [EngineJobs.Send(after.Key, answer, now), .. senders.Watch(after.Mailbox, draft.Id, from), TaskRows.InThread(after, id)]
                : [EngineJobs.Send(after.Key, answer, now), .. senders.Watch(after.Mailbox, draft.Id, from)],
            cancellation)).Now;

    // The customer has it: what is noted now must not be lost because somebody stops the process.
    private async Task<Failure?> SentAsync(TaskKey task, AnswerId answer)
    {
        await steps.TakeAsync(task, (before, now) => before.Sent(answer, now), Follow.Ended, CancellationToken.None);
        return null;
    }

    private async Task NotSentAsync(TaskKey task, AnswerId answer, Failure failure, bool redraw, CancellationToken cancellation)
    {
        log.AnswerNotSent(task, failure);
        await steps.TakeAsync(
            task,
            (before, now) => before.NotSent(answer, failure.Code, now),
            (before, after, now) => redraw ? [EngineJobs.Show(after, now, after.Holder)]
                // A draft with files stays: the agent may press again without adding them again (F-27).
                : after.Enclosures is not null ? []
                : [EngineJobs.Sweep(after.Mailbox, answer, now)],
            cancellation);
    }

    private async Task UnsureAsync(TaskKey task, AnswerId answer, string code, CancellationToken cancellation)
    {
        log.AnswerUnsure(task);
        await steps.TakeAsync(
            task, (before, now) => before.SendingUnsure(answer, code, now), (before, after, now) => [EngineJobs.Show(after, now, after.Holder)], cancellation);
    }

    // When the mail is gone there is nothing to answer any more.
    private async Task<SendPress> RefusedAsync(EmailTask task, Failure failure, CancellationToken cancellation)
    {
        if (failure.Category == FailureCategory.NotFound)
        {
            var found = await renamed.FindAsync(task, task.Newest, cancellation);
            if (!found.Succeeded || found.Value is not null)
                // It has another id now, which the next press uses; the form still holds the text.
                return new(task, Refusal.ExchangeUnavailable, found.Failure?.Code ?? "mail_renamed");
            var ended = await steps.TakeAsync(task.Key, (before, now) => before.HandleInOutlook("deleted", now), Follow.Ended, cancellation);
            return new(ended.Now, Refusal.AlreadyDone);
        }

        return new(task, failure.NeedsAdministrator || failure.Category == FailureCategory.Invalid ? Refusal.ExchangeRefused : Refusal.ExchangeUnavailable, failure.Code);
    }
}
