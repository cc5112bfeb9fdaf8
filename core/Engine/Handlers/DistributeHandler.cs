using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Offers what waits in a service.</summary>
internal sealed class DistributeHandler(Distributor distributor) : JobHandler<ServiceJob>(EngineJobs.Distribute, EngineJson.Default.ServiceJob)
{
    protected override async Task<Failure?> RunAsync(ServiceJob payload, Job job, CancellationToken cancellation)
    {
        await distributor.RunAsync(payload.Service, cancellation);
        return null;
    }
}

/// <summary>Hands a task that waited too long to another service.</summary>
internal sealed class OverflowHandler(Handover handover) : JobHandler<TaskJob>(EngineJobs.OverflowTask, EngineJson.Default.TaskJob)
{
    protected override async Task<Failure?> RunAsync(TaskJob payload, Job job, CancellationToken cancellation)
    {
        await handover.OverflowAsync(payload.Task, cancellation);
        return null;
    }
}
