using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Who may be asked for advice on a task, and the end of a consult that the holder did not bring about.</summary>
internal sealed class Consulting(TaskSteps steps, IAgentDesk desk, IConfigurationSource configuration)
{
    /// <summary>
    /// Why somebody may not be asked, or not any more; null when he may. He must be able to work on mail for some service and be reached; being off duty, away or busy keeps him
    /// from offers, not from a question.
    /// </summary>
    public async ValueTask<Reason?> WhyNotAsync(AgentId colleague, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (current.User(colleague) is not { } user || !user.Roles.HasFlag(Roles.Agent))
            return Reasons.NotAgent;
        if (!user.HasEmailLicence)
            return Reasons.NoLicence;
        if (user.IsGuest && !current.Tenant.AllowGuests)
            return Reasons.Guest;
        if (!current.Services.Any(service => service.Serves(colleague)))
            return Reasons.NotMember;
        return await desk.UnreachableAsync(colleague, cancellation) is { } unreachable ? Reasons.Unreachable(DeskCodes.Of(unreachable)) : null;
    }

    /// <summary>The colleague is not asked any more, for the reason given, and the holder is told; nothing when he was not asked.</summary>
    public Task<StepResult> EndAsync(TaskKey task, AgentId colleague, string reason, CancellationToken cancellation) => steps.TakeAsync(
        task,
        (before, now) => before.EndConsult(colleague, null, reason, now),
        (before, after, now) => [EngineJobs.Tell(new TellJob(after.Holder!.Value, NoticeKind.ConsultOver, Task: task) { By = colleague }, now)],
        cancellation);
}
