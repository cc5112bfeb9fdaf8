using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>How adding files went: how many of them lie in the draft now, and what kept the next one from it.</summary>
internal readonly record struct Enclosed(int Added, Refusal? Refusal = null, Failure? Failure = null);

/// <summary>
/// Puts files into a reply draft in Exchange, from where they leave with the answer (decision 0014). The draft is made, its id stored, and only then the first byte goes up.
/// What an upload left in the draft is either counted on the task or given up together with the draft: an answer never leaves with other files than the card says.
/// </summary>
internal sealed class Enclosing(TaskSteps steps, TaskTable tasks, IReplySender sender, NewId newId, TimeProvider time, ILogger<Enclosing> log) : IDisposable
{
    /// <summary>After it an upload is broken off; <see cref="EngineJobs.UploadPatience"/> is longer by what its last request may take.</summary>
    public static readonly TimeSpan LongestUpload = TimeSpan.FromMinutes(4);

    /// <summary>An upload holds up to three copies of 4 MB; so many at a time keep the memory bounded however many agents drop files at once.</summary>
    private const int UploadsAtOnce = 4;

    private readonly SemaphoreSlim places = new(UploadsAtOnce, UploadsAtOnce);

    /// <summary>What is wrong with the files before anything is uploaded; null = nothing.</summary>
    public static Refusal? Check(EmailTask task, IReadOnlyList<OutgoingFile> files) =>
        files.Any(file => file.Name.Length == 0) ? Refusal.FileUnnamed
        : files.Any(file => file.Bytes == 0) ? Refusal.FileEmpty
        : (task.Enclosures?.Bytes ?? 0) + files.Sum(file => file.Bytes) > FileLimits.Total ? Refusal.FilesTooLarge
        : task.Enclosures is { Upload: not null } ? Refusal.FilesUnderWay
        : null;

    public async Task<Enclosed> AddAsync(EmailTask task, AgentId agent, IReadOnlyList<OutgoingFile> files, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(LongestUpload, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(0, Refusal.ExchangeUnavailable);
        }

        try
        {
            var draft = await DraftAsync(task, agent, either.Token);
            if (!draft.Succeeded)
                return new(0, null, draft.Failure);
            var upload = new AnswerId(newId());
            var begun = await steps.TakeAsync(
                task.Key,
                (before, _) => Check(before, files) is null ? before.BeginUpload(agent, draft.Value.Id, draft.Value.Mark, upload) : null,
                (_, after, now) => [EngineJobs.End(after.Key, upload, now)],
                cancellation);
            if (!begun.Taken)
                return new(0, (begun.Now is { } now ? Check(now, files) : null) ?? Refusal.Stale);
            return await UploadAsync(begun.Now!, upload, files, either.Token);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Job: an upload that has not ended will not; nobody knows what lies in the draft.</summary>
    public async Task GiveUpAsync(TaskKey task, AnswerId upload, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(task, cancellation) is { Value.Enclosures: { } files } && files.Upload == upload)
            await LoseAsync(task, files.Draft, upload, "upload_broke_off", cancellation);
    }

    /// <summary>The draft is not what the task says it is: its files are given up, and the card says so.</summary>
    public async Task<EmailTask?> LoseAsync(TaskKey task, MessageId draft, AnswerId? upload, string reason, CancellationToken cancellation)
    {
        log.FilesLost(task, reason);
        var lost = await steps.TakeAsync(
            task, (before, now) => before.LoseFiles(draft, upload, reason, now), (_, after, now) => [EngineJobs.Show(after, now, after.Holder)], cancellation);
        return lost.Now;
    }

    public void Dispose() => places.Dispose();

    private async Task<Outcome<(MessageId Id, AnswerId Mark)>> DraftAsync(EmailTask task, AgentId agent, CancellationToken cancellation)
    {
        if (task.Enclosures is { } files)
            return (files.Draft, files.Mark);
        // Whatever becomes of us, a draft with this mark that no task knows is swept away.
        var mark = new AnswerId(newId());
        var allowed = await steps.TakeAsync(
            task.Key, (before, _) => before.TakesFilesOf(agent) ? before : null, (_, after, now) => [EngineJobs.SweepPrepared(after, mark, now)], cancellation);
        if (!allowed.Taken)
            return new Failure(FailureCategory.Conflict, "task_changed");
        try
        {
            var made = await sender.PrepareDraftAsync(task.Mailbox, task.Newest, mark, cancellation);
            return made.Succeeded ? (made.Value.Id, mark) : made.Failure;
        }
        catch (OperationCanceledException)
        {
            return new Failure(FailureCategory.Unknown, "TimedOut");
        }
    }

    private async Task<Enclosed> UploadAsync(EmailTask task, AnswerId upload, IReadOnlyList<OutgoingFile> files, CancellationToken cancellation)
    {
        var draft = task.Enclosures!.Draft;
        var (added, bytes) = (0, 0L);
        Failure? failure = null;
        foreach (var file in files)
        {
            failure = await AddAsync(task.Mailbox, draft, file, cancellation);
            if (failure is not null)
                break;
            added++;
            bytes += file.Bytes;
        }

        // From here on the book-keeping is finished even when the caller went away.
        if (failure?.Category is FailureCategory.Unknown or FailureCategory.NotFound)
        {
            await LoseAsync(task.Key, draft, upload, failure.Code, CancellationToken.None);
            return new(0, Refusal.FilesLost, failure);
        }

        var ended = await steps.TakeAsync(task.Key, (before, now) => before.EndUpload(upload, added, bytes, now), (_, _, _) => [], CancellationToken.None);
        return ended.Taken ? new(added, null, failure) : new(0, Refusal.Stale);
    }

    private async Task<Failure?> AddAsync(MailboxId mailbox, MessageId draft, OutgoingFile file, CancellationToken cancellation)
    {
        try
        {
            return (await sender.AddFileAsync(mailbox, draft, file, cancellation)).Failure;
        }
        catch (OperationCanceledException)
        {
            // It may lie in the draft all the same.
            return new Failure(FailureCategory.Unknown, "TimedOut");
        }
    }
}
