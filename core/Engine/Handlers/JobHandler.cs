using System.Text.Json.Serialization.Metadata;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>A handler of one kind of job with its payload; null means done, a failure means once more.</summary>
internal abstract class JobHandler<TPayload>(string kind, JsonTypeInfo<TPayload> type) : IJobHandler
{
    public string Kind => kind;

    public async Task<JobResult> RunAsync(LeasedJob leased, CancellationToken cancellation) =>
        await RunAsync(leased.Job.Read(type), leased.Job, cancellation) is { } failure ? JobResult.Retry(failure) : JobResult.Done;

    protected abstract Task<Failure?> RunAsync(TPayload payload, Job job, CancellationToken cancellation);
}
