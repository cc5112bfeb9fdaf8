using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>Answering and sending: graph.md 5.5, 5.6.</summary>
public sealed class ReplyTests
{
    private const string Immutable = "IdType=\"ImmutableId\"";
    private const string Mailbox = $"/v1.0/users/{TenantUnderTest.Help}";

    private static string One(string id) => $"{Mailbox}/messages/{Uri.EscapeDataString(id)}";

    private static JsonArray To(string address) => new(new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = address } });

    private static JsonObject Headers(params string[] names) => new()
    {
        ["internetMessageHeaders"] = new JsonArray([.. names.Select(n => new JsonObject { ["name"] = n, ["value"] = "1" })]),
    };

    [Fact]
    public async Task Graph_5_5_an_empty_reply_draft_quotes_the_original_in_its_thread()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives("Printer", "It smokes.");
        var draft = await t.PostAsync(One(id) + "/createReply", prefer: Immutable);
        Assert.Equal(201, (int)draft.Status);
        Assert.True(draft.Json["isDraft"]!.GetValue<bool>());
        Assert.Equal("RE: Printer", draft.Json["subject"]!.GetValue<string>());
        Assert.Contains("It smokes.", draft.Json["body"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(t.Tenant.Mail.FindMail(TenantUnderTest.Help, id)!.ConversationId, draft.Json["conversationId"]!.GetValue<string>());
        Assert.Equal(TenantUnderTest.Customer, draft.Json["toRecipients"]![0]!["emailAddress"]!["address"]!.GetValue<string>());
    }

    [Fact]
    public async Task Graph_5_5_a_given_body_loses_the_quotation_and_a_comment_is_ignored()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives("Printer", "It smokes.");
        var body = new JsonObject { ["message"] = new JsonObject { ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>Own</p>" } } };
        var own = await t.PostAsync(One(id) + "/createReply", body);
        Assert.DoesNotContain("It smokes.", own.Text, StringComparison.Ordinal);
        var commented = await t.PostAsync(One(id) + "/createReply", new JsonObject { ["comment"] = "Thank you" });
        Assert.DoesNotContain("Thank you", commented.Json["body"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        body["comment"] = "Thank you";
        (await t.PostAsync(One(id) + "/createReply", body)).Refused(400, "ErrorInvalidRequest");
        Assert.Equal(2, t.Tenant.Mail.Mails(TenantUnderTest.Help, "drafts").Count);
    }

    [Fact]
    public async Task Graph_5_5_the_reply_goes_to_reply_to_and_a_reply_to_all_leaves_the_mailbox_out()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Tenant.Mail.Deliver(TenantUnderTest.Help, new IncomingMail
        {
            From = new SandboxAddress(TenantUnderTest.Customer),
            ReplyTo = [new SandboxAddress("answers@fabrikam.example")],
            Cc = [new SandboxAddress("boss@fabrikam.example"), new SandboxAddress("HELP@contoso.example")],
        });
        var all = await t.PostAsync(One(id) + "/createReplyAll");
        Assert.Equal("answers@fabrikam.example", Assert.Single(all.Json["toRecipients"]!.AsArray())!["emailAddress"]!["address"]!.GetValue<string>());
        Assert.Equal("boss@fabrikam.example", Assert.Single(all.Json["ccRecipients"]!.AsArray())!["emailAddress"]!["address"]!.GetValue<string>());
    }

    [Fact]
    public async Task Graph_5_5_a_draft_keeps_its_immutable_id_when_sent_and_reaches_the_customer_in_the_thread()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        var draft = await t.PostAsync(One(id) + "/createReply", prefer: Immutable);
        Assert.Equal(202, (int)(await t.PostAsync(One(draft.Id) + "/send")).Status);
        var sent = await t.GetAsync(One(draft.Id) + "?$select=isDraft,parentFolderId,internetMessageHeaders", Immutable);
        Assert.False(sent.Json["isDraft"]!.GetValue<bool>());
        Assert.False(sent.Json.AsObject().ContainsKey("internetMessageHeaders"));
        Assert.Equal("sentitems", t.Tenant.Mail.FindMail(TenantUnderTest.Help, draft.Id)!.Folder);
        var mail = Assert.Single(t.Tenant.Mail.CustomerMails(TenantUnderTest.Customer));
        Assert.Equal(t.Tenant.Mail.FindMail(TenantUnderTest.Help, id)!.InternetMessageId, mail.InReplyTo);
        (await t.PostAsync(One(draft.Id) + "/send")).Refused(400, "ErrorInvalidRequest");
    }

    [Fact]
    public async Task F_21_sent_mail_is_not_to_be_found_at_once()
    {
        await using var t = await TenantUnderTest.StartAsync();
        t.Tenant.Mail.SetSentItemsDelay(TimeSpan.FromSeconds(30));
        var draft = await t.PostAsync(One(t.Arrives()) + "/createReply", prefer: Immutable);
        await t.PostAsync(One(draft.Id) + "/send");
        (await t.GetAsync(One(draft.Id), Immutable)).Refused(404, "ErrorItemNotFound");
        t.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(200, (int)(await t.GetAsync(One(draft.Id), Immutable)).Status);
    }

    [Fact]
    public async Task Graph_5_5_headers_of_a_draft_begin_with_x_and_are_five_at_most()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.PostAsync(Mailbox + "/messages", Headers("In-Reply-To"))).Refused(400, "InvalidInternetMessageHeader");
        (await t.PostAsync(Mailbox + "/messages", Headers("x-1", "x-2", "x-3", "x-4", "x-5", "x-6"))).Refused(400, "InvalidInternetMessageHeaderCollection");
        var draft = await t.PostAsync(Mailbox + "/messages", Headers("x-1", "X-2", "x-3", "x-4", "x-5"), Immutable);
        Assert.Equal(201, (int)draft.Status);
        (await t.PatchAsync(One(draft.Id), Headers("x-7"))).Refused(400, "ErrorInvalidPropertySet");
        Assert.Single(t.Tenant.Mail.Mails(TenantUnderTest.Help, "drafts"));
    }

    [Fact]
    public async Task Graph_5_5_headers_in_a_reply_draft_meet_the_limit_sooner()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.PostAsync(One(t.Arrives()) + "/createReply", new JsonObject { ["message"] = Headers("x-1", "x-2", "x-3") }))
            .Refused(400, "InvalidInternetMessageHeaderCollection");
    }

    [Fact]
    public async Task Graph_5_5_a_draft_is_found_again_by_its_extended_property()
    {
        await using var t = await TenantUnderTest.StartAsync();
        const string Name = "String {6e5d7a60-2c3b-4d7c-9d50-6f1c1b0c2a11} Name Answer";
        var body = new JsonObject
        {
            ["message"] = new JsonObject { ["singleValueExtendedProperties"] = new JsonArray(new JsonObject { ["id"] = Name, ["value"] = "a-1" }) },
        };
        var draft = await t.PostAsync(One(t.Arrives()) + "/createReply", body, Immutable);
        Assert.Equal(201, (int)draft.Status);
        var filter = Uri.EscapeDataString($"singleValueExtendedProperties/Any(ep: ep/id eq '{Name}' and ep/value eq 'a-1')");
        Assert.Equal(draft.Id, Assert.Single((await t.GetAsync($"{Mailbox}/messages?$filter={filter}", Immutable)).Values)["id"]!.GetValue<string>());
        body["message"]!["singleValueExtendedProperties"]![0]!["id"] = "Answer";
        (await t.PostAsync(One(t.Arrives()) + "/createReply", body)).Refused(400, "ErrorInvalidProperty");
    }

    [Fact]
    public async Task Graph_9_a_mail_without_or_with_wrong_recipients_does_not_leave()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var none = await t.PostAsync(Mailbox + "/messages", new JsonObject { ["subject"] = "x" });
        (await t.PostAsync(One(none.Id) + "/send")).Refused(400, "ErrorMissingRecipients");
        var wrong = await t.PostAsync(Mailbox + "/messages", new JsonObject { ["toRecipients"] = To("not an address") });
        (await t.PostAsync(One(wrong.Id) + "/send")).Refused(400, "ErrorInvalidRecipients");
        var many = new JsonArray([.. Enumerable.Range(0, 501).Select(i => To($"a{i}@x.example")[0]!.DeepClone())]);
        (await t.PostAsync(Mailbox + "/messages", new JsonObject { ["toRecipients"] = many })).Refused(400, "ErrorExceededMaxRecipientLimit");
        Assert.Empty(t.Tenant.Mail.AllCustomerMails());
    }

    [Fact]
    public async Task Graph_5_6_a_foreign_from_is_denied()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var message = new JsonObject { ["toRecipients"] = To(TenantUnderTest.Customer), ["from"] = To("ceo@contoso.example")[0]!.DeepClone() };
        (await t.PostAsync(Mailbox + "/sendMail", new JsonObject { ["message"] = message })).Refused(403, "ErrorSendAsDenied");
        Assert.Empty(t.Tenant.Mail.Mails(TenantUnderTest.Help, "drafts"));
    }

    [Fact]
    public async Task Graph_5_5_send_mail_leaves_a_copy_unless_told_otherwise()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var message = new JsonObject { ["toRecipients"] = To(TenantUnderTest.Customer), ["subject"] = "Hello" };
        Assert.Equal(202, (int)(await t.PostAsync(Mailbox + "/sendMail", new JsonObject { ["message"] = message })).Status);
        Assert.Equal(202, (int)(await t.PostAsync(Mailbox + "/sendMail", new JsonObject { ["message"] = message.DeepClone(), ["saveToSentItems"] = false })).Status);
        (await t.PostAsync(Mailbox + "/sendMail", new JsonObject { ["message"] = message.DeepClone(), ["save"] = false })).Refused(400, "RequestBodyRead");
        Assert.Single(t.Tenant.Mail.Mails(TenantUnderTest.Help, "sentitems"));
        Assert.Equal(2, t.Tenant.Mail.CustomerMails(TenantUnderTest.Customer).Count);
    }

    [Fact]
    public async Task Graph_5_3_attachments_go_to_drafts_only_and_not_above_3_MB()
    {
        await using var t = await TenantUnderTest.StartAsync();
        JsonObject file(int size) => new()
        {
            ["@odata.type"] = "#microsoft.graph.fileAttachment",
            ["name"] = "a.bin",
            ["contentBytes"] = Convert.ToBase64String(new byte[size]),
        };
        var received = t.Arrives();
        (await t.PostAsync(One(received) + "/attachments", file(10))).Refused(400, "ErrorInvalidRequest");
        var draft = await t.PostAsync(Mailbox + "/messages", new JsonObject());
        var added = await t.PostAsync(One(draft.Id) + "/attachments", file(10));
        Assert.Equal(201, (int)added.Status);
        Assert.Equal(new string('\0', 10), (await t.GetAsync($"{One(draft.Id)}/attachments/{added.Id}/$value")).Text);
        (await t.PostAsync(One(draft.Id) + "/attachments", file((3 * 1024 * 1024) + 1))).Refused(413, "RequestEntityTooLarge");
        var untyped = file(10);
        untyped.Remove("@odata.type");
        (await t.PostAsync(One(draft.Id) + "/attachments", untyped)).Refused(400, "BadRequest");
    }

    [Fact]
    public async Task Graph_5_3_inline_attachments_do_not_count_and_lists_take_select()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Tenant.Mail.Deliver(TenantUnderTest.Help, new IncomingMail
        {
            Attachments = [new SandboxFile("logo.png", "image/png", [1, 2, 3], IsInline: true, ContentId: "logo")],
        });
        Assert.False((await t.GetAsync(One(id) + "?$select=hasAttachments")).Json["hasAttachments"]!.GetValue<bool>());
        var list = Assert.Single((await t.GetAsync(One(id) + "/attachments?$select=id,name,size")).Values).AsObject();
        Assert.False(list.ContainsKey("contentBytes"));
        Assert.False(list.ContainsKey("contentId"));
        (await t.GetAsync(One(id) + "/attachments?$select=contentId")).Refused(400, "RequestBroker--ParseUri");
    }
}
