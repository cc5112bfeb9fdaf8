using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Tests.Edges.Graph;

public sealed class GraphSubscriptionsTests : GraphTest
{
    private static readonly SubscriptionRequest Wanted = new(
        TheMailbox, new Uri("https://desk.example.com/api/graph/notifications"), new Uri("https://desk.example.com/api/graph/lifecycle"),
        "d1f0", new DateTimeOffset(2026, 11, 28, 8, 30, 0, TimeSpan.FromHours(1)));

    [Fact]
    public async Task F16_a_subscription_is_created_as_the_protocol_says_with_immutable_ids()
    {
        Graph.Answers(201, $$"""
            {"id":"7f10","resource":"users/{{Mailbox}}/mailFolders('inbox')/messages","notificationUrl":"https://desk.example.com/api/graph/notifications",
             "expirationDateTime":"2026-11-28T07:15:00.0000000Z","clientState":null,"encryptionCertificate":null}
            """);

        var made = (await Subscriptions.CreateAsync(Wanted, Never)).Value;

        Assert.Equal("POST /v1.0/subscriptions", OnlyRequest.Line);
        Assert.Equal("IdType=\"ImmutableId\"", OnlyRequest.Headers["Prefer"]);
        Assert.Equal(
            ("{`changeType`:`created`,`notificationUrl`:`https://desk.example.com/api/graph/notifications`,"
                + "`lifecycleNotificationUrl`:`https://desk.example.com/api/graph/lifecycle`,"
                + $"`resource`:`users/{Mailbox}/mailFolders('inbox')/messages`,"
                + "`expirationDateTime`:`2026-11-28T07:30:00Z`,`clientState`:`d1f0`,`latestSupportedTlsVersion`:`v1_2`}").Replace('`', '"'),
            OnlyRequest.Body);
        Assert.Equal("7f10", made.Id);
        // What Graph granted counts, not what was asked for.
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 7, 15, 0, TimeSpan.Zero), made.ExpiresAt);
        Assert.True(Subscriptions.Watches(made, TheMailbox));
    }

    [Theory]
    [InlineData(409, "Conflict", FailureCategory.Conflict)]
    [InlineData(403, "ExtensionError", FailureCategory.Refused)]
    [InlineData(403, "AccessDenied", FailureCategory.Refused)]
    [InlineData(400, "ValidationError", FailureCategory.Transient)]
    [InlineData(400, "InvalidRequest", FailureCategory.Transient)]
    [InlineData(404, "ResourceNotFound", FailureCategory.MailboxUnavailable)]
    [InlineData(504, "UnknownError", FailureCategory.Unknown)]
    public async Task A_refused_creation_says_what_to_do(int status, string code, FailureCategory expected)
    {
        Graph.Answers(ReplayedAnswer.Error(status, code));

        Assert.Equal(new Failure(expected, code), (await Subscriptions.CreateAsync(Wanted, Never)).Failure);
    }

    [Fact]
    public async Task All_pages_of_the_list_are_read_and_entries_without_id_left_out()
    {
        Graph.Answers(200, $$"""{"value":[{"id":"1","resource":"r","expirationDateTime":"never"},{"resource":"x"}],"@odata.nextLink":"{{Graph.BaseUrl}}/subscriptions?$skiptoken=a"}""")
            .Answers(200, """{"value":[{"id":"2","resource":null}]}""");

        var list = (await Subscriptions.ListAsync(Never)).Value;

        Assert.Equal(["1", "2"], list.Select(one => one.Id));
        Assert.Equal(DateTimeOffset.MinValue, list[0].ExpiresAt);
        Assert.Equal(["GET /v1.0/subscriptions", "GET /v1.0/subscriptions?$skiptoken=a"], Requests.Select(request => request.Line));
    }

    [Fact]
    public async Task Renewing_moves_the_expiry()
    {
        Graph.Answers(200, """{"id":"1","resource":"r","expirationDateTime":"2026-11-28T07:30:00Z"}""");

        var renewed = (await Subscriptions.RenewAsync("1", Wanted.ExpiresAt, Never)).Value;

        Assert.Equal("PATCH /v1.0/subscriptions/1", OnlyRequest.Line);
        Assert.Equal("""{"expirationDateTime":"2026-11-28T07:30:00Z"}""", OnlyRequest.Body);
        Assert.Equal(Wanted.ExpiresAt, renewed.ExpiresAt);
    }

    [Fact]
    public async Task An_expired_subscription_is_not_found_and_deleting_it_is_no_failure()
    {
        Graph.Answers(ReplayedAnswer.Error(404, "ResourceNotFound"), ReplayedAnswer.Error(404, "ResourceNotFound")).Answers(204, "");

        Assert.Equal(FailureCategory.NotFound, (await Subscriptions.RenewAsync("1", Wanted.ExpiresAt, Never)).Failure?.Category);
        Assert.True((await Subscriptions.DeleteAsync("1", Never)).Succeeded);
        Assert.True((await Subscriptions.DeleteAsync("1", Never)).Succeeded);
        Assert.Equal("DELETE /v1.0/subscriptions/1", Requests[2].Line);
    }

    [Theory]
    [InlineData("users/{0}/mailFolders('inbox')/messages", true)]
    [InlineData("/Users('{0}')/MailFolders('Inbox')/Messages", true)]
    [InlineData("users/{0}@84bd8158-6d4d-4958-8b9f-9d6445542f95/mailFolders/inbox/messages?$select=id", true)]
    [InlineData("users/{0}/messages", false)]
    [InlineData("users/{0}/mailFolders('drafts')/messages", false)]
    [InlineData("users/x{0}/mailFolders('inbox')/messages", false)]
    [InlineData("groups/{0}/mailFolders('inbox')/messages", false)]
    [InlineData("", false)]
    public void A_resource_is_recognised_however_it_is_spelt(string resource, bool expected)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, resource, Mailbox.ToUpperInvariant());

        Assert.Equal(expected, Subscriptions.Watches(new GraphSubscription("1", text, null, Wanted.ExpiresAt), TheMailbox));
    }
}
