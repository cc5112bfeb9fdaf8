using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>Users and presence: graph.md 8.</summary>
public sealed class DirectoryTests
{
    private const string Megan = "b1c3a5d7-0001-4a10-9c00-000000000001";

    [Fact]
    public async Task Graph_8_2_a_user_is_found_by_id_and_name_and_shows_more_only_on_select()
    {
        await using var t = await TenantUnderTest.StartAsync();
        Assert.Equal(Megan, (await t.GetAsync("/v1.0/users/meganb@contoso.example")).Id);
        Assert.False((await t.GetAsync($"/v1.0/users/{Megan}")).Json.AsObject().ContainsKey("userType"));
        Assert.Equal("Guest", (await t.GetAsync("/v1.0/users/gradya_tailspin.example%23EXT%23@contoso.example?$select=userType")).Json["userType"]!.GetValue<string>());
        (await t.GetAsync("/v1.0/users/nobody@contoso.example")).Refused(404, "Request_ResourceNotFound");
        (await t.GetAsync($"/v1.0/users/{Megan}?$select=address")).Refused(400, "BadRequest");
    }

    [Fact]
    public async Task Graph_8_2_an_alias_is_found_in_proxy_addresses()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var filter = Uri.EscapeDataString("proxyAddresses/any(p:p eq 'smtp:support@contoso.example')");
        var found = await t.GetAsync($"/v1.0/users?$filter={filter}&$select=id");
        Assert.Equal(TenantUnderTest.Help, Assert.Single(found.Values)["id"]!.GetValue<string>());
        var byMail = Uri.EscapeDataString("mail eq 'megan.bowen@contoso.example' or userPrincipalName eq 'megan.bowen@contoso.example'");
        Assert.Equal(Megan, Assert.Single((await t.GetAsync($"/v1.0/users?$filter={byMail}")).Values)["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Graph_8_2_advanced_queries_need_consistency_level_and_count()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var query = "/v1.0/users?$filter=" + Uri.EscapeDataString("endsWith(mail,'@contoso.example')");
        Dictionary<string, string> eventual = new() { ["ConsistencyLevel"] = "eventual" };
        (await t.GetAsync(query)).Refused(400, "Request_UnsupportedQuery");
        (await t.GetAsync(query + "&$count=true")).Refused(400, "Request_UnsupportedQuery");
        (await t.SendAsync(HttpMethod.Get, query, null, null, eventual)).Refused(400, "Request_UnsupportedQuery");
        Assert.Equal(200, (int)(await t.SendAsync(HttpMethod.Get, query + "&$count=true", null, null, eventual)).Status);
        (await t.GetAsync("/v1.0/users?$filter=" + Uri.EscapeDataString("department eq 'x'"))).Refused(400, "Request_UnsupportedQuery");
    }

    [Fact]
    public async Task Graph_8_1_presence_takes_650_object_ids_and_leaves_unknown_ones_out()
    {
        await using var t = await TenantUnderTest.StartAsync();
        const string Path = "/v1.0/communications/getPresencesByUserId";
        t.Tenant.Teams.SetPresence("Megan", "Busy", "InAMeeting");
        var found = await t.PostAsync(Path, new JsonObject { ["ids"] = new JsonArray(Megan, Guid.NewGuid().ToString()) });
        Assert.Equal("InAMeeting", Assert.Single(found.Values)["activity"]!.GetValue<string>());
        (await t.PostAsync(Path, new JsonObject { ["ids"] = new JsonArray("meganb@contoso.example") })).Refused(400, "BadRequest");
        (await t.PostAsync(Path, new JsonObject { ["ids"] = Ids(651) })).Refused(400, "BadRequest");
        Assert.Equal(200, (int)(await t.PostAsync(Path, new JsonObject { ["ids"] = Ids(650) })).Status);
        (await t.PostAsync(Path, new JsonObject { ["userIds"] = Ids(1) })).Refused(400, "RequestBodyRead");
        (await t.GetAsync(Path)).Refused(405, "Request_BadRequest");
    }

    private static JsonArray Ids(int count) => new([.. Enumerable.Range(0, count).Select(_ => (JsonNode)Guid.NewGuid().ToString())]);
}
