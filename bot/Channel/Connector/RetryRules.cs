using Azure;

namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>The calls we make to the Connector.</summary>
internal enum ConnectorCall
{
    /// <summary>Idempotent: the same member always gets the same chat.</summary>
    CreatePersonal,

    /// <summary>Not idempotent, and there is no key to make it so.</summary>
    Send,

    /// <summary>Idempotent: the last state wins.</summary>
    Update,

    /// <summary>Idempotent: 404 is success.</summary>
    Delete,
}

/// <summary>How one attempt ended, as far as repeating it is concerned.</summary>
internal enum AttemptEnd
{
    /// <summary>An answer that another attempt would not change.</summary>
    Final,

    /// <summary>The connection never came about.</summary>
    NotSent,

    /// <summary>429: refused, nothing done.</summary>
    Throttled,

    /// <summary>412, 408, 5xx, or no answer after sending: it may have worked.</summary>
    Ambiguous,

    /// <summary>404 for a message; about one in a thousand is a mistake of Teams (F-73).</summary>
    ActivityMissing,
}

/// <summary>The one table of teams.md 3.3 that says which call may be repeated after what, and how long to wait.</summary>
internal sealed class RetryRules(Random random)
{
    public const int MostRetries = 3;
    private const double FirstWait = 2;
    private const double LongestWait = 20;
    private const double Jitter = 0.2;

    /// <summary>True when <paramref name="call"/> may be made again after <paramref name="retries"/> earlier repetitions.</summary>
    public static bool MayRetry(ConnectorCall call, AttemptEnd end, int retries) => end switch
    {
        AttemptEnd.NotSent or AttemptEnd.Throttled => retries < MostRetries,
        AttemptEnd.Ambiguous => call != ConnectorCall.Send && retries < MostRetries,
        AttemptEnd.ActivityMissing => call == ConnectorCall.Update && retries == 0,
        _ => false,
    };

    public static AttemptEnd EndOf(int status, string? code) => status switch
    {
        429 => AttemptEnd.Throttled,
        408 or 412 or >= 500 => AttemptEnd.Ambiguous,
        404 when code == "ActivityNotFoundInConversation" => AttemptEnd.ActivityMissing,
        _ => AttemptEnd.Final,
    };

    /// <summary>How an attempt ended that brought no answer. Only failures from before the first byte was sent are surely without effect.</summary>
    public static AttemptEnd EndOf(RequestFailedException failure) =>
        failure.InnerException is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        }
            ? AttemptEnd.NotSent
            : AttemptEnd.Ambiguous;

    /// <summary>2, 4, 8 … at most 20 seconds, give or take a fifth.</summary>
    public TimeSpan Wait(int retries)
    {
        var seconds = Math.Min(LongestWait, FirstWait * Math.Pow(2, retries));
        lock (random)
            return TimeSpan.FromSeconds(seconds * (1 - Jitter + (2 * Jitter * random.NextDouble())));
    }
}
