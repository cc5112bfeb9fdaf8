namespace TeamsEmailBot.Sandbox.Faults;

/// <summary>What can go wrong with one request to Graph or the connector.</summary>
public enum FaultKind
{
    /// <summary>503 and nothing done.</summary>
    Unavailable,

    /// <summary>429 with Retry-After, nothing done.</summary>
    Throttled,

    /// <summary>429 without Retry-After, nothing done (F-24).</summary>
    ThrottledWithoutRetryAfter,

    /// <summary>500 and nothing done.</summary>
    ServerError,

    /// <summary>502 with an HTML body, as a gateway answers; nothing done.</summary>
    BadGateway,

    /// <summary>Connection dropped, nothing done.</summary>
    TimeoutBeforeEffect,

    /// <summary>The effect happens, then the connection is dropped: the caller cannot know.</summary>
    TimeoutAfterEffect,

    /// <summary>The effect happens, the answer waits <see cref="FaultBook.SlowAnswer"/> by the tenant's clock.</summary>
    Slow,

    /// <summary>404 of the service's own kind, for example right after a notification (graph.md 11).</summary>
    NotFound,

    /// <summary>412 (teams.md 3.3).</summary>
    PreconditionFailed,

    /// <summary>401 as for an expired token.</summary>
    TokenExpired,

    /// <summary>403 as for a mailbox out of scope, or not enough permissions in Teams.</summary>
    Forbidden,

    /// <summary>400 as for a notification address that did not answer in time (graph.md 1.2).</summary>
    ValidationTimedOut,

    /// <summary>A move that changes even the immutable id (F-17).</summary>
    IdChangesOnMove,

    /// <summary>A move that leaves the original and makes a copy (F-19).</summary>
    MoveCopies,
}
