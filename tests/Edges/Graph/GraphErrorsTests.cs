using System.Text;
using Azure.Core;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Model;
using static TeamsEmailBot.Core.Model.FailureCategory;

namespace TeamsEmailBot.Tests.Edges.Graph;

/// <summary>Every row of graph.md 9.</summary>
public sealed class GraphErrorsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<int, string, FailureCategory> Rows()
    {
        var rows = new TheoryData<int, string, FailureCategory>();
        void Add(FailureCategory category, int[] statuses, params string[] codes)
        {
            foreach (var status in statuses)
                foreach (var code in codes)
                    rows.Add(status, code, category);
        }

        Add(Unauthenticated, [401], "InvalidAuthenticationToken", "CompactToken", "AnythingElse");
        Add(Refused, [403], "Authorization_RequestDenied", "Authorization_IdentityNotFound", "ErrorAccessDenied", "AccessDenied", "ExtensionError");
        Add(NotFound, [404], "ErrorItemNotFound", "ErrorFolderNotFound");
        Add(MailboxUnavailable, [404], "ResourceNotFound", "Request_ResourceNotFound", "ErrorInvalidUser");
        Add(MailboxUnavailable, [404], "MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI", "ErrorNonExistentMailbox");
        Add(Transient, [503, 404], "ErrorMailboxMoveInProgress");
        Add(Transient, [500, 503], "ErrorMailboxStoreUnavailable", "ErrorMailboxFailover", "ErrorConnectionFailed", "ErrorADUnavailable", "ErrorADOperation");
        Add(Transient, [500, 503, 504], "ErrorInternalServerTransientError", "ErrorServerBusy", "ErrorTimeoutExpired");
        Add(Transient, [500], "ErrorInternalServerError", "generalException", "UnknownError");
        Add(Throttled, [429], "TooManyRequests", "ApplicationThrottled", "activityLimitReached", "ErrorExceededConnectionCount", "ErrorTooManyObjectsOpened");
        Add(NotFound, [410, 400, 404], "SyncStateNotFound", "resyncRequired", "ErrorInvalidSyncStateData");
        Add(Conflict, [409], "ErrorFolderExists");
        Add(Conflict, [409, 412], "ErrorIrresolvableConflict", "ErrorStaleObject", "ErrorInvalidChangeKey");
        Add(Invalid, [400], "ErrorInvalidIdMalformed", "ErrorInvalidRequest", "RequestBodyRead", "BadRequest", "InefficientFilter", "ErrorInvalidUrlQuery",
            "Request_BadRequest", "Request_UnsupportedQuery", "ErrorInvalidRecipients", "ErrorMissingRecipients");
        Add(Refused, [403], "ErrorSendAsDenied", "ErrorMessageSubmissionBlocked");
        Add(Refused, [507, 403], "ErrorQuotaExceeded", "ErrorMessagePerFolderCountReceiveQuotaExceeded");
        Add(Throttled, [429, 403], "ErrorSubmissionQuotaExceeded");
        Add(TooLarge, [413, 400], "ErrorMessageSizeExceeded", "RequestEntityTooLarge");
        Add(Invalid, [400], "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", "InvalidInternetMessageHeader", "InvalidInternetMessageHeaderCollection");
        Add(Corrupt, [500, 400], "ErrorItemCorrupt", "ErrorContentConversionFailed", "ErrorMimeContentConversionFailed");
        // Codes that nobody knows yet: the status decides.
        Add(Refused, [403, 507], "ErrorOfTomorrow");
        Add(NotFound, [404, 410], "ErrorOfTomorrow");
        Add(Conflict, [409, 412, 423], "ErrorOfTomorrow");
        Add(Transient, [408, 424, 500, 501, 502, 503, 504, 599], "ErrorOfTomorrow");
        Add(Throttled, [429, 509], "ErrorOfTomorrow");
        Add(TooLarge, [413], "ErrorOfTomorrow");
        Add(Invalid, [302, 400, 405, 415, 422], "ErrorOfTomorrow");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_code_decides_in_any_spelling_and_in_any_depth(int status, string code, FailureCategory expected)
    {
        foreach (var spelling in new[] { code, code.ToUpperInvariant(), code.ToLowerInvariant() })
        {
            Assert.Equal(new Failure(expected, spelling), Map(Repeatable, status, $$"""{"error":{"code":"{{spelling}}","message":"m"} }"""));
            if (GraphErrors.Knows(code))
                Assert.Equal(
                    new Failure(expected, spelling),
                    Map(Repeatable, status, $$$"""{"error":{"code":"Outer","innererror":{"request-id":"r","innerError":{"code":"{{{spelling}}}","innerError":{"code":"Unheard"} } } } }"""));
        }
    }

    [Theory]
    [InlineData(GraphTarget.Directory, "Request_ResourceNotFound", NotFound)]
    [InlineData(GraphTarget.Directory, "ResourceNotFound", NotFound)]
    [InlineData(GraphTarget.Directory, "ErrorInvalidUser", NotFound)]
    [InlineData(GraphTarget.Subscription, "ResourceNotFound", NotFound)]
    [InlineData(GraphTarget.Subscription, "validationError", Transient)]
    [InlineData(GraphTarget.Mail, "ValidationError", Invalid)]
    internal void What_was_asked_for_decides_what_is_missing(GraphTarget target, string code, FailureCategory expected) =>
        Assert.Equal(expected, Map(Repeatable with { Target = target }, 404, $$"""{"error":{"code":"{{code}}"} }""").Category);

    [Theory]
    [InlineData(404, "", Transient)]
    [InlineData(404, "<html><body>ErrorItemNotFound</body></html>", Transient)]
    [InlineData(404, "{\"error\":{\"code\":\"ErrorItemNot", Transient)]
    [InlineData(404, "[]", Transient)]
    [InlineData(404, "{\"error\":\"ErrorItemNotFound\"}", Transient)]
    [InlineData(404, "{\"error\":{\"code\":17}}", Transient)]
    [InlineData(404, "{\"error\":{\"code\":\"alex@contoso.example said no\"}}", Transient)]
    [InlineData(503, "<html>Service unavailable</html>", Transient)]
    [InlineData(403, "", Refused)]
    public void A_body_that_is_not_Graphs_leaves_the_status_to_decide(int status, string body, FailureCategory expected) =>
        Assert.Equal(new Failure(expected, $"Http{status}"), Map(Repeatable, status, body));

    [Theory]
    [InlineData(500, "ErrorInternalServerError", Unknown)]
    [InlineData(502, "x", Unknown)]
    [InlineData(503, "ErrorServerBusy", Unknown)]
    [InlineData(504, "UnknownError", Unknown)]
    [InlineData(500, "ErrorItemCorrupt", Unknown)]
    [InlineData(408, "x", Unknown)]
    [InlineData(507, "ErrorQuotaExceeded", Refused)]
    [InlineData(429, "x", Throttled)]
    [InlineData(400, "ErrorInvalidRecipients", Invalid)]
    [InlineData(403, "ErrorSendAsDenied", Refused)]
    [InlineData(404, "ErrorItemNotFound", NotFound)]
    [InlineData(401, "x", Unauthenticated)]
    public void I4_of_a_call_that_must_not_be_repeated_an_unclear_end_stays_unclear(int status, string code, FailureCategory expected) =>
        Assert.Equal(expected, Map(Once, status, $$"""{"error":{"code":"{{code}}"} }""").Category);

    [Fact]
    public void I4_a_503_that_names_a_time_was_refused_at_the_door()
    {
        var failure = GraphErrors.Map(Once, new GraphAnswer(503, default), TimeSpan.FromSeconds(7), Now);

        Assert.Equal(new Failure(Throttled, "Http503", Now.AddSeconds(7)), failure);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, Transient, Transient)]
    [InlineData(HttpRequestError.NameResolutionError, Transient, Transient)]
    [InlineData(HttpRequestError.SecureConnectionError, Transient, Transient)]
    [InlineData(HttpRequestError.ResponseEnded, Unknown, Transient)]
    [InlineData(HttpRequestError.Unknown, Unknown, Transient)]
    public void I4_only_a_connection_that_never_was_proves_that_nothing_happened(HttpRequestError error, FailureCategory once, FailureCategory repeatable)
    {
        var exception = new Azure.RequestFailedException("m", new HttpRequestException(error));

        Assert.Equal(once, GraphErrors.Map(Once, exception).Category);
        Assert.Equal(repeatable, GraphErrors.Map(Repeatable, exception).Category);
    }

    [Fact]
    public void I4_a_connect_time_out_proves_it_too() =>
        Assert.Equal(Transient, GraphErrors.Map(Once, new TaskCanceledException("m", new TimeoutException())).Category);

    [Theory]
    [InlineData("10", null, 10.0)]
    [InlineData("1.5", null, 1.5)]
    [InlineData("999999999999", null, 3600.0)]
    [InlineData("Sat, 21 Nov 2026 08:00:30 GMT", null, 30.0)]
    [InlineData("Sat, 21 Nov 2026 10:00:30 GMT", "Sat, 21 Nov 2026 10:00:00 GMT", 30.0)]
    [InlineData("Sat, 21 Nov 2099 08:00:30 GMT", null, 3600.0)]
    [InlineData("Sat, 21 Nov 2026 07:00:00 GMT", null, null)]
    [InlineData("0", null, null)]
    [InlineData("-5", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void F24_retry_after_is_read_as_seconds_or_date(string? value, string? date, double? expected) =>
        Assert.Equal(expected, RetryAfter.Read(value, date, Now)?.TotalSeconds);

    private static GraphCall Repeatable => GraphCall.Mail(RequestMethod.Get, "Test", new MailboxId("m"), "messages");

    private static GraphCall Once => Repeatable with { Repeatable = false };

    private static Failure Map(GraphCall call, int status, string body) =>
        GraphErrors.Map(call, new GraphAnswer(status, Encoding.UTF8.GetBytes(body)), null, Now);
}
