using System.Text.Json;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Edges.Graph;

public sealed class GraphPeopleTests : GraphTest
{
    private const string Megan = "fa8bf3dc-eca7-46b7-bad1-db199b62afc3";

    [Fact]
    public async Task Presence_is_asked_for_by_object_id_and_read_without_case()
    {
        Graph.Answers(200, $$"""
            {"value":[{"id":"{{Megan.ToUpperInvariant()}}","availability":"Busy","activity":"InAMeeting","outOfOfficeSettings":null},
                      {"id":"{{Mailbox}}","availability":7},{"availability":"Away"}]}
            """);

        var presence = (await Presence.ReadAsync([new AgentId(Megan), new AgentId(Mailbox), new AgentId("not-a-guid"), new AgentId(Megan)], Never)).Value;

        Assert.Equal(new PresenceReading("Busy", "InAMeeting"), Assert.Single(presence).Value);
        Assert.Equal(new AgentId(Megan), presence.Keys.Single());
        Assert.Equal("POST /v1.0/communications/getPresencesByUserId", OnlyRequest.Line);
        Assert.Equal($$"""{"ids":["{{Megan}}","{{Mailbox}}"]}""", OnlyRequest.Body);
    }

    [Fact]
    public async Task F68_650_people_fit_into_one_request_and_651_need_two()
    {
        Graph.Otherwise = _ => new ReplayedAnswer(200, """{"value":[]}""");
        var people = Enumerable.Range(0, 651).Select(n => new AgentId($"00000000-0000-0000-0000-{n:000000000000}")).ToList();

        Assert.True((await Presence.ReadAsync(people, Never)).Succeeded);

        Assert.Equal([650, 1], Requests.Select(request =>
        {
            using var body = JsonDocument.Parse(request.Body);
            return body.RootElement.GetProperty("ids").GetArrayLength();
        }));
    }

    [Fact]
    public async Task Nobody_is_asked_for_when_there_is_nobody()
    {
        Assert.Empty((await Presence.ReadAsync([], Never)).Value);
        Assert.Empty(Requests);
    }

    [Fact]
    public async Task X043_X048_a_people_filter_is_counted_with_an_advanced_query()
    {
        Graph.Answers(200, """{"@odata.count":1234,"value":[{"id":"x"}]}""");

        Assert.Equal(1234, (await Directory.CountAsync("endsWith(mail,'@contoso.example')", Never)).Value);

        Assert.Equal("GET /v1.0/users?$select=id&$filter=endsWith(mail,'@contoso.example')&$count=true&$top=1", OnlyRequest.Decoded);
        Assert.Equal("eventual", OnlyRequest.Headers["ConsistencyLevel"]);
    }

    [Theory]
    [InlineData(400, "Request_UnsupportedQuery", FailureCategory.Invalid)]
    [InlineData(403, "Authorization_RequestDenied", FailureCategory.Refused)]
    public async Task X052_X053_a_filter_that_Graph_refuses_is_a_failure_with_its_code(int status, string code, FailureCategory category)
    {
        Graph.Answers(status, $$"""{"error":{"message":"No.","code":"{{code}}"} }""");

        var failure = (await Directory.CountAsync("departmnt eq 'x'", Never)).Failure!;

        Assert.Equal((category, code), (failure.Category, failure.Code));
    }

    [Fact]
    public async Task A_user_is_found_by_id_with_all_addresses()
    {
        Graph.Answers(200, $$"""
            {"id":"{{Megan}}","displayName":"Megan Bowen","userPrincipalName":"megan@contoso.example","mail":"MeganB@contoso.example","userType":"Member",
             "proxyAddresses":["smtp:mb@contoso.example","SIP:megan@contoso.example","SMTP:MeganB@contoso.example",7]}
            """);

        var user = (await Directory.FindAsync(Megan, Never)).Value;

        Assert.Equal($"GET /v1.0/users/{Megan}?$select=id,displayName,userPrincipalName,mail,proxyAddresses,userType,assignedLicenses,onPremisesSyncEnabled", OnlyRequest.Decoded);
        Assert.Equal((Megan, "Megan Bowen", "megan@contoso.example", false), (user.Id, user.DisplayName, user.UserPrincipalName, user.IsGuest));
        Assert.Equal(["MeganB@contoso.example", "mb@contoso.example"], user.Addresses);
    }

    [Fact]
    public async Task E004_a_guest_is_marked_and_the_hash_of_the_upn_escaped()
    {
        Graph.Answers(200, """{"id":"1","displayName":"","userPrincipalName":"g_x.example#EXT#@contoso.example","mail":"g@x.example","userType":"guest"}""");

        var user = (await Directory.FindAsync("g_x.example#EXT#@contoso.example", Never)).Value;

        Assert.StartsWith("GET /v1.0/users/g_x.example%23EXT%23%40contoso.example?", OnlyRequest.Line, StringComparison.Ordinal);
        Assert.True(user.IsGuest);
        Assert.Equal("g_x.example#EXT#@contoso.example", user.DisplayName);
        Assert.Equal(["g@x.example"], user.Addresses);
    }

    [Fact]
    public async Task F63_an_alias_is_found_by_an_advanced_query()
    {
        Graph.Answers(ReplayedAnswer.Error(404, "Request_ResourceNotFound")).Answers(200, """{"@odata.count":1,"value":[{"id":"1","userPrincipalName":"u"}]}""");

        Assert.Equal("1", (await Directory.FindAsync(" o'brien@contoso.example ", Never)).Value.Id);

        Assert.Equal(
            "GET /v1.0/users?$select=id,displayName,userPrincipalName,mail,proxyAddresses,userType,assignedLicenses,onPremisesSyncEnabled"
            + "&$filter=proxyAddresses/any(p:p eq 'smtp:o''brien@contoso.example')&$count=true",
            Requests[1].Decoded);
        Assert.Equal("eventual", Requests[1].Headers["ConsistencyLevel"]);
        Assert.False(Requests[0].Headers.ContainsKey("ConsistencyLevel"));
        Assert.DoesNotContain("brien", Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"value":[]}""", FailureCategory.NotFound)]
    [InlineData("""{"value":[{"id":"1"},{"id":"2"}]}""", FailureCategory.Conflict)]
    public async Task An_address_of_nobody_or_of_two_is_no_user(string list, FailureCategory expected)
    {
        Graph.Answers(ReplayedAnswer.Error(404, "Request_ResourceNotFound")).Answers(200, list);

        Assert.Equal(expected, (await Directory.FindAsync("x@contoso.example", Never)).Failure?.Category);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    public async Task Nothing_is_asked_for_nothing(string wanted)
    {
        Assert.Equal(FailureCategory.NotFound, (await Directory.FindAsync(wanted, Never)).Failure?.Category);
        Assert.Empty(Requests);
    }

    [Fact]
    public async Task A_upn_that_begins_with_a_dollar_sign_stands_in_parentheses()
    {
        Graph.Answers(200, """{"id":"1"}""");

        await Directory.FindAsync("$x@contoso.example", Never);

        Assert.StartsWith("GET /v1.0/users('$x@contoso.example')?", OnlyRequest.Decoded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_cannot_change_the_shape_of_the_request()
    {
        Graph.Answers(ReplayedAnswer.Error(404, "Request_ResourceNotFound"));

        await Directory.FindAsync("../../subscriptions?x=", Never);

        Assert.StartsWith("GET /v1.0/users/..%2F..%2Fsubscriptions%3Fx%3D?", OnlyRequest.Line, StringComparison.Ordinal);
    }
}
