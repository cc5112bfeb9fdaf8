using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>Settings, translation of ids, and the smaller refusals: graph.md 3, 4, 5, 6.3.</summary>
public sealed class MailboxServiceTests
{
    private const string Mailbox = $"/v1.0/users/{TenantUnderTest.Help}";

    [Fact]
    public async Task Graph_3_default_ids_are_translated_to_immutable_ones()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        var mutable = (await t.GetAsync(Mailbox + "/mailFolders/inbox/messages?$select=id")).Values[0]["id"]!.GetValue<string>();
        JsonObject Ask(string target) => new()
        {
            ["inputIds"] = new JsonArray(mutable, "AAnone"), ["sourceIdType"] = "restId", ["targetIdType"] = target,
        };
        var translated = await t.PostAsync(Mailbox + "/translateExchangeIds", Ask("restImmutableEntryId"));
        Assert.Equal(id, translated.Values[0]["targetId"]!.GetValue<string>());
        Assert.NotNull(translated.Values[1]["errorDetails"]);
        (await t.PostAsync(Mailbox + "/translateExchangeIds", Ask("immutableId"))).Refused(400, "BadRequest");
    }

    [Fact]
    public async Task Graph_5_6_the_purpose_of_a_shared_mailbox_and_its_account_are_visible()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var settings = await t.GetAsync(Mailbox + "/mailboxSettings");
        Assert.Equal("shared", settings.Json["userPurpose"]!.GetValue<string>());
        Assert.Equal("disabled", (await t.GetAsync(Mailbox + "/mailboxSettings/automaticRepliesSetting")).Json["status"]!.GetValue<string>());
        Assert.False((await t.GetAsync(Mailbox + "?$select=accountEnabled")).Json["accountEnabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Graph_4_well_known_folders_cannot_be_deleted_and_others_go_to_deleted_items()
    {
        await using var t = await TenantUnderTest.StartAsync();
        Assert.Equal(403, (int)(await t.DeleteAsync(Mailbox + "/mailFolders/inbox")).Status);
        var folder = t.Tenant.Mail.CreateFolderAsPerson(TenantUnderTest.Help, "Handled");
        Assert.Equal(204, (int)(await t.DeleteAsync($"{Mailbox}/mailFolders/{folder}")).Status);
        var bin = (await t.GetAsync(Mailbox + "/mailFolders/deleteditems")).Id;
        Assert.Equal(bin, (await t.GetAsync($"{Mailbox}/mailFolders/{folder}")).Json["parentFolderId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Graph_5_5_send_takes_no_body()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var draft = await t.PostAsync($"{Mailbox}/messages/{t.Arrives()}/createReply", prefer: "IdType=\"ImmutableId\"");
        (await t.PostAsync($"{Mailbox}/messages/{draft.Id}/send", new JsonObject())).Refused(400, "BadRequest");
        Assert.Empty(t.Tenant.Mail.AllCustomerMails());
    }

    [Fact]
    public async Task Graph_5_3_a_reference_attachment_has_no_content_to_download()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        var message = t.Tenant.State.Exchange.Find(TenantUnderTest.Help)!.Messages[0];
        message.Attachments.Add(new StoredAttachment("AAMkATref", new SandboxFile("plan.docx", "text/html", []), t.Clock.GetUtcNow(), AttachmentKind.Reference));
        Assert.Equal(405, (int)(await t.GetAsync($"{Mailbox}/messages/{id}/attachments/AAMkATref/$value")).Status);
        Assert.Equal("#microsoft.graph.referenceAttachment", (await t.GetAsync($"{Mailbox}/messages/{id}/attachments/AAMkATref")).Json["@odata.type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Graph_5_a_deleted_mail_lies_in_deleted_items_and_then_nowhere()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = $"{Mailbox}/messages/{t.Arrives()}";
        Assert.Equal(204, (int)(await t.DeleteAsync(path)).Status);
        Assert.Single((await t.GetAsync(Mailbox + "/mailFolders/deleteditems/messages")).Values);
        Assert.Equal(204, (int)(await t.DeleteAsync(path)).Status);
        Assert.Empty((await t.GetAsync(Mailbox + "/messages")).Values);
    }

    [Fact]
    public async Task F_35_a_reply_to_all_keeps_the_aliases_of_the_mailbox_so_that_the_bot_must_remove_them()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Tenant.Mail.Deliver(TenantUnderTest.Help, new IncomingMail
        {
            From = new SandboxAddress(TenantUnderTest.Customer),
            Cc = [new SandboxAddress("support@contoso.example")],
        });
        Assert.Contains("support@contoso.example", (await t.PostAsync($"{Mailbox}/messages/{id}/createReplyAll")).Json["ccRecipients"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_between_mailboxes_of_the_tenant_arrives_inside_and_does_not_leave()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var message = new JsonObject
        {
            ["subject"] = "inside",
            ["toRecipients"] = new JsonArray(new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = "orders@contoso.example" } }),
        };
        await t.PostAsync(Mailbox + "/sendMail", new JsonObject { ["message"] = message });
        Assert.Equal("inside", Assert.Single(t.Tenant.Mail.Mails("orders@contoso.example", "inbox")).Subject);
        Assert.Empty(t.Tenant.Mail.AllCustomerMails());
    }
}
