using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Sees to it that no task stays with somebody who cannot work on it any more (F-66; the table is in docs/routing.md). Who is no agent any more, or not configured, loses
/// what he holds and what he is offered; who lost licence or membership loses what he is offered, and finishes what he holds. Each of them, and who is not reached, is asked
/// for advice no longer.
/// </summary>
internal sealed class Vanishing(AgentTable agents, TaskTable tasks, TaskSteps steps, Consulting consulting, IConfigurationSource configuration)
{
    /// <summary>Looks at everybody who has something.</summary>
    public async Task ReviewAsync(CancellationToken cancellation)
    {
        var current = configuration.Current;
        var users = current.Users.ToDictionary(user => user.Id);
        foreach (var state in (await agents.AllAsync(cancellation)).Values.Select(stored => stored.Value))
        {
            if (state.Consults.Count > 0 && await consulting.WhyNotAsync(state.Agent, cancellation) is { } unfit)
                foreach (var asked in state.Consults)
                    await consulting.EndAsync(asked, state.Agent, unfit.Code, cancellation);
            foreach (var hold in state.Holds)
                if (WhyNot(current, users.GetValueOrDefault(state.Agent)) is { } reason)
                    await TakeBackAsync(hold.Task, state.Agent, reason, cancellation);
                else if (MayBeOffered(current, users[state.Agent], hold.Task.Service))
                    continue;
                else if (await tasks.FindAsync(hold.Task, cancellation) is { Value: { State: TaskState.Offered } task } && WhyNotOffered(current, users[state.Agent], task) is { } against)
                    await WithdrawAsync(task, against, cancellation);
        }
    }

    // Spares a look at the task itself; one that was handed on is looked at.
    private static bool MayBeOffered(Configuration current, User user, ServiceId home) => user.HasEmailLicence && current.Service(home)?.Serves(user.Id) == true;

    // The answer that is on its way is waited for; it ends the task, or the next look takes it.
    private Task<StepResult> TakeBackAsync(TaskKey task, AgentId agent, string reason, CancellationToken cancellation) => steps.TakeAsync(
        task,
        (before, now) => before.IsWith(agent) || before.IsOfferedTo(agent) ? before.TakeBack(null, reason, now) : null,
        (before, after, now) => Follow.Requeued(before, after, ReleaseCause.Ended, now),
        cancellation);

    private Task<StepResult> WithdrawAsync(EmailTask task, string reason, CancellationToken cancellation) => steps.TakeAsync(
        task.Key,
        (before, now) => before.WithdrawOffer(task.Offer!.Id, reason, now),
        (before, after, now) => Follow.Requeued(before, after, ReleaseCause.Ended, now),
        cancellation);

    private static string? WhyNot(Configuration current, User? user) =>
        user is null || !user.Roles.HasFlag(Roles.Agent) ? Reasons.NotAgent.Code : user.IsGuest && !current.Tenant.AllowGuests ? Reasons.Guest.Code : null;

    private static string? WhyNotOffered(Configuration current, User user, EmailTask task) =>
        !user.HasEmailLicence ? Reasons.NoLicence.Code : current.Service(task.Service) is { } service && !service.Serves(user.Id) ? Reasons.NotMember.Code : null;
}
