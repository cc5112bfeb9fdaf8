using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>Mail folders: graph.md 4.</summary>
public sealed class FolderTests
{
    private const string Folders = $"/v1.0/users/{TenantUnderTest.Help}/mailFolders";

    [Fact]
    public async Task Graph_4_names_of_folders_are_localised_but_well_known_names_are_not()
    {
        await using var t = await TenantUnderTest.StartAsync(o => o with
        {
            World = o.World with { Mailboxes = [o.World.Mailboxes[0] with { Language = "de" }] },
        });
        Assert.Equal("Posteingang", (await t.GetAsync(Folders + "/inbox")).Json["displayName"]!.GetValue<string>());
        Assert.Equal("Posteingang", (await t.GetAsync(Folders + "('inbox')")).Json["displayName"]!.GetValue<string>());
        Assert.Empty((await t.GetAsync(Folders + "?$filter=displayName eq 'Inbox'")).Values);
    }

    [Fact]
    public async Task Graph_4_a_page_has_ten_folders_and_hidden_ones_only_on_demand()
    {
        await using var t = await TenantUnderTest.StartAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(201, (int)(await t.PostAsync(Folders, new JsonObject { ["displayName"] = $"Folder {i}", ["isHidden"] = i == 0 })).Status);
        var first = await t.GetAsync(Folders);
        Assert.Equal(10, first.Values.Count);
        Assert.NotNull(first.Json["@odata.nextLink"]);
        Assert.DoesNotContain((await t.GetAsync(Folders + "?$top=100")).Values, f => f["displayName"]!.GetValue<string>() == "Folder 0");
        Assert.Contains((await t.GetAsync(Folders + "?$top=100&includeHiddenFolders=true")).Values, f => f["displayName"]!.GetValue<string>() == "Folder 0");
    }

    [Fact]
    public async Task Graph_4_a_second_folder_of_the_same_name_in_any_case_exists_already()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var created = await t.PostAsync(Folders, new JsonObject { ["displayName"] = "O'Brien" });
        Assert.Equal(201, (int)created.Status);
        (await t.PostAsync(Folders, new JsonObject { ["displayName"] = "o'brien" })).Refused(409, "ErrorFolderExists");
        Assert.Equal(created.Id, Assert.Single((await t.GetAsync(Folders + "?$filter=displayName eq 'O''Brien'")).Values)["id"]!.GetValue<string>());
        Assert.Equal(201, (int)(await t.PostAsync(Folders + "/inbox/childFolders", new JsonObject { ["displayName"] = "O'Brien" })).Status);
    }

    [Fact]
    public async Task Graph_4_only_name_and_hidden_can_be_written()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.PostAsync(Folders, new JsonObject { ["displayName"] = "A", ["parentFolderId"] = "inbox" })).Refused(400, "RequestBodyRead");
        (await t.PostAsync(Folders, new JsonObject { ["isHidden"] = true })).Refused(400, "ErrorInvalidRequest");
    }

    [Fact]
    public async Task Graph_4_a_folder_that_is_not_there_is_not_found()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.GetAsync(Folders + "/clutter")).Refused(404, "ErrorFolderNotFound");
        (await t.GetAsync(Folders + "/AQMkADnothere")).Refused(404, "ErrorFolderNotFound");
        (await t.GetAsync(Folders + "/Posteingang")).Refused(400, "ErrorInvalidIdMalformed");
    }

    [Fact]
    public async Task Graph_4_unknown_properties_and_options_are_refused()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.GetAsync(Folders + "?$select=id,name")).Refused(400, "RequestBroker--ParseUri");
        (await t.GetAsync(Folders + "?$orderby=displayName")).Refused(400, "BadRequest");
        (await t.GetAsync(Folders + "?$filter=name eq 'x'")).Refused(400, "BadRequest");
        (await t.SendAsync(HttpMethod.Put, Folders, "{}", null)).Refused(405, "Request_BadRequest");
    }
}
