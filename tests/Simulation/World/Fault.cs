namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>What goes wrong with one request to Graph.</summary>
internal enum Fault
{
    None,

    /// <summary>Effect and answer come late.</summary>
    Slow,

    /// <summary>No effect, no answer.</summary>
    Hang,

    /// <summary>The effect, but no answer.</summary>
    HangAfter,
    LostBefore,
    LostAfter,

    /// <summary>504 after the effect.</summary>
    BrokenAfter,
    TooMany,
    TooManyWithWait,
    Busy,
    BusyWithWait,
    Broken,

    /// <summary>404 of something in between, without Graph's body.</summary>
    Gateway,
    Conflict,
    Stale,

    /// <summary>410 for a continuation.</summary>
    Gone,
    TokenExpired,
}
