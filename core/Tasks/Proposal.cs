using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>Why two tasks may be one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProposalKind>))]
public enum ProposalKind
{
    /// <summary>The same sender wrote with the same subject, but in a thread of its own (F-08).</summary>
    SameMatter,

    /// <summary>The mail names the other task's thread, but its sender took no part in it: perhaps a colleague, perhaps a forgery (F-76).</summary>
    Claimed,
}

/// <summary>Another task of the same service that a task may belong to. Nothing follows from it before a person decides.</summary>
public sealed record Proposal(TaskId Task, ProposalKind Kind);
