using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Where jobs may lie: with the agents, the mailboxes, the tenant, and in every service.</summary>
internal sealed class EnginePartitions(IConfigurationSource configuration) : IJobPartitions
{
    public ValueTask<IReadOnlyCollection<string>> ListAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyCollection<string>>(
        [
            AgentTable.Partition, MailboxTable.Partition, TaskSlots.Partition,
            .. configuration.Current.Services.Select(service => TaskRows.Partition(service.Id)),
        ]);
}
