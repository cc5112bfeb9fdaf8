using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>How a command ended; one of the three nested kinds.</summary>
public abstract record AdminOutcome
{
    private AdminOutcome()
    {
    }

    /// <summary>It holds. <paramref name="Changed"/> is false when everything was so already. <paramref name="Warnings"/> are about the whole configuration.</summary>
    public sealed record Done(Configuration Configuration, bool Changed, IReadOnlyList<ConfigurationProblem> Warnings) : AdminOutcome;

    /// <summary>Nothing was changed; all reasons at once.</summary>
    public sealed record Refused(IReadOnlyList<ConfigurationProblem> Problems) : AdminOutcome;

    /// <summary>Nothing was changed: somebody else changed the configuration since the administrator looked at it. Show <paramref name="Now"/> and ask again.</summary>
    public sealed record Conflict(Configuration Now) : AdminOutcome;
}
