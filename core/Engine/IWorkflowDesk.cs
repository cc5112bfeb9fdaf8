using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Engine;

/// <summary>A mail that a workflow can be tried with. Its subject is read from Exchange for the moment and kept nowhere (I6).</summary>
public sealed record TrialMail(TaskKey Task, DateTimeOffset ReceivedAt, string Subject);

/// <summary>What would happen now: what was known of the mail and of the services, and every step with what decided it.</summary>
public sealed record WorkflowTrial(MailFacts Mail, IReadOnlyDictionary<ServiceId, ServiceFacts> Services, WorkflowRun Run);

/// <summary>Port of the face: tries workflows, also such as are not saved yet. Nothing is changed, sent or filed. Whether the caller may is the caller's to check.</summary>
public interface IWorkflowDesk
{
    /// <summary>Tries the workflow with a mail that somebody made up; the language is told by the text when it is not given. Null when there is no such service.</summary>
    Task<WorkflowTrial?> TryAsync(Workflow workflow, ServiceId service, MailFacts mail, CancellationToken cancellation);

    /// <summary>
    /// Tries the workflow with the mail that opened a task of the service. <see cref="FailureCategory.NotFound"/>: there is no such task, or its mail is gone.
    /// </summary>
    Task<Outcome<WorkflowTrial>> TryAsync(Workflow workflow, TaskKey task, CancellationToken cancellation);

    /// <summary>The newest open tasks of the service, at most five, newest first; those whose mail cannot be read now are left out.</summary>
    Task<IReadOnlyList<TrialMail>> RecentAsync(ServiceId service, CancellationToken cancellation);
}
