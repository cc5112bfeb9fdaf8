namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>A fault of a card or an answer that Teams would swallow silently (teams.md 4, design.md 9).</summary>
/// <param name="PersonId">Whose chat.</param>
/// <param name="ActivityId">Null for an answer to an invoke without a card in the chat.</param>
public sealed record CardViolation(string PersonId, string? ActivityId, string What);
