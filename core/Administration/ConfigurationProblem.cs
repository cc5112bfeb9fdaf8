namespace TeamsEmailBot.Core.Administration;

/// <summary>One thing that is wrong with a configuration. Never holds an address or a secret, so that it may be shown and logged.</summary>
/// <param name="Path">Where, as a JSON path into the configuration document, for example <c>$.services[1].agents[0]</c>.</param>
/// <param name="Code">Which rule; one of <see cref="ProblemCode"/>.</param>
/// <param name="Message">What is wrong, one sentence.</param>
/// <param name="Remedy">What to do, one sentence.</param>
public sealed record ConfigurationProblem(string Path, string Code, string Message, string Remedy)
{
    /// <summary>Line in the document, from 1; null when it was not read from one.</summary>
    public int? Line { get; init; }

    public override string ToString() => $"{Path}{(Line is { } line ? $" (line {line})" : "")}: {Message} {Remedy} [{Code}]";
}

/// <summary>What the rules say: a configuration with problems is refused, one with warnings alone is not.</summary>
public sealed record ConfigurationReport(IReadOnlyList<ConfigurationProblem> Problems, IReadOnlyList<ConfigurationProblem> Warnings)
{
    public bool IsSound => Problems.Count == 0;
}
