using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Where jobs may lie: with the agents, the mailboxes, the tenant, and in every service; also in a removed one, whose accepted tasks are finished (N-056).</summary>
internal sealed class EnginePartitions(IConfigurationSource configuration, MailboxTable mailboxes) : IJobPartitions
{
    public async ValueTask<IReadOnlyCollection<string>> ListAsync(CancellationToken cancellation)
    {
        var services = new HashSet<ServiceId>(configuration.Current.Services.Select(service => service.Id));
        services.UnionWith(await mailboxes.ServicesAsync(cancellation));
        return [AgentTable.Partition, MailboxTable.Partition, TaskSlots.Partition, .. services.Select(TaskRows.Partition)];
    }
}
