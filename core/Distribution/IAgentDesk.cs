using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>How a message to an agent fared.</summary>
public enum DeskResult
{
    /// <summary>Teams took it; that is no proof of reading (F-72).</summary>
    Delivered,

    /// <summary>The bot is not installed for this person, or was never seen (F-70). Nothing more is sent until he writes or installs.</summary>
    NotInstalled,

    /// <summary>The person or an administrator blocked the bot (F-71).</summary>
    Blocked,

    /// <summary>Teams is throttling or down; try again at <see cref="DeskDelivery.NotBefore"/>.</summary>
    Later,

    /// <summary>It may have arrived (no answer after sending). A post is not repeated by itself.</summary>
    Unknown,

    /// <summary>Teams refuses this message for good; <see cref="DeskDelivery.Code"/> says why.</summary>
    Rejected,
}

/// <summary>Outcome of showing or telling something. <paramref name="Card"/> is where it stands now, when known.</summary>
public sealed record DeskDelivery(DeskResult Result, CardReference? Card = null, string? Code = null, DateTimeOffset? NotBefore = null);

/// <summary>Something an agent is told besides task cards.</summary>
public enum NoticeKind
{
    /// <summary>Set off duty because offers timed out; <see cref="Notice.Number"/> = how many.</summary>
    SetOffDuty,

    /// <summary>Enabled for a service: welcome with the how-to (N-072, N-073).</summary>
    Welcome,

    /// <summary>A deadline of a task that he holds is near; <see cref="Notice.Near"/> says which.</summary>
    DeadlineNear,

    /// <summary>A task that he had parked is back because its time has come.</summary>
    ParkedIsDue,

    /// <summary>A task that he had parked is back because there is news of the customer.</summary>
    ParkedHasNews,

    /// <summary>A supervisor asks those off duty to help: <see cref="Notice.Number"/> mails wait in <see cref="Notice.ServiceName"/>.</summary>
    CalledOnDuty,

    /// <summary>A supervisor set him off duty.</summary>
    SetOffDutyByOther,

    /// <summary>A task that he gave to a colleague was not taken by him; it waits in the queue.</summary>
    TransferNotTaken,

    /// <summary>What a colleague has to say about a task: <see cref="Notice.ByName"/>, <see cref="Notice.Text"/>.</summary>
    Comment,

    /// <summary>The colleague <see cref="Notice.ByName"/> is not asked for advice any more, and the holder did not end it.</summary>
    ConsultOver,
}

/// <summary>A deadline of which an agent is reminded.</summary>
/// <param name="Version">Of the task, for the button that opens it.</param>
public sealed record NearDeadline(TaskKey Task, long Version, TargetKind Kind, DateTimeOffset At, DateTimeOffset Now);

/// <summary>A notice for one agent.</summary>
/// <param name="Task">The task that it is about, if it is about one.</param>
public sealed record Notice(NoticeKind Kind, int Number = 0, string? ServiceName = null, TaskKey? Task = null)
{
    public NearDeadline? Near { get; init; }

    /// <summary>Name of who brought it about; null when nobody did.</summary>
    public string? ByName { get; init; }

    /// <summary>What he wrote. It goes to Teams only and is stored nowhere (I6).</summary>
    public string? Text { get; init; }
}

/// <summary>Port: how an agent is reached. The bot implements it with cards in the personal chat; nothing here throws for an unreachable person.</summary>
public interface IAgentDesk
{
    /// <summary>
    /// Shows the view: updates the card <paramref name="shown"/> when it is given and still there, else posts a new one (with a toast for offers).
    /// When the old card is gone (F-73) a new one is posted.
    /// </summary>
    Task<DeskDelivery> ShowAsync(TaskView view, CardReference? shown, CancellationToken cancellation);

    Task<DeskDelivery> TellAsync(AgentId agent, Notice notice, CancellationToken cancellation);

    /// <summary>Null when the agent can be reached, else why not, without asking Teams.</summary>
    ValueTask<DeskResult?> UnreachableAsync(AgentId agent, CancellationToken cancellation);
}
