using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Why a supervisor's wish was not carried out. Nothing was changed.</summary>
public enum SteerRefusal
{
    /// <summary>Neither supervisor nor administrator, or not of this service; whether there is such a task is not told.</summary>
    NotAllowed,

    /// <summary>No such task (any more).</summary>
    UnknownTask,

    /// <summary>The task is another one than the person saw.</summary>
    Stale,

    /// <summary>The task has ended.</summary>
    AlreadyDone,

    /// <summary>An answer is on its way, or it is in doubt whether one left; the agent comes first.</summary>
    AnswerOnItsWay,

    /// <summary>The agent has the task, the service has it, or nobody has it whom it could be taken from.</summary>
    NothingToDo,

    /// <summary>The agent may not work on it or is not reached; <see cref="SteerResult.Against"/> says why.</summary>
    NotSuitable,

    /// <summary>The service takes no mail.</summary>
    ServiceNotLive,

    /// <summary>Its agents were called a moment ago.</summary>
    CalledAlready,

    /// <summary>A value outside its limits.</summary>
    BadValue,

    /// <summary>None of the service's agents is off duty and could be called.</summary>
    NobodyToCall,
}

/// <summary>Result of a supervisor's wish.</summary>
/// <param name="Task">The task as it stands; null when it is not about one, or is none of his business.</param>
/// <param name="Number">How many agents were told.</param>
public sealed record SteerResult(EmailTask? Task, SteerRefusal? Refusal = null, int Number = 0)
{
    public IReadOnlyList<Reason> Against { get; init; } = [];

    public bool Done => Refusal is null;
}

/// <summary>One service in detail.</summary>
/// <param name="Why">What spoke against each agent when the task was to be offered last; of waiting tasks.</param>
public sealed record ServiceDetail(DeskFigures Desk, ServiceFigures Service, IReadOnlyList<HourFigures> Trend, IReadOnlyDictionary<TaskId, IReadOnlyList<CandidateVerdict>> Why);

/// <summary>
/// What supervisors see and do. Role and scope are looked at with every call (I9); what is done to a task is committed before the method returns and signed in its timeline
/// (I5). Versions are those of what the person saw: of a task that changed meanwhile nothing is done (F-74).
/// </summary>
public interface ISupervisorWorkbench
{
    /// <summary>How the services stand that the person supervises, by name; null for who supervises nothing by his roles.</summary>
    Task<DeskFigures?> QueuesAsync(AgentId supervisor, CancellationToken cancellation);

    /// <summary>The last hours of services that the person supervises, together.</summary>
    Task<IReadOnlyList<HourFigures>> TrendAsync(DeskFigures desk, CancellationToken cancellation);

    /// <summary>One service; null when the person does not supervise it.</summary>
    Task<ServiceDetail?> ServiceAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation);

    /// <summary>Gives a waiting, offered or held task to an agent of its service, beyond his limit if need be. He gets the card and is told who gave it to him.</summary>
    Task<SteerResult> AssignAsync(AgentId supervisor, TaskKey task, long version, AgentId to, CancellationToken cancellation);

    /// <summary>Hands the task to another service that the person supervises as well; it waits there.</summary>
    Task<SteerResult> MoveAsync(AgentId supervisor, TaskKey task, long version, ServiceId to, CancellationToken cancellation);

    /// <summary>Ends the task without an answer; its mail is filed as handled.</summary>
    Task<SteerResult> EndAsync(AgentId supervisor, TaskKey task, long version, CancellationToken cancellation);

    /// <summary>Takes the task from whom it is offered to or who holds it; it waits again.</summary>
    Task<SteerResult> TakeBackAsync(AgentId supervisor, TaskKey task, long version, CancellationToken cancellation);

    /// <summary>Asks the agents of the service who are off duty to help; at most once in <see cref="CallPause"/>.</summary>
    Task<SteerResult> CallAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation);

    /// <summary>Sets an agent of one of the person's services off duty, and tells him who did; what he holds he keeps. It stands in the audit trail.</summary>
    Task<SteerResult> SetOffDutyAsync(AgentId supervisor, AgentId agent, CancellationToken cancellation);

    /// <summary>The agents of a service are called no more often than this.</summary>
    static TimeSpan CallPause => TimeSpan.FromMinutes(15);
}
