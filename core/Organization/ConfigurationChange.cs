namespace TeamsEmailBot.Core.Organization;

/// <summary>The configuration before and after a change; what the engine needs to start, stop and re-offer.</summary>
public sealed record ConfigurationChange(Configuration Old, Configuration New);

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Written; the revision rose by one.</summary>
    Written,

    /// <summary>The new configuration equals the present one; nothing was written.</summary>
    Unchanged,

    /// <summary>Somebody else changed the configuration meanwhile; nothing was written, the newer one is loaded.</summary>
    Conflict,
}

/// <summary>The answer to a commit, with the configuration that holds now.</summary>
public sealed record ConfigurationCommit(CommitOutcome Outcome, Configuration Configuration);
