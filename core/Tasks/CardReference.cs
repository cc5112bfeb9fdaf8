using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>A card of a task that stands in an agent's chat; opaque to the engine but for the agent and what it shows.</summary>
/// <param name="Agent">In whose chat.</param>
/// <param name="Conversation">Teams' conversation id.</param>
/// <param name="Activity">Teams' activity id; null when Teams gave none, then the card cannot be updated.</param>
/// <param name="ShownVersion">Version of the task that the card shows; the same need not be drawn again.</param>
public sealed record CardReference(AgentId Agent, string Conversation, string? Activity, long ShownVersion);
