namespace TeamsEmailBot.Core.Tasks;

/// <summary>A reason in the record of a distribution decision, as a code with values; the bot puts it into words (I5).</summary>
public sealed record Reason(string Code, IReadOnlyList<string>? Values = null);
