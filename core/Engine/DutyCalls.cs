using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Asks agents who are off duty to help. Who called when stands in the service's partition, in one commit with the messages: of two calls at once one counts.</summary>
internal sealed class DutyCalls(IEntityStore store, TimeProvider time)
{
    private const string Row = "dutycall";

    // One write is the row itself.
    private const int MostCalled = EntityLimits.WritesPerCommit - 1;

    public async Task<SteerResult> CallAsync(AgentId supervisor, ServiceFigures service, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var partition = TaskRows.Partition(service.Service);
        var last = await store.ReadAsync(partition, Row, DutyCallJson.Default.DutyCall, cancellation);
        if (last is not null && now - last.Value.At < ISupervisorWorkbench.CallPause)
            return new(null, SteerRefusal.CalledAlready);
        var called = service.Agents.Where(agent => agent.Condition == AgentCondition.OffDuty).Take(MostCalled).ToList();
        if (called.Count == 0)
            return new(null, SteerRefusal.NobodyToCall);
        var call = new DutyCall(now, supervisor, called.Count);
        EntityWrite[] writes =
        [
            last is null ? EntityWrite.Insert(Row, call, DutyCallJson.Default.DutyCall) : EntityWrite.Update(last, call, DutyCallJson.Default.DutyCall),
            .. called.Select(agent => EngineJobs.Tell(
                new TellJob(agent.Agent, NoticeKind.CalledOnDuty, service.Waiting + service.Offered, service.Name) { By = supervisor }, now)),
        ];
        return (await store.CommitAsync(partition, writes, cancellation)).Applied ? new(null, Number: called.Count) : new(null, SteerRefusal.CalledAlready);
    }
}

/// <summary>The last call of a service's agents.</summary>
internal sealed record DutyCall(DateTimeOffset At, AgentId By, int Told);

/// <summary>JSON of the row.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DutyCall))]
internal sealed partial class DutyCallJson : JsonSerializerContext;
