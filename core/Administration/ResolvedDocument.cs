using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>A document after the directory was asked.</summary>
/// <param name="Configuration">Null when there are problems.</param>
public sealed record ResolvedDocument(
    Configuration? Configuration, IReadOnlyList<ConfigurationProblem> Problems, IReadOnlyList<ConfigurationProblem> Warnings);
