using System.Globalization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <content>
/// Files for the holder's next answer. None of these steps raises the version: a form that is open stays good, for what leaves is what the agent put in.
/// They go when the task leaves the holder's hands, by any way.
/// </content>
public sealed partial record EmailTask
{
    /// <summary>Files that leave with the next answer; null = none.</summary>
    public Enclosures? Enclosures { get; init; }

    /// <summary>Files that the holder had added were lost, and he has to be told until he adds others or the task leaves his hands.</summary>
    public bool FilesLost { get; init; }

    /// <summary>Whether the agent may add files now: he holds it, and no answer is on its way or in doubt.</summary>
    public bool TakesFilesOf(AgentId agent) => IsInHandsOf(agent);

    /// <summary>An upload into the draft begins. Not while another one is under way, nor into another draft than the one that has files already.</summary>
    public EmailTask? BeginUpload(AgentId agent, MessageId draft, AnswerId mark, AnswerId upload) =>
        TakesFilesOf(agent) && (Enclosures is null || Enclosures.Draft == draft && Enclosures.Upload is null)
            ? this with { Enclosures = (Enclosures ?? new Enclosures(draft, mark)) with { Upload = upload } }
            : null;

    /// <summary>The upload ended with so many files in the draft.</summary>
    public EmailTask? EndUpload(AnswerId upload, int count, long bytes, DateTimeOffset now) => Enclosures is not { } files || files.Upload != upload
        ? null
        : count == 0
            ? this with { Enclosures = files.Count > 0 ? files with { Upload = null } : null }
            : Note(now, TaskEvent.FilesAdded, count.ToString(CultureInfo.InvariantCulture), Holder) with
            {
                Enclosures = files with { Count = files.Count + count, Bytes = files.Bytes + bytes, Upload = null },
                FilesLost = false,
            };

    /// <summary>What lies in the draft is not known, or the draft is gone: all of its files are given up, and the holder must see it before he sends.</summary>
    public EmailTask? LoseFiles(MessageId draft, AnswerId? upload, string reason, DateTimeOffset now) =>
        Enclosures is { } files && files.Draft == draft && files.Upload == upload && State != TaskState.Sending
            ? Next(State, now, TaskEvent.FilesLost, Holder, reason) with { Enclosures = null, FilesLost = true }
            : null;

    /// <summary>The holder wants to answer without the files.</summary>
    public EmailTask? RemoveFiles(AgentId agent, DateTimeOffset now) => TakesFilesOf(agent) && Enclosures is { Upload: null }
        ? Note(now, TaskEvent.FilesRemoved, null, agent) with { Enclosures = null }
        : null;

    /// <summary>The draft that nobody will send any more when the task becomes what it is <paramref name="after"/> (F-29); null when there is none.</summary>
    public MessageId? DraftLeftBy(EmailTask after) =>
        Enclosures is { } files && after.Enclosures?.Draft != files.Draft && !(after.Answer is { State: AnswerState.Sent } sent && sent.Draft == files.Draft)
            ? files.Draft
            : null;
}
