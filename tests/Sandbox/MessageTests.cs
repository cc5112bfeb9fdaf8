using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>Reading, listing and changing messages: graph.md 2.6, 3, 5.1, 5.2, 5.4.</summary>
public sealed class MessageTests
{
    private const string Immutable = "IdType=\"ImmutableId\"";
    private const string Messages = $"/v1.0/users/{TenantUnderTest.Help}/messages";
    private const string Inbox = $"/v1.0/users/{TenantUnderTest.Help}/mailFolders/inbox/messages";

    private static string One(string id) => $"{Messages}/{Uri.EscapeDataString(id)}";

    [Fact]
    public async Task Graph_3_without_the_header_ids_change_on_move_and_the_old_one_is_gone()
    {
        await using var t = await TenantUnderTest.StartAsync();
        t.Arrives();
        var id = (await t.GetAsync(Inbox)).Values[0]["id"]!.GetValue<string>();
        var moved = await t.PostAsync(One(id) + "/move", new JsonObject { ["destinationId"] = "archive" });
        Assert.Equal(201, (int)moved.Status);
        Assert.NotEqual(id, moved.Id);
        (await t.GetAsync(One(id))).Refused(404, "ErrorItemNotFound");
    }

    [Fact]
    public async Task Graph_3_with_the_header_the_id_stays_on_move()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        var moved = await t.PostAsync(One(id) + "/move", new JsonObject { ["destinationId"] = "archive" }, Immutable);
        Assert.Equal(id, moved.Id);
        Assert.Equal(Immutable, moved.Header("Preference-Applied"));
        Assert.Equal(200, (int)(await t.GetAsync(One(id))).Status);
    }

    [Fact]
    public async Task Graph_3_an_id_in_other_case_is_another_id()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        (await t.GetAsync(One("AA" + id[2..].ToUpperInvariant()))).Refused(404, "ErrorItemNotFound");
    }

    [Fact]
    public async Task Graph_9_a_truncated_id_is_malformed()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.GetAsync(One("x1"))).Refused(400, "ErrorInvalidIdMalformed");
    }

    [Fact]
    public async Task Graph_5_1_headers_and_unique_body_come_only_when_selected()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        var plain = (await t.GetAsync(One(id))).Json.AsObject();
        Assert.False(plain.ContainsKey("internetMessageHeaders"));
        Assert.False(plain.ContainsKey("uniqueBody"));
        var selected = (await t.GetAsync(One(id) + "?$select=internetMessageHeaders,uniqueBody")).Json.AsObject();
        Assert.Contains(selected["internetMessageHeaders"]!.AsArray(), h => h!["name"]!.GetValue<string>() == "Message-ID");
        Assert.DoesNotContain(selected["internetMessageHeaders"]!.AsArray(), h => h!["name"]!.GetValue<string>() is "From" or "To" or "Cc");
        Assert.True(selected.ContainsKey("uniqueBody"));
        Assert.False(selected.ContainsKey("subject"));
    }

    [Fact]
    public async Task Graph_5_1_an_unknown_property_in_select_is_refused()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.GetAsync(Inbox + "?$select=id,size")).Refused(400, "RequestBroker--ParseUri");
    }

    [Fact]
    public async Task Graph_5_1_an_unknown_query_option_is_refused()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.GetAsync(Inbox + "?$top=5&limit=3")).Refused(400, "BadRequest");
        (await t.GetAsync(Inbox + "?$top=0")).Refused(400, "ErrorInvalidUrlQuery");
        (await t.GetAsync(Inbox + "?$top=1001")).Refused(400, "ErrorInvalidUrlQuery");
    }

    [Fact]
    public async Task Graph_5_1_a_sort_that_the_filter_does_not_begin_with_is_inefficient()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.GetAsync(Inbox + "?$filter=isRead eq false&$orderby=receivedDateTime asc")).Refused(400, "InefficientFilter");
        (await t.GetAsync(Inbox + "?$filter=isRead eq false and receivedDateTime ge 2026-11-21T00:00:00Z&$orderby=receivedDateTime asc"))
            .Refused(400, "InefficientFilter");
        var good = await t.GetAsync(Inbox + "?$filter=receivedDateTime ge 2026-11-21T00:00:00Z and isRead eq false&$orderby=receivedDateTime asc");
        Assert.Equal(200, (int)good.Status);
    }

    [Fact]
    public async Task Graph_2_6_a_list_has_pages_of_ten_and_a_next_link_to_the_end()
    {
        await using var t = await TenantUnderTest.StartAsync();
        for (var i = 0; i < 25; i++)
        {
            t.Arrives($"mail {i}");
            t.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        List<string> seen = [];
        var next = t.Tenant.Address + Inbox + "?$select=subject&$orderby=receivedDateTime asc";
        for (var pages = 0; next is not null; pages++)
        {
            Assert.True(pages < 3);
            var page = await t.GetAsync(next);
            seen.AddRange(page.Values.Select(v => v["subject"]!.GetValue<string>()));
            next = page.Json["@odata.nextLink"]?.GetValue<string>();
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"mail {i}"), seen);
    }

    [Fact]
    public async Task Graph_5_1_mail_is_found_by_time_message_id_and_conversation()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var early = t.Arrives("early");
        t.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = t.Arrives("late");
        var since = Uri.EscapeDataString("2026-11-23T09:05:00Z");
        Assert.Equal("late", Assert.Single((await t.GetAsync($"{Inbox}?$filter=receivedDateTime ge {since}")).Values)["subject"]!.GetValue<string>());
        var mail = t.Tenant.Mail.FindMail(TenantUnderTest.Help, early)!;
        var byMessageId = await t.GetAsync($"{Messages}?$filter=internetMessageId eq '{Uri.EscapeDataString(mail.InternetMessageId)}'", Immutable);
        Assert.Equal(early, Assert.Single(byMessageId.Values)["id"]!.GetValue<string>());
        var conversation = t.Tenant.Mail.FindMail(TenantUnderTest.Help, late)!.ConversationId;
        Assert.Equal(late, Assert.Single((await t.GetAsync($"{Messages}?$filter=conversationId eq '{conversation}'", Immutable)).Values)["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("receivedDateTime ge 'yesterday'")]
    [InlineData("size gt 10")]
    [InlineData("subject eq 'open")]
    [InlineData("subject is 'x'")]
    public async Task Graph_5_1_a_wrong_filter_is_refused_in_an_empty_folder_too(string filter)
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.GetAsync($"{Inbox}?$filter={Uri.EscapeDataString(filter)}")).Refused(400, "BadRequest");
    }

    [Fact]
    public async Task Graph_5_1_text_is_given_when_preferred_and_html_is_sanitised_otherwise()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Tenant.Mail.Deliver(TenantUnderTest.Help, new IncomingMail { Html = "<p onclick='x()'>Hello</p><script>evil()</script><p>World</p>" });
        var text = await t.GetAsync(One(id), "outlook.body-content-type=\"text\"");
        Assert.Equal("text", text.Json["body"]!["contentType"]!.GetValue<string>());
        Assert.Equal("Hello\nWorld", text.Json["body"]!["content"]!.GetValue<string>());
        var html = (await t.GetAsync(One(id))).Json["body"]!["content"]!.GetValue<string>();
        Assert.DoesNotContain("script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onclick", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Graph_6_1_the_message_class_comes_by_expansion_only()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Tenant.Mail.Deliver(TenantUnderTest.Help, new IncomingMail { MessageClass = "REPORT.IPM.Note.NDR" });
        Assert.Null((await t.GetAsync(One(id))).Json["singleValueExtendedProperties"]);
        var expanded = await t.GetAsync(One(id) + "?$select=id&$expand=singleValueExtendedProperties($filter=id eq 'String 0x001A' or id eq 'Integer 0x0E08')");
        Assert.Equal(["String 0x1a", "Integer 0xe08"], expanded.Json["singleValueExtendedProperties"]!.AsArray().Select(p => p!["id"]!.GetValue<string>()));
        Assert.Equal("REPORT.IPM.Note.NDR", expanded.Json["singleValueExtendedProperties"]![0]!["value"]!.GetValue<string>());
        (await t.GetAsync(One(id) + "?$expand=singleValueExtendedProperties")).Refused(400, "BadRequest");
    }

    [Fact]
    public async Task Graph_5_2_a_received_mail_takes_only_what_is_not_for_drafts()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        (await t.PatchAsync(One(id), new JsonObject { ["isRead"] = true, ["subject"] = "[#1] Printer" })).Refused(400, "ErrorInvalidPropertySet");
        Assert.False(t.Tenant.Mail.FindMail(TenantUnderTest.Help, id)!.IsRead);
        var good = await t.PatchAsync(One(id), new JsonObject { ["isRead"] = true, ["categories"] = new JsonArray("Helpdesk") });
        Assert.Equal(200, (int)good.Status);
        Assert.True(t.Tenant.Mail.FindMail(TenantUnderTest.Help, id)!.IsRead);
    }

    [Fact]
    public async Task Graph_5_2_unknown_properties_and_wrong_types_are_refused()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        (await t.PatchAsync(One(id), new JsonObject { ["isread"] = true })).Refused(400, "RequestBodyRead");
        (await t.PatchAsync(One(id), new JsonObject { ["isRead"] = "yes" })).Refused(400, "RequestBodyRead");
        (await t.PatchAsync(One(id), new JsonObject { ["bodyPreview"] = "x" })).Refused(400, "ErrorInvalidPropertySet");
    }

    [Fact]
    public async Task Graph_5_2_a_wrong_etag_is_a_conflict()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        var etag = (await t.GetAsync(One(id))).Json["@odata.etag"]!.GetValue<string>();
        Dictionary<string, string> match = new() { ["If-Match"] = etag };
        var body = new JsonObject { ["isRead"] = true }.ToJsonString();
        Assert.Equal(200, (int)(await t.SendAsync(HttpMethod.Patch, One(id), body, null, match)).Status);
        (await t.SendAsync(HttpMethod.Patch, One(id), body, null, match)).Refused(412, "ErrorIrresolvableConflict");
    }

    [Fact]
    public async Task Graph_5_4_moving_what_is_gone_or_to_nowhere_is_refused()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        (await t.PostAsync(One(id) + "/move", new JsonObject { ["destinationId"] = "AQMknothing" })).Refused(404, "ErrorFolderNotFound");
        (await t.PostAsync(One(id) + "/move", new JsonObject { ["destination"] = "archive" })).Refused(400, "RequestBodyRead");
        t.Tenant.Mail.DeleteAsPerson(TenantUnderTest.Help, id, forGood: true);
        Assert.Null(t.Tenant.Mail.FindMail(TenantUnderTest.Help, id));
    }

    [Fact]
    public async Task Graph_5_wrong_verbs_are_405_and_unknown_paths_400()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        (await t.SendAsync(HttpMethod.Put, One(id), "{}", null)).Refused(405, "Request_BadRequest");
        (await t.GetAsync(One(id) + "/move")).Refused(405, "Request_BadRequest");
        (await t.GetAsync(One(id) + "/tags")).Refused(400, "BadRequest");
    }

    [Fact]
    public async Task F_17_dragging_in_Outlook_for_Windows_changes_even_the_immutable_id()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        var moved = t.Tenant.Mail.MoveAsPerson(TenantUnderTest.Help, id, "archive", changesImmutableId: true);
        Assert.NotEqual(id, moved);
        (await t.GetAsync(One(id), Immutable)).Refused(404, "ErrorItemNotFound");
        Assert.Equal(200, (int)(await t.GetAsync(One(moved), Immutable)).Status);
    }
}
