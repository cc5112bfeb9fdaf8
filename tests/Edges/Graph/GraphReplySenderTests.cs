using System.Text.Json;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Tests.Edges.Graph;

public sealed class GraphReplySenderTests : GraphTest
{
    private const string Kept = """
        { "id":"draft/1", "internetMessageId":"<d@x>", "isDraft":true,
          "body":{"contentType":"html","content":"<html><head><style>p{}</style></head><body><div><p>Guten&nbsp;Tag, <b>Gr&uuml;&szlig;e</b></p>\r\n<hr></div></body></html>"},
          "toRecipients":[{"emailAddress":{"name":"A","address":"A@FABRIKAM.example"}}], "ccRecipients":[{"emailAddress":{"address":"b@xn--mnchen-3ya.example"}}] }
        """;

    private static readonly MessageId Original = new("orig=");

    private static readonly ReplyContent Content = new(
        new AnswerId("answer-1"), "<p>Guten Tag,  <b>Grüße</b></p>", [new MailAddress("a@fabrikam.example", "A")], [new MailAddress("b@münchen.example")]);

    [Fact]
    public async Task I4_F31_one_request_makes_the_draft_with_words_readers_and_mark()
    {
        Graph.Answers(201, Kept);

        var draft = (await Replies.CreateDraftAsync(TheMailbox, Original, Content, Never)).Value;

        Assert.Equal(new ReplyDraft(new MessageId("draft/1"), "<d@x>"), draft);
        Assert.Equal($"POST /v1.0/users/{Mailbox}/messages/orig%3D/createReply", OnlyRequest.Line);
        Assert.Equal("IdType=\"ImmutableId\"", OnlyRequest.Headers["Prefer"]);
        Assert.Equal(
            ("{'message':{'body':{'contentType':'html','content':'<p>Guten Tag,  <b>Grüße</b></p>'},"
                + "'toRecipients':[{'emailAddress':{'address':'a@fabrikam.example','name':'A'}}],"
                + "'ccRecipients':[{'emailAddress':{'address':'b@münchen.example'}}],"
                + "'singleValueExtendedProperties':[{'id':'String {5f1c0a6e-3d0b-4a55-9a1e-7b7d0c7e2b41} Name TeamsEmailBotAnswer','value':'answer-1'},"
                + "{'id':'String {5f1c0a6e-3d0b-4a55-9a1e-7b7d0c7e2b41} Name TeamsEmailBotContent','value':'" + ReplyCheck.Digest(Content) + "'},"
                + "{'id':'String {00020386-0000-0000-C000-000000000046} Name X-TeamsEmailBot-Mailbox','value':'" + OwnMark.Of(TheMailbox) + "'}]}}")
            .Replace('\'', '"'),
            OnlyRequest.Body);
    }

    [Fact]
    public async Task F41_automatic_mail_asks_not_to_be_answered_and_says_what_it_is()
    {
        Graph.Answers(201, Kept);

        await Replies.CreateDraftAsync(TheMailbox, Original, Content with { IsAutomatic = true }, Never);

        Assert.Contains("{\"id\":\"Integer 0x3FDF\",\"value\":\"-1\"}", OnlyRequest.Body, StringComparison.Ordinal);
        Assert.Contains("Name X-Autoreply\",\"value\":\"yes\"}", OnlyRequest.Body, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> WaysToDiffer => new()
    {
        { "Gr&uuml;&szlig;e", "Best regards" },
        { "A@FABRIKAM.example", "forged@reply-to.example" },
        { "\"ccRecipients\":[{", "\"ccRecipients\":[{\"emailAddress\":{\"address\":\"boss@contoso.example\"}},{" },
        { "\"ccRecipients\":[", "\"bccRecipients\":[{\"emailAddress\":{\"address\":\"spy@x.example\"}}],\"ccRecipients\":[" },
    };

    [Theory]
    [MemberData(nameof(WaysToDiffer))]
    public async Task F30_a_draft_that_differs_is_corrected_once(string right, string wrong)
    {
        Graph.Answers(201, Kept.Replace(right, wrong, StringComparison.Ordinal)).Answers(200, Kept);

        Assert.Equal("draft/1", (await Replies.CreateDraftAsync(TheMailbox, Original, Content, Never)).Value.Id.Value);

        Assert.Equal($"PATCH /v1.0/users/{Mailbox}/messages/draft%2F1", Requests[1].Line);
        using var patch = JsonDocument.Parse(Requests[1].Body);
        Assert.Equal(["body", "toRecipients", "ccRecipients"], patch.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task G023_an_answer_leaves_from_the_address_it_is_given_and_a_draft_without_it_is_corrected()
    {
        var content = Content with { From = new MailAddress("support@contoso.example", "Contoso") };
        Graph.Answers(201, Kept).Answers(200, Sender("Support@contoso.example"));

        Assert.True((await Replies.CreateDraftAsync(TheMailbox, Original, content, Never)).Succeeded);

        foreach (var request in Requests)
            Assert.Contains("""
                "from":{"emailAddress":{"address":"support@contoso.example","name":"Contoso"}}
                """.Trim(), request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "help@contoso.example", true)]
    [InlineData("support@contoso.example", "SUPPORT@contoso.example", true)]
    [InlineData("support@contoso.example", "help@contoso.example", false)]
    [InlineData("support@contoso.example", null, false)]
    public async Task I4_a_draft_from_another_sender_than_it_was_given_is_not_found(string? given, string? kept, bool isFound)
    {
        var content = Content with { From = given is null ? null : new MailAddress(given) };
        Graph.Answers(200, Marked(ReplyCheck.Digest(content), [kept is null ? Kept : Sender(kept)]));

        Assert.Equal(isFound, (await Replies.FindDraftAsync(TheMailbox, new AnswerId("a"), Never)).Value is not null);
    }

    [Fact]
    public async Task F34_a_sender_without_the_right_is_a_matter_for_an_administrator_and_not_tried_again()
    {
        Graph.Answers(ReplayedAnswer.Error(403, "ErrorSendAsDenied"));

        var failure = (await Replies.SendAsync(TheMailbox, new MessageId("d"), Never)).Failure!;

        Assert.Equal((FailureCategory.Refused, "ErrorSendAsDenied", true, false), (failure.Category, failure.Code, failure.NeedsAdministrator, failure.MayRetry));
    }

    [Fact]
    public async Task F30_a_draft_that_cannot_be_corrected_is_deleted_and_reported()
    {
        var wrong = Kept.Replace("Gr&uuml;", "", StringComparison.Ordinal);
        Graph.Answers(201, wrong).Answers(200, wrong).Answers(200, """{"id":"draft/1","isDraft":true}""").Answers(204, "");

        var outcome = await Replies.CreateDraftAsync(TheMailbox, Original, Content, Never);

        Assert.Equal(new Failure(FailureCategory.Invalid, "DraftNotKept"), outcome.Failure);
        Assert.Equal($"DELETE /v1.0/users/{Mailbox}/messages/draft%2F1", Requests[3].Line);
    }

    [Fact]
    public async Task An_answer_with_html_that_nests_without_end_is_compared_all_the_same()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 200_000)) + "Hello & <!-- > --> <b>good-bye" + "<script>x</script >";
        Graph.Answers(201, $$"""{"id":"d","body":{"content":"x Hello &amp; good-bye y"},"toRecipients":[],"ccRecipients":[]}""");

        var outcome = await Replies.CreateDraftAsync(TheMailbox, Original, new ReplyContent(new AnswerId("a"), deep, [], []), Never);

        Assert.True(outcome.Succeeded);
    }

    [Fact]
    public async Task F32_an_original_that_is_gone_is_told_as_a_value()
    {
        Graph.Answers(ReplayedAnswer.Error(404, "ErrorItemNotFound"));

        Assert.Equal(FailureCategory.NotFound, (await Replies.CreateDraftAsync(TheMailbox, Original, Content, Never)).Failure?.Category);
    }

    [Fact]
    public async Task I4_a_draft_is_found_by_its_mark()
    {
        Graph.Answers(200, Marked(Kept));

        Assert.Equal("draft/1", (await Replies.FindDraftAsync(TheMailbox, new AnswerId("o'1"), Never)).Value?.Id.Value);

        Assert.Equal(
            $"GET /v1.0/users/{Mailbox}/messages?$select=id,internetMessageId,isDraft,body,from,toRecipients,ccRecipients"
            + "&$expand=singleValueExtendedProperties($filter=id eq 'String {5f1c0a6e-3d0b-4a55-9a1e-7b7d0c7e2b41} Name TeamsEmailBotContent')"
            + "&$filter=singleValueExtendedProperties/Any(ep: ep/id eq 'String {5f1c0a6e-3d0b-4a55-9a1e-7b7d0c7e2b41} Name TeamsEmailBotAnswer'"
            + " and ep/value eq 'o''1')",
            OnlyRequest.Decoded);
    }

    [Fact]
    public async Task I4_no_draft_is_a_value_too()
    {
        Graph.Answers(200, """{"value":[]}""");

        var found = await Replies.FindDraftAsync(TheMailbox, new AnswerId("a"), Never);

        Assert.True(found.Succeeded);
        Assert.Null(found.Value);
    }

    [Fact]
    public async Task I4_a_draft_that_was_never_completed_is_not_found()
    {
        Graph.Answers(200, Marked(Kept.Replace("Gr&uuml;&szlig;e", "", StringComparison.Ordinal)));

        Assert.Null((await Replies.FindDraftAsync(TheMailbox, new AnswerId("a"), Never)).Value);
    }

    [Fact]
    public async Task I4_what_was_sent_counts_more_than_a_draft_that_was_left_over()
    {
        Graph.Answers(200, Marked(Kept, """{"id":"sent","isDraft":false}"""));

        Assert.Equal("sent", (await Replies.FindDraftAsync(TheMailbox, new AnswerId("a"), Never)).Value?.Id.Value);
    }

    [Fact]
    public async Task Sending_has_an_empty_body_of_known_length()
    {
        Graph.Answers(202, "");

        Assert.True((await Replies.SendAsync(TheMailbox, new MessageId("d/1"), Never)).Succeeded);

        Assert.Equal($"POST /v1.0/users/{Mailbox}/messages/d%2F1/send", OnlyRequest.Line);
        Assert.Equal("0", OnlyRequest.Headers["Content-Length"]);
        Assert.Equal("", OnlyRequest.Body);
    }

    [Theory]
    [InlineData(200, """{"isDraft":true}""", DraftState.Unsent)]
    [InlineData(200, """{"isDraft":false}""", DraftState.Sent)]
    [InlineData(404, """{"error":{"code":"ErrorItemNotFound"}}""", DraftState.Missing)]
    public async Task F21_the_state_of_a_draft_is_told(int status, string body, DraftState expected)
    {
        Graph.Answers(status, body);

        Assert.Equal(expected, (await Replies.GetStateAsync(TheMailbox, new MessageId("d"), Never)).Value);
        Assert.Equal($"GET /v1.0/users/{Mailbox}/messages/d?$select=id,isDraft", OnlyRequest.Decoded);
    }

    [Theory]
    [InlineData(200, "{}", FailureCategory.Transient)]
    [InlineData(200, """{"isDraft":"false"}""", FailureCategory.Transient)]
    [InlineData(404, "<html>Not here</html>", FailureCategory.Transient)]
    [InlineData(404, """{"error":{"code":"MailboxNotEnabledForRESTAPI"}}""", FailureCategory.MailboxUnavailable)]
    public async Task I4_an_unclear_state_is_never_taken_for_sent_or_missing(int status, string body, FailureCategory expected)
    {
        Graph.Answers(status, body);

        Assert.Equal(expected, (await Replies.GetStateAsync(TheMailbox, new MessageId("d"), Never)).Failure?.Category);
    }

    [Theory]
    [InlineData(200, """{"isDraft":false,"from":{"emailAddress":{"name":"Orders","address":"orders@contoso.example"}}}""", "orders@contoso.example")]
    [InlineData(200, """{"isDraft":true,"from":{"emailAddress":{"address":"orders@contoso.example"}}}""", null)]
    [InlineData(200, """{"isDraft":false}""", null)]
    [InlineData(404, """{"error":{"code":"ErrorItemNotFound"}}""", null)]
    public async Task F33_whom_a_sent_draft_came_from_is_told(int status, string body, string? expected)
    {
        Graph.Answers(status, body);

        Assert.Equal(expected, (await Replies.SentFromAsync(TheMailbox, new MessageId("d"), Never)).Value?.Address);
        Assert.Equal($"GET /v1.0/users/{Mailbox}/messages/d?$select=isDraft,from", OnlyRequest.Decoded);
    }

    [Fact]
    public async Task I4_a_draft_that_was_sent_is_not_deleted()
    {
        Graph.Answers(200, """{"isDraft":false}""");

        Assert.Equal("AlreadySent", (await Replies.DeleteDraftAsync(TheMailbox, new MessageId("d"), Never)).Failure?.Code);
        Assert.StartsWith("GET ", OnlyRequest.Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F29_deleting_a_draft_twice_is_no_failure()
    {
        Graph.Answers(200, """{"isDraft":true}""").Answers(ReplayedAnswer.Error(404, "ErrorItemNotFound")).Answers(ReplayedAnswer.Error(404, "ErrorItemNotFound"));

        Assert.True((await Replies.DeleteDraftAsync(TheMailbox, new MessageId("d"), Never)).Succeeded);
        Assert.True((await Replies.DeleteDraftAsync(TheMailbox, new MessageId("d"), Never)).Succeeded);
    }

    private static string Sender(string address) =>
        Kept.TrimEnd()[..^1] + ",\"from\":{\"emailAddress\":{\"address\":\"" + address + "\"}}}";

    private static string Marked(params string[] drafts) => Marked(ReplyCheck.Digest(Content), drafts);

    private static string Marked(string digest, string[] drafts)
    {
        var property = $$"""
            "singleValueExtendedProperties":[{"id":"String {5f1c0a6e-3d0b-4a55-9a1e-7b7d0c7e2b41} Name TeamsEmailBotContent","value":"{{digest}}"}]
            """;
        return $$"""{"value":[{{string.Join(',', drafts.Select(draft => draft.TrimEnd()[..^1] + "," + property + "}"))}}]}""";
    }
}
