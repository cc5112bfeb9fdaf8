using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Edges.Graph;

public sealed class GraphMailReaderTests : GraphTest
{
    private static readonly DateTimeOffset Since = new(2026, 11, 21, 7, 45, 30, 999, TimeSpan.Zero);

    private const string FullMessage = """
        { "@odata.etag":"W/\"CQAAABY\"", "@odata.type":"#microsoft.graph.message", "id":"AAkALg+/=",
          "subject":"Printer broken", "body":{"contentType":"html","content":"<p>Hello</p>"}, "bodyPreview":"Hello",
          "from":{"emailAddress":{"name":"Alex Wilber","address":"AlexW@contoso.com"}},
          "replyTo":[{"emailAddress":{"name":"Desk","address":"desk@contoso.com"}}],
          "toRecipients":[{"emailAddress":{"address":"help@contoso.com"}}], "ccRecipients":[],
          "isDraft":false, "hasAttachments":true, "parentFolderId":"AQMkInbox", "receivedDateTime":"2026-11-21T07:50:00Z",
          "webLink":"https://outlook.office365.com/owa/?ItemID=x",
          "internetMessageId":"<MWHPR@prod.outlook.com>", "conversationId":"AAQkAD",
          "internetMessageHeaders":[{"name":"Auto-Submitted","value":"auto-generated"},{"name":"received","value":"a"},{"name":"Received","value":"b"}],
          "singleValueExtendedProperties":[{"id":"String 0x1a","value":"IPM.Note"},{"id":"Integer 0xe08","value":"48213"}] }
        """;

    [Fact]
    public async Task The_inbox_is_asked_for_exactly_what_a_mail_item_holds()
    {
        Graph.Answers(200, """{"value":[]}""");

        await Reader.ListInboxAsync(TheMailbox, Since, next: null, withBody: false, Never);

        Assert.Equal(
            $"GET /v1.0/users/{Mailbox}/mailFolders/inbox/messages"
            + "?$select=id,internetMessageId,conversationId,receivedDateTime,subject,from,replyTo,toRecipients,ccRecipients,bodyPreview,hasAttachments,"
            + "internetMessageHeaders,isDraft,parentFolderId,webLink,flag,importance"
            + "&$expand=singleValueExtendedProperties($filter=id eq 'String 0x001A' or id eq 'Integer 0x0E08' "
            + "or id eq 'Integer 0x1081' or id eq 'SystemTime 0x1082')"
            + "&$filter=receivedDateTime ge 2026-11-21T07:45:30Z&$orderby=receivedDateTime asc&$top=50",
            OnlyRequest.Decoded);
        Assert.DoesNotContain(' ', OnlyRequest.Line["GET ".Length..]);
        Assert.Equal("IdType=\"ImmutableId\", outlook.body-content-type=\"html\"", OnlyRequest.Headers["Prefer"]);
        Assert.StartsWith("TeamsEmailBot/", OnlyRequest.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.True(Guid.TryParse(OnlyRequest.Headers["client-request-id"], out _));
        Assert.False(OnlyRequest.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task With_body_the_pages_are_smaller_and_the_body_is_selected()
    {
        Graph.Answers(200, """{"value":[]}""");

        await Reader.ListInboxAsync(TheMailbox, Since, next: null, withBody: true, Never);

        Assert.Contains("webLink,flag,importance,body&", OnlyRequest.Decoded, StringComparison.Ordinal);
        Assert.EndsWith("&$top=25", OnlyRequest.Decoded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_read_with_all_its_parts()
    {
        Graph.Answers(200, FullMessage);

        var mail = (await Reader.GetAsync(TheMailbox, new MessageId("AAkALg+/="), Never)).Value;

        Assert.StartsWith($"GET /v1.0/users/{Mailbox}/messages/AAkALg%2B%2F%3D?", OnlyRequest.Line, StringComparison.Ordinal);
        Assert.Equal(new MessageId("AAkALg+/="), mail.Id);
        Assert.Equal("Printer broken", mail.Subject);
        Assert.Equal(new MailBody(true, "<p>Hello</p>"), mail.Body);
        Assert.Equal(new MailAddress("AlexW@contoso.com", "Alex Wilber"), mail.From);
        Assert.Equal([new MailAddress("desk@contoso.com", "Desk")], mail.ReplyTo);
        Assert.Equal([new MailAddress("help@contoso.com")], mail.To);
        Assert.Empty(mail.Cc);
        Assert.True(mail.HasAttachments);
        Assert.False(mail.IsDraft);
        Assert.Equal("AQMkInbox", mail.ParentFolderId);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 7, 50, 0, TimeSpan.Zero), mail.ReceivedAt);
        Assert.Equal("<MWHPR@prod.outlook.com>", mail.InternetMessageId);
        Assert.Equal("auto-generated", mail.Header("auto-submitted"));
        Assert.Equal(3, mail.Headers.Count);
        Assert.Equal("IPM.Note", mail.MessageClass);
        Assert.Equal(48213, mail.Size);
        Assert.Null(mail.DerivedType);
        Assert.Equal("https://outlook.office365.com/owa/?ItemID=x", mail.WebLink);
    }

    [Fact]
    public async Task F12_one_mail_that_makes_no_sense_does_not_cost_the_page()
    {
        Graph.Answers(200, """
            { "value": [
              { "id":"one", "receivedDateTime":"2026-11-21T07:50:00+00:00", "subject":"fine" },
              { "id":"two", "receivedDateTime":"yesterday", "subject":17, "from":"nobody", "toRecipients":null, "ccRecipients":{"a":1},
                "replyTo":[null,7,{"emailAddress":null},{"emailAddress":{"address":" "}}], "body":{"contentType":"html"}, "hasAttachments":"yes",
                "internetMessageHeaders":[{"value":"no name"},"x"], "singleValueExtendedProperties":[{"id":7},{"id":"Integer 0xe08","value":"many"}],
                "@odata.type":"#microsoft.graph.somethingNew", "webLink":"javascript:alert(1)" },
              null, 5, "text", { "subject":"no id" },
              { "id":"three", "receivedDateTime":"2026-11-21T09:00:00+01:00", "bodyPreview":"cut \ud83d", "@odata.type":"#microsoft.graph.eventMessageRequest" } ] }
            """);

        var page = (await Reader.ListInboxAsync(TheMailbox, Since, next: null, withBody: true, Never)).Value;

        Assert.Equal(["one", "two", "three"], page.Mails.Select(mail => mail.Id.Value));
        var two = page.Mails[1];
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 7, 50, 0, TimeSpan.Zero), two.ReceivedAt);
        Assert.Equal("", two.Subject);
        Assert.Null(two.From);
        Assert.Empty(two.To);
        Assert.Empty(two.ReplyTo);
        Assert.Null(two.Body);
        Assert.Null(two.Size);
        Assert.Null(two.WebLink);
        Assert.Equal("somethingNew", two.DerivedType);
        Assert.Equal("cut \uFFFD", page.Mails[2].Preview);
        Assert.Equal("eventMessageRequest", page.Mails[2].DerivedType);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), page.Mails[2].ReceivedAt);
        Assert.Contains("4 entries", Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\\ud83d\"", "a\uFFFD")]
    [InlineData("\"\\ude00b\\n\\u00e4\\\"\\\\\"", "\uFFFDb\nä\"\\")]
    [InlineData("\"\\ud83d\\ude00 \\ud83d\"", "😀 \uFFFD")]
    public async Task Text_that_is_not_valid_Unicode_is_repaired(string json, string expected)
    {
        Graph.Answers(200, $$"""{"id":"x","subject":{{json}}}""");

        Assert.Equal(expected, (await Reader.GetAsync(TheMailbox, new MessageId("x"), Never)).Value.Subject);
    }

    [Fact]
    public async Task The_next_page_is_followed_as_given_and_with_the_same_preferences()
    {
        var link = $"{Graph.BaseUrl}/users/{Mailbox}/mailFolders/inbox/messages?$skiptoken=Gwc%2BoT";
        Graph.Answers(200, $$"""{"value":[],"@odata.nextLink":"{{link}}"}""").Answers(200, """{"value":[{"id":"b"}]}""");

        var first = (await Reader.ListInboxAsync(TheMailbox, Since, next: null, withBody: false, Never)).Value;
        var second = (await Reader.ListInboxAsync(TheMailbox, Since, first.Next, withBody: false, Never)).Value;

        Assert.Equal($"GET /v1.0/users/{Mailbox}/mailFolders/inbox/messages?$skiptoken=Gwc%2BoT", Requests[1].Line);
        Assert.Equal(Requests[0].Headers["Prefer"], Requests[1].Headers["Prefer"]);
        Assert.Equal("b", Assert.Single(second.Mails).Id.Value);
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("https://graph.evil.example/v1.0/users")]
    [InlineData("http://127.0.0.1:1/v1.0/users")]
    [InlineData("{origin}/beta/users")]
    [InlineData("http://user@{host}/v1.0/users")]
    public async Task A_next_link_to_another_place_is_refused_when_it_comes_and_when_it_is_used(string link)
    {
        link = link.Replace("{origin}", Graph.Origin, StringComparison.Ordinal)
            .Replace("{host}", new Uri(Graph.Origin).Authority, StringComparison.Ordinal);
        Graph.Answers(200, $$"""{"value":[{"id":"a"}],"@odata.nextLink":"{{link}}"}""");

        var given = await Reader.ListInboxAsync(TheMailbox, Since, next: null, withBody: false, Never);
        var used = await Reader.ListInboxAsync(TheMailbox, Since, link, withBody: false, Never);

        Assert.Equal(new Failure(FailureCategory.Invalid, "ForeignNextLink"), given.Failure);
        Assert.Equal(new Failure(FailureCategory.Invalid, "ForeignNextLink"), used.Failure);
        Assert.Single(Requests);
    }

    [Fact]
    public async Task F12_a_mail_whose_body_cannot_be_converted_is_read_without_it()
    {
        Graph.Answers(ReplayedAnswer.Error(500, "ErrorItemCorrupt")).Answers(200, """{"id":"x","subject":"s"}""");

        var mail = (await Reader.GetAsync(TheMailbox, new MessageId("x"), Never)).Value;

        Assert.Equal("s", mail.Subject);
        Assert.Null(mail.Body);
        Assert.DoesNotContain(",body&", Requests[1].Decoded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F17_a_mail_is_found_again_by_its_message_id_in_the_whole_mailbox()
    {
        var link = $"{Graph.BaseUrl}/users/{Mailbox}/messages?$skip=25";
        Graph.Answers(200, $$"""{"value":[{"id":"a"}],"@odata.nextLink":"{{link}}"}""").Answers(200, """{"value":[{"id":"A"}]}""");

        var found = (await Reader.FindByInternetMessageIdAsync(TheMailbox, "<o'brien+1@x.example>", Never)).Value;

        Assert.Equal(["a", "A"], found.Select(mail => mail.Id.Value));
        Assert.StartsWith($"GET /v1.0/users/{Mailbox}/messages?", Requests[0].Line, StringComparison.Ordinal);
        Assert.Contains("$filter=internetMessageId eq '<o''brien+1@x.example>'", Requests[0].Decoded, StringComparison.Ordinal);
        Assert.Contains("%2B1%40x.example", Requests[0].Line, StringComparison.Ordinal);
        Assert.DoesNotContain("orderby", Requests[0].Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attachments_are_listed_without_their_bytes()
    {
        Graph.Answers(200, """
            {"value":[{"@odata.type":"#microsoft.graph.fileAttachment","id":"1","name":"log.zip","contentType":"application/zip","size":3640066,"isInline":false},
                      {"@odata.type":"#microsoft.graph.itemAttachment","id":"2","name":"Mail","contentType":null,"size":"big","isInline":true},{"name":"no id"}]}
            """);

        var attachments = (await Reader.ListAttachmentsAsync(TheMailbox, new MessageId("m"), Never)).Value;

        Assert.Equal(
            $"GET /v1.0/users/{Mailbox}/messages/m/attachments?$select=id,name,contentType,size,isInline,microsoft.graph.fileAttachment/contentId&$top=100", OnlyRequest.Decoded);
        Assert.Equal([new MailAttachment("1", "log.zip", "application/zip", 3640066, false), new MailAttachment("2", "Mail", null, 0, true)], attachments);
    }

    [Fact]
    public async Task An_endless_chain_of_pages_is_given_up()
    {
        Graph.Otherwise = _ => new ReplayedAnswer(200, $$"""{"value":[],"@odata.nextLink":"{{Graph.BaseUrl}}/users/x/messages?again"}""");

        var found = await Reader.FindByInternetMessageIdAsync(TheMailbox, "<a@b>", Never);

        Assert.Equal("TooManyPages", found.Failure?.Code);
    }

    [Fact]
    public async Task Nothing_of_a_mail_is_ever_logged()
    {
        Graph.Answers(200, FullMessage).Answers(400, """{"error":{"code":"AlexW@contoso.com","message":"Printer broken"}}""");

        await Reader.GetAsync(TheMailbox, new MessageId("x"), Never);
        var refused = await Reader.FindByInternetMessageIdAsync(TheMailbox, "<alexw@contoso.com>", Never);

        Assert.Equal(new Failure(FailureCategory.Invalid, "Http400"), refused.Failure);
        Assert.Contains("GetMail", Log, StringComparison.Ordinal);
        Assert.DoesNotContain("contoso", Log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Printer", Log, StringComparison.OrdinalIgnoreCase);
    }
}
