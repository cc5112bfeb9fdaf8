using System.Collections.Frozen;
using TeamsEmailBot.Core.Model;
using static TeamsEmailBot.Core.Model.FailureCategory;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>The table of graph.md 9: status and code → <see cref="Failure"/>. Nobody beyond this folder sees a status.</summary>
internal static class GraphErrors
{
    /// <summary>An answer that says "done" but cannot be understood.</summary>
    public static readonly Failure Unreadable = new(Transient, "UnreadableAnswer");

    private static readonly FrozenDictionary<string, FailureCategory> Codes = new (FailureCategory Category, string[] Codes)[]
    {
        (Unauthenticated, ["InvalidAuthenticationToken", "CompactToken"]),
        // "Full" and "blocked" are refusals too: no repetition helps until an administrator has made room or lifted the block.
        (Refused, ["Authorization_RequestDenied", "Authorization_IdentityNotFound", "ErrorAccessDenied", "AccessDenied", "ExtensionError",
            "ErrorSendAsDenied", "ErrorQuotaExceeded", "ErrorMessageSubmissionBlocked", "ErrorMessagePerFolderCountReceiveQuotaExceeded"]),
        // A dead continuation is gone like a message that is gone: begin again from what is known.
        (NotFound, ["ErrorItemNotFound", "ErrorFolderNotFound", "SyncStateNotFound", "resyncRequired", "ErrorInvalidSyncStateData"]),
        (MailboxUnavailable, ["ResourceNotFound", "Request_ResourceNotFound", "ErrorInvalidUser", "MailboxNotEnabledForRESTAPI",
            "MailboxNotSupportedForRESTAPI", "ErrorNonExistentMailbox"]),
        (Transient, ["ErrorMailboxMoveInProgress", "ErrorMailboxStoreUnavailable", "ErrorMailboxFailover", "ErrorConnectionFailed",
            "ErrorADUnavailable", "ErrorADOperation", "ErrorInternalServerTransientError", "ErrorServerBusy", "ErrorTimeoutExpired",
            "ErrorInternalServerError", "generalException", "UnknownError"]),
        (Throttled, ["TooManyRequests", "ApplicationThrottled", "activityLimitReached", "ErrorExceededConnectionCount",
            "ErrorTooManyObjectsOpened", "ErrorSubmissionQuotaExceeded"]),
        (Conflict, ["ErrorFolderExists", "ErrorIrresolvableConflict", "ErrorStaleObject", "ErrorInvalidChangeKey"]),
        (Invalid, ["ErrorInvalidIdMalformed", "ErrorInvalidRequest", "RequestBodyRead", "BadRequest", "InefficientFilter",
            "ErrorInvalidUrlQuery", "Request_BadRequest", "Request_UnsupportedQuery", "ErrorInvalidRecipients", "ErrorMissingRecipients",
            "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", "InvalidInternetMessageHeader", "InvalidInternetMessageHeaderCollection",
            "ValidationError", "InvalidRequest"]),
        (TooLarge, ["ErrorMessageSizeExceeded", "RequestEntityTooLarge"]),
        (Corrupt, ["ErrorItemCorrupt", "ErrorContentConversionFailed", "ErrorMimeContentConversionFailed"]),
    }.SelectMany(row => row.Codes, (row, code) => KeyValuePair.Create(code, row.Category)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for codes of the table: the most detailed known one of an answer counts.</summary>
    public static bool Knows(string code) => Codes.ContainsKey(code);

    /// <summary>The failure of an answer that is no success.</summary>
    /// <param name="waitFor">What Retry-After asked for, null when it was absent or unreadable.</param>
    public static Failure Map(GraphCall call, GraphAnswer answer, TimeSpan? waitFor, DateTimeOffset now)
    {
        var code = GraphErrorBody.Code(answer.Body);
        var category = Category(call, answer.Status, code);
        // The two answers that name a time were refused at the door. Of any other trouble on Graph's side nobody knows how far it came.
        if (category == Transient && waitFor is not null && answer.Status == 503)
            category = Throttled;
        else if (!call.Repeatable && answer.Status is 408 or >= 500
            && category is Transient or Corrupt or NotFound or Conflict or Invalid)
            category = Unknown;
        return new Failure(category, code ?? $"Http{answer.Status}", waitFor is { } wait ? now + wait : null);
    }

    /// <summary>The failure of a request that got no answer at all.</summary>
    public static Failure Map(GraphCall call, Exception exception)
    {
        var connected = !WasNeverConnected(exception);
        return new Failure(connected && !call.Repeatable ? Unknown : Transient, connected ? "ConnectionLost" : "ConnectionFailed");
    }

    /// <summary>The failure of a request that took longer than we wait.</summary>
    public static Failure TimedOut(GraphCall call) => new(call.Repeatable ? Transient : Unknown, "TimedOut");

    private static FailureCategory Category(GraphCall call, int status, string? code)
    {
        switch (status)
        {
            case 401:
                return Unauthenticated;
            case 429 or 509:
                return Throttled;
        }

        if (code is not null && (Special(call, code) ?? Common(code)) is { } category)
            return category;
        return status switch
        {
            403 or 507 => Refused,
            // Without Graph's error body a 404 comes from something in between: taking it for "the mail is gone" would end a task.
            404 when code is null => Transient,
            404 or 410 => NotFound,
            408 or 424 => Transient,
            409 or 412 or 423 => Conflict,
            413 => TooLarge,
            >= 500 => Transient,
            _ => Invalid,
        };
    }

    private static FailureCategory? Common(string code) => Codes.TryGetValue(code, out var category) ? category : null;

    private static FailureCategory? Special(GraphCall call, string code) => (call.Target, code.ToUpperInvariant()) switch
    {
        // The endpoint did not pass the validation; that often passes when tried again (graph.md 1.2).
        (GraphTarget.Subscription, "VALIDATIONERROR" or "INVALIDREQUEST") => Transient,
        // The subscription is unknown; at the creation it would be the mailbox.
        (GraphTarget.Subscription, "RESOURCENOTFOUND") when call.Repeatable => NotFound,
        // A person who does not exist is no broken mailbox.
        (GraphTarget.Directory, "RESOURCENOTFOUND" or "REQUEST_RESOURCENOTFOUND" or "ERRORINVALIDUSER") => NotFound,
        _ => null,
    };

    private static bool WasNeverConnected(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // The handler reports its connect time-out as a cancellation with this cause.
            if (cause is TimeoutException)
                return true;
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
                return true;
        }

        return false;
    }
}
