using TeamsEmailBot.Core.Filing;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Files a mail whose fate is decided.</summary>
internal sealed class FileHandler(
    MailFiler filer, IMailFolders folders, MailboxTable mailboxes, MailCache cache, TaskSteps steps, IConfigurationSource configuration)
    : JobHandler<FileJob>(EngineJobs.FileMail, EngineJson.Default.FileJob)
{
    protected override async Task<Failure?> RunAsync(FileJob payload, Job job, CancellationToken cancellation)
    {
        var ids = await FoldersAsync(payload.Mailbox, ensure: job.Attempts > 1, cancellation);
        if (!ids.Succeeded)
            return ids.Failure;
        var folder = payload.Folder switch
        {
            Outcomes.Handled => ids.Value.Handled,
            Outcomes.Ended => ids.Value.Ended,
            _ => ids.Value.Failed,
        };
        var filed = await filer.FileAsync(payload.Mailbox, payload.Message, payload.InternetMessageId, ids.Value.Inbox, folder, cancellation);
        if (!filed.Succeeded)
            return MailFiler.IsFolderMissing(filed.Failure) ? new Failure(FailureCategory.Transient, filed.Failure.Code) : filed.Failure;
        cache.Forget(payload.Mailbox, payload.Message);
        if (payload.Task is { } task)
            await steps.NoteAsync(task, (before, now) => before.Filed(filed.Value.InFolder, filed.Value.Reason, now), cancellation);
        return null;
    }

    // A second attempt asks Exchange for the folders: somebody may have deleted one.
    private async Task<Outcome<FolderIds>> FoldersAsync(MailboxId mailbox, bool ensure, CancellationToken cancellation)
    {
        if (!ensure && (await mailboxes.FindAsync(mailbox, cancellation))?.Value.Folders is { } known)
            return known;
        var names = configuration.Current.Mailbox(mailbox)?.Folders ?? new FolderNames();
        var ensured = await folders.EnsureAsync(mailbox, names, cancellation);
        if (ensured.Succeeded)
            await mailboxes.ChangeAsync(mailbox, state => state with { Folders = ensured.Value }, cancellation);
        return ensured;
    }
}
