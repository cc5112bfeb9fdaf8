using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Identity;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>The Connector's calls, answers and retries (teams.md 3), over real HTTP to a stub.</summary>
public sealed class ConnectorClientTests
{
    private static readonly Activity Note = new() { Text = "hello" };

    [Fact]
    public async Task Each_operation_calls_its_path_with_escaped_ids_and_a_token()
    {
        await using var stub = await ConnectorStub.StartAsync();
        stub.Then(201, """{"id":"a:new","extra":1}""");
        Assert.Equal(new Delivery.Created("a:new"), await stub.Client.CreatePersonalAsync(stub.ServiceUrl, TokenForge.Tenant, "29:1", default));
        Assert.Equal(new Delivery.Delivered("1776827520098"), await stub.Client.SendAsync(stub.Chat, Note, default));
        Assert.IsType<Delivery.Delivered>(await stub.Client.UpdateAsync(stub.Chat, "17/76", Note, default));
        Assert.IsType<Delivery.Delivered>(await stub.Client.DeleteAsync(stub.Chat, "1776", default));

        const string Chat = "/emea/tenant/v3/conversations/a%3A1x%2F%C3%BC%3Bmessageid%3D1/activities";
        Assert.Equal(
            ["POST /emea/tenant/v3/conversations", $"POST {Chat}", $"PUT {Chat}/17%2F76", $"DELETE {Chat}/1776"],
            stub.Calls.Select(call => $"{call.Method} {call.Path}"));
        Assert.All(stub.Calls, call => Assert.Equal("Bearer token-1", call.Authorization));
        var created = JsonNode.Parse(stub.Calls.First().Body)!;
        Assert.True(JsonNode.DeepEquals(created, JsonNode.Parse(
            $$$"""{"isGroup":false,"members":[{"id":"29:1"}],"tenantId":"{{{TokenForge.Tenant}}}","channelData":{"tenant":{"id":"{{{TokenForge.Tenant}}}"} } }""")));
    }

    [Fact]
    public async Task What_is_sent_holds_no_nulls_and_nothing_that_is_the_channels_to_fill()
    {
        await using var stub = await ConnectorStub.StartAsync();
        var reference = new ConversationReference { PersonId = "aad", TenantId = TokenForge.Tenant, ServiceUrl = stub.ServiceUrl, UserId = "29:1", BotId = "28:b" };
        var card = OutboundActivity.Card(reference, new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5" }, "New mail", alert: true);
        await stub.Client.SendAsync(stub.Chat, card with { Id = "1", ServiceUrl = "https://x/", Timestamp = "t", ChannelId = "msteams" }, default);
        var body = stub.Calls.Single().Body;
        Assert.DoesNotContain("null", body, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse($$$"""
            {"type":"message","from":{"id":"28:b"},"recipient":{"id":"29:1","aadObjectId":"aad"},"summary":"New mail",
             "conversation":{"id":"a:1x/ü;messageid=1","tenantId":"{{{TokenForge.Tenant}}}"},
             "attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5"}}],
             "channelData":{"tenant":{"id":"{{{TokenForge.Tenant}}}"},"notification":{"alert":true} } }
            """)), body);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(202, null)]
    [InlineData(201, "{}")]
    [InlineData(201, "not json")]
    public async Task A_success_without_id_is_a_success(int status, string? body)
    {
        await using var stub = await ConnectorStub.StartAsync();
        Assert.Equal(new Delivery.Delivered(null), await stub.Then(status, body).Client.SendAsync(stub.Chat, Note, default));
    }

    [Fact]
    public async Task A_post_is_never_repeated_when_it_may_have_arrived()
    {
        await using var stub = await ConnectorStub.StartAsync();
        foreach (var status in new[] { 408, 412, 500, 502, 503, 504 })
            Assert.IsType<Delivery.Unknown>((await stub.Then(status).RunAsync(client => client.SendAsync(stub.Chat, Note, default))).Result);
        Assert.Equal(new Delivery.Unknown("NoAnswer"), (await stub.ThenBreak().RunAsync(client => client.SendAsync(stub.Chat, Note, default))).Result);
        Assert.Equal(7, stub.Calls.Count);
    }

    [Fact]
    public async Task What_is_idempotent_is_repeated_with_back_off_and_then_left_for_later()
    {
        await using var stub = await ConnectorStub.StartAsync();
        var (updated, waited) = await stub.Then(502).RunAsync(client => client.UpdateAsync(stub.Chat, "1", Note, default));
        Assert.IsType<Delivery.Delivered>(updated);
        Assert.InRange(waited.TotalSeconds, 1.6, 2.5);
        Assert.IsType<Delivery.Created>(
            (await stub.ThenBreak().RunAsync(client => client.CreatePersonalAsync(stub.ServiceUrl, TokenForge.Tenant, "29:1", default))).Result);
        Assert.IsType<Delivery.Delivered>((await stub.Then(412).RunAsync(client => client.DeleteAsync(stub.Chat, "1", default))).Result);
        Assert.Equal(6, stub.Calls.Count);

        (updated, waited) = await stub.Then(503).Then(503).Then(503).RunAsync(client => client.UpdateAsync(stub.Chat, "1", Note, default));
        Assert.Equal("Http503", Assert.IsType<Delivery.Unavailable>(updated).Reason);
        Assert.True(waited <= ConnectorClient.Patience, $"{waited}");
    }

    [Fact]
    public async Task A_short_Retry_After_is_waited_for_every_call()
    {
        await using var stub = await ConnectorStub.StartAsync();
        var (sent, waited) = await stub.Then(429, ConnectorStub.Error("Throttled"), "3").RunAsync(client => client.SendAsync(stub.Chat, Note, default));
        Assert.IsType<Delivery.Delivered>(sent);
        Assert.InRange(waited.TotalSeconds, 3, 3.2);
    }

    [Fact]
    public async Task A_long_Retry_After_comes_back_as_a_time_and_holds_the_next_call_without_asking()
    {
        await using var stub = await ConnectorStub.StartAsync();
        var until = stub.Clock.GetUtcNow().AddSeconds(60);
        Assert.Equal(new Delivery.Throttled(until), await stub.Then(429, null, "60").Client.SendAsync(stub.Chat, Note, default));
        Assert.Equal(new Delivery.Throttled(until), await stub.Client.UpdateAsync(stub.Chat, "1", Note, default));
        Assert.Single(stub.Calls);
        Assert.IsType<Delivery.Delivered>(await stub.Client.SendAsync(stub.Chat with { ConversationId = "a:other" }, Note, default));
        stub.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.IsType<Delivery.Delivered>(await stub.Client.SendAsync(stub.Chat, Note, default));
    }

    [Theory]
    [InlineData("Sat, 21 Nov 2026 08:01:00 GMT", 60)]
    [InlineData("999999999", 3600)]
    [InlineData("60", 60)]
    public async Task Retry_After_may_be_seconds_or_a_date_and_is_believed_for_an_hour(string retryAfter, int seconds)
    {
        await using var stub = await ConnectorStub.StartAsync();
        var expected = stub.Clock.GetUtcNow().AddSeconds(seconds);
        Assert.Equal(new Delivery.Throttled(expected), await stub.Then(429, null, retryAfter).Client.SendAsync(stub.Chat, Note, default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-5")]
    public async Task A_429_without_a_sensible_Retry_After_gets_our_own_back_off(string? retryAfter)
    {
        await using var stub = await ConnectorStub.StartAsync();
        var (sent, waited) = await stub.Then(429, null, retryAfter).RunAsync(client => client.SendAsync(stub.Chat, Note, default));
        Assert.IsType<Delivery.Delivered>(sent);
        Assert.InRange(waited.TotalSeconds, 1.6, 2.5);
    }

    [Fact]
    public async Task A_429_that_speaks_of_the_tenant_holds_every_conversation()
    {
        await using var stub = await ConnectorStub.StartAsync();
        await stub.Then(429, """{"error":{"code":"Throttled","message":"Too many requests of the app in this tenant"}}""", "60").Client.SendAsync(stub.Chat, Note, default);
        Assert.IsType<Delivery.Throttled>(await stub.Client.SendAsync(stub.Chat with { ConversationId = "a:other" }, Note, default));
        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task A_connection_that_never_came_about_is_retried_for_a_post_too()
    {
        await using var stub = await ConnectorStub.StartAsync();
        var nowhere = stub.Chat with { ServiceUrl = "http://127.0.0.1:1/" };
        var (sent, waited) = await stub.RunAsync(client => client.SendAsync(nowhere, Note, default));
        var later = Assert.IsType<Delivery.Unavailable>(sent);
        Assert.Equal("NotConnected", later.Reason);
        Assert.True(later.NotBefore > stub.Clock.GetUtcNow());
        Assert.InRange(waited.TotalSeconds, 1.6, 5);
    }

    [Fact]
    public async Task F73_a_message_that_seems_gone_is_updated_once_more_and_then_reported_gone()
    {
        await using var stub = await ConnectorStub.StartAsync();
        var gone = ConnectorStub.Error("ActivityNotFoundInConversation");
        Assert.IsType<Delivery.Delivered>((await stub.Then(404, gone).RunAsync(client => client.UpdateAsync(stub.Chat, "1", Note, default))).Result);
        Assert.Equal(
            new Delivery.Gone(GoneThing.Activity), (await stub.Then(404, gone).Then(404, gone).RunAsync(client => client.UpdateAsync(stub.Chat, "1", Note, default))).Result);
        Assert.Equal(4, stub.Calls.Count);
    }

    [Fact]
    public async Task A_401_drops_the_token_once_and_only_once()
    {
        await using var stub = await ConnectorStub.StartAsync();
        Assert.IsType<Delivery.Delivered>(await stub.Then(401).Client.SendAsync(stub.Chat, Note, default));
        Assert.Equal(["Bearer token-1", "Bearer token-2"], stub.Calls.Select(call => call.Authorization));
        Assert.Equal(stub.Calls.First().Body, stub.Calls.Last().Body);
        Assert.Equal(2, stub.Credentials);
        Assert.Equal(
            new Delivery.Rejected("BotNotRegistered"),
            await stub.Then(401).Then(401, ConnectorStub.Error("BotNotRegistered")).Client.SendAsync(stub.Chat, Note, default));
        Assert.Equal(4, stub.Calls.Count);
    }

    [Fact]
    public async Task One_token_serves_until_five_minutes_before_its_end()
    {
        await using var stub = await ConnectorStub.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(number => stub.Client.SendAsync(stub.Chat with { ConversationId = $"a:{number}" }, Note, default)));
        stub.Clock.Advance(TimeSpan.FromMinutes(54));
        await stub.Client.SendAsync(stub.Chat, Note, default);
        Assert.Equal(1, stub.TokensIssued);
        stub.Clock.Advance(TimeSpan.FromMinutes(1));
        await stub.Client.SendAsync(stub.Chat, Note, default);
        Assert.Equal(2, stub.TokensIssued);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_nothing_is_lost()
    {
        await using var stub = await ConnectorStub.StartAsync();
        stub.TokenFailure = new AuthenticationFailedException("no");
        Assert.Equal(new Delivery.Unavailable("NoToken", null), await stub.Client.SendAsync(stub.Chat, Note, default));
        Assert.Empty(stub.Calls);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var stub = await ConnectorStub.StartAsync();
        Assert.Equal(new Delivery.Rejected("Http307"), await stub.Then(307).Client.SendAsync(stub.Chat, Note, default));
        Assert.Single(stub.Calls);
    }

    [Theory]
    [InlineData("https://evil.example.org/")]
    [InlineData("https://smba.trafficmanager.net@evil.example.org/")]
    [InlineData("")]
    public async Task A_stored_address_off_the_list_gets_neither_request_nor_token(string serviceUrl)
    {
        await using var stub = await ConnectorStub.StartAsync();
        Assert.Equal(new Delivery.Rejected("ServiceUrlNotAllowed"), await stub.Client.SendAsync(stub.Chat with { ServiceUrl = serviceUrl }, Note, default));
        Assert.Equal(0, stub.TokensIssued);
    }

    [Fact]
    public async Task An_id_cannot_climb_up_the_path()
    {
        await using var stub = await ConnectorStub.StartAsync();
        foreach (var id in new[] { "", ".", ".." })
            await Assert.ThrowsAsync<ArgumentException>(() => stub.Client.DeleteAsync(stub.Chat, id, default));
        await stub.Client.DeleteAsync(stub.Chat, "../../x", default);
        Assert.EndsWith("/activities/..%2F..%2Fx", stub.Calls.Single().Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_authentication_no_token_is_sent()
    {
        await using var stub = await ConnectorStub.StartAsync(BotCredential.None);
        Assert.IsType<Delivery.Delivered>(await stub.Client.SendAsync(stub.Chat, Note, default));
        Assert.Null(stub.Calls.Single().Authorization);
    }

    [Theory]
    [InlineData(ConnectorCall.Send, 400, "BadSyntax", "Rejected BadSyntax")]
    [InlineData(ConnectorCall.Update, 400, "BadArgument", "Rejected BadArgument")]
    [InlineData(ConnectorCall.Send, 403, "BotNotInConversationRoster", "NotInstalled BotNotInConversationRoster")]
    [InlineData(ConnectorCall.Send, 403, "BotDisabledByAdmin", "Blocked BotDisabledByAdmin")]
    [InlineData(ConnectorCall.Send, 403, "ConversationBlockedByUser", "Blocked ConversationBlockedByUser")]
    [InlineData(ConnectorCall.Update, 403, "MessageWritesBlocked", "Blocked MessageWritesBlocked")]
    [InlineData(ConnectorCall.CreatePersonal, 403, "InvalidBotApiHost", "Rejected InvalidBotApiHost")]
    [InlineData(ConnectorCall.Send, 403, "NotEnoughPermissions", "Rejected NotEnoughPermissions")]
    [InlineData(ConnectorCall.Send, 404, "ConversationNotFound", "Gone ConversationNotFound")]
    [InlineData(ConnectorCall.Update, 404, "ActivityNotFoundInConversation", "Gone ActivityNotFound")]
    [InlineData(ConnectorCall.Delete, 404, "ActivityNotFoundInConversation", "Delivered Delivered")]
    [InlineData(ConnectorCall.Delete, 404, "ConversationNotFound", "Delivered Delivered")]
    [InlineData(ConnectorCall.Send, 404, "Other", "Rejected Other")]
    [InlineData(ConnectorCall.Send, 412, "PreconditionFailed", "Unknown PreconditionFailed")]
    [InlineData(ConnectorCall.Update, 412, "PreconditionFailed", "Unavailable PreconditionFailed")]
    [InlineData(ConnectorCall.Send, 413, "MessageSizeTooBig", "TooLarge TooLarge")]
    [InlineData(ConnectorCall.Send, 500, "ServiceError", "Unknown ServiceError")]
    [InlineData(ConnectorCall.Update, 502, "ServiceError", "Unavailable ServiceError")]
    [InlineData(ConnectorCall.CreatePersonal, 504, "ServiceError", "Unavailable ServiceError")]
    [InlineData(ConnectorCall.Send, 418, "Teapot", "Rejected Teapot")]
    internal void Every_documented_answer_has_one_meaning(ConnectorCall call, int status, string code, string meaning)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(ConnectorStub.Error(code)), ChannelJson.Default.JsonNode);
        var delivery = ConnectorAnswer.Read(call, status, ConnectorAnswer.CodeOf(body), body, null);
        Assert.Equal(meaning, $"{delivery.GetType().Name} {delivery.Code}");
    }

    [Theory]
    [InlineData("""{ "errorCode": 209, "message": "{\r\n \"subCode\": \"MessageWritesBlocked\", \"details\": null}" }""", "MessageWritesBlocked")]
    [InlineData("""{"error":{"code":"Forbidden","innerHttpError":{"body":{"code":"BotNotInConversationRoster"}}}}""", "BotNotInConversationRoster")]
    [InlineData("""{"error":{"code":"SomethingNew","message":"?"}}""", "SomethingNew")]
    [InlineData("""{"error":"text"}""", null)]
    [InlineData("""<html>502</html>""", null)]
    [InlineData("""{"error":{"code":"\ud800"}}""", null)]
    [InlineData("", null)]
    public void The_code_is_found_wherever_it_is_nested(string body, string? code) =>
        Assert.Equal(code, ConnectorAnswer.CodeOf(System.Text.Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_new_chat_without_id_is_no_chat() =>
        Assert.Equal(new Delivery.Rejected("NoConversationId"), ConnectorAnswer.Read(ConnectorCall.CreatePersonal, 201, null, "{}"u8, null));
}
