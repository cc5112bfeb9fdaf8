using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>How far an answer has come (I4).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerState>))]
public enum AnswerState
{
    /// <summary>Send was pressed; the draft is being created in Exchange and its id is not known yet.</summary>
    Drafting,

    /// <summary>The draft's id is stored; it will be, or has been, submitted.</summary>
    Drafted,

    /// <summary>Exchange took it.</summary>
    Sent,

    /// <summary>It surely was not sent; the agent may press Send again.</summary>
    NotSent,

    /// <summary>It cannot be known whether it was sent; the agent decides after a look into Sent Items.</summary>
    Unsure,
}

/// <summary>One press of Send. The text itself is only in the Exchange draft (I6).</summary>
public sealed record Answer(AnswerId Id, AgentId Agent, DateTimeOffset PressedAt, AnswerState State)
{
    /// <summary>Immutable id of the draft, later of the sent mail.</summary>
    public MessageId? Draft { get; init; }

    /// <summary>Code of the last failure, for the agent and the operator.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Exchange wants nothing more sent before then; null when it did not say so.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
