using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Supervision;

/// <summary>What an agent can do for a service now; of several the first that holds.</summary>
public enum AgentCondition
{
    /// <summary>Nothing speaks against an offer.</summary>
    Free,

    /// <summary>No longer somebody who may be asked: role, licence or being a guest forbids it.</summary>
    Barred,

    /// <summary>His own switch.</summary>
    OffDuty,

    /// <summary>Teams does not reach him (F-70, F-71).</summary>
    Unreachable,

    /// <summary>His presence lets no offer through.</summary>
    Away,

    /// <summary>On duty and there, with all his places taken or busy otherwise.</summary>
    Busy,
}

/// <summary>An agent of a service.</summary>
/// <param name="Held">Places taken, over all services; offers included, parked tasks as far as they take one.</param>
/// <param name="Limit">Places that the service gives him.</param>
/// <param name="Against">What speaks against an offer to him.</param>
public sealed record AgentFigures(AgentId Agent, AgentCondition Condition, int Held, int Limit, IReadOnlyList<Reason> Against)
{
    /// <summary>Below zero where somebody gave him more than the limit.</summary>
    public int FreePlaces => Limit - Held;

    public bool IsOnDuty => Condition is AgentCondition.Free or AgentCondition.Away or AgentCondition.Busy;

    /// <summary>The condition behind the reasons against an offer.</summary>
    public static AgentCondition ConditionOf(IReadOnlyCollection<Reason> against) =>
        against.Count == 0 ? AgentCondition.Free
        : against.Any(Reasons.IsOfRights) ? AgentCondition.Barred
        : against.Any(reason => reason.Code == Reasons.OffDuty.Code) ? AgentCondition.OffDuty
        : against.Any(reason => reason.Code.StartsWith(Reasons.UnreachableCode, StringComparison.Ordinal)) ? AgentCondition.Unreachable
        : against.Any(reason => reason.Code.StartsWith(Reasons.PresenceCode, StringComparison.Ordinal)) ? AgentCondition.Away
        : AgentCondition.Busy;
}
