using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Withdraws the tasks that nobody has accepted when their service stops taking mail: the cards say so, the mail stays in the Inbox, unprocessed. What somebody has
/// accepted goes on to its end (N-056, I10).
/// </summary>
internal sealed class Withdrawal(TaskTable tasks, TaskSteps steps, IConfigurationSource configuration)
{
    /// <summary>Withdraws those among the service's waiting and offered tasks.</summary>
    public async Task RunAsync(ServiceId service, Func<EmailTask, bool> which, CancellationToken cancellation)
    {
        await foreach (var task in tasks.OpenAsync(service, cancellation))
            if (task.Value.State is TaskState.Queued or TaskState.Offered && which(task.Value))
                await WithdrawAsync(task.Value.Key, cancellation);
    }

    public Task<StepResult> WithdrawAsync(TaskKey task, CancellationToken cancellation) =>
        steps.TakeAsync(task, (before, now) => before.Withdraw(Reason(task.Service), now), Follow.Withdrawn, cancellation);

    private string Reason(ServiceId id)
    {
        var current = configuration.Current;
        return current.Service(id) switch
        {
            null => "service_removed",
            { } when !current.Tenant.EmailEnabled => "tenant_suspended",
            { IsLive: true } => "mailbox_unassigned",
            { Mailbox: null } => "mailbox_unassigned",
            _ => "service_suspended",
        };
    }
}
