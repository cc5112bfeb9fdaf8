using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Edges.Graph;

public sealed class GraphMailFoldersTests : GraphTest
{
    private const string Inbox = """{"id":"in"}""";
    private const string AllThree = """{"value":[{"id":"h","displayName":"Handled"},{"id":"e","displayName":"wf ended"},{"id":"f","displayName":"FAILED"}]}""";

    private static readonly FolderNames Names = new();

    [Fact]
    public async Task N046_missing_folders_are_created_beside_the_inbox()
    {
        Graph.Answers(200, Inbox).Answers(200, """{"value":[{"id":"d","displayName":"Drafts"}]}""")
            .Answers(201, """{"id":"h","displayName":"Handled"}""").Answers(201, """{"id":"e"}""").Answers(201, """{"id":"f"}""");

        var ids = (await Folders.EnsureAsync(TheMailbox, Names, Never)).Value;

        Assert.Equal(new FolderIds("in", "h", "e", "f"), ids);
        Assert.Equal(
            [
                $"GET /v1.0/users/{Mailbox}/mailFolders/inbox?$select=id",
                $"GET /v1.0/users/{Mailbox}/mailFolders/msgfolderroot/childFolders?$select=id,displayName&$top=100&includeHiddenFolders=true",
                $"POST /v1.0/users/{Mailbox}/mailFolders/msgfolderroot/childFolders",
                $"POST /v1.0/users/{Mailbox}/mailFolders/msgfolderroot/childFolders",
                $"POST /v1.0/users/{Mailbox}/mailFolders/msgfolderroot/childFolders",
            ],
            Requests.Select(request => request.Decoded));
        Assert.Equal(
            ["""{"displayName":"Handled"}""", """{"displayName":"WF Ended"}""", """{"displayName":"Failed"}"""],
            Requests.Skip(2).Select(request => request.Body));
        Assert.All(Requests.Skip(2), request => Assert.Equal("application/json", request.Headers["Content-Type"]));
    }

    [Fact]
    public async Task N046_a_second_run_creates_no_second_folder()
    {
        Graph.Answers(200, Inbox).Answers(200, AllThree);

        Assert.Equal(new FolderIds("in", "h", "e", "f"), (await Folders.EnsureAsync(TheMailbox, Names, Never)).Value);
        Assert.Equal(2, Requests.Count);
    }

    [Fact]
    public async Task Folders_on_later_pages_are_found_and_search_folders_are_not_taken()
    {
        Graph.Answers(200, Inbox)
            .Answers(200, $$"""{"value":[{"@odata.type":"#microsoft.graph.mailSearchFolder","id":"s","displayName":"Handled"}],"@odata.nextLink":"{{Graph.BaseUrl}}/users/p2"}""")
            .Answers(200, AllThree);

        Assert.Equal("h", (await Folders.EnsureAsync(TheMailbox, Names, Never)).Value.Handled);
    }

    [Fact]
    public async Task A_folder_that_somebody_created_meanwhile_is_adopted()
    {
        Graph.Answers(200, Inbox).Answers(200, """{"value":[{"id":"e","displayName":"WF Ended"},{"id":"f","displayName":"Failed"}]}""")
            .Answers(ReplayedAnswer.Error(409, "ErrorFolderExists")).Answers(200, AllThree);

        Assert.Equal("h", (await Folders.EnsureAsync(TheMailbox, Names, Never)).Value.Handled);
    }

    [Fact]
    public async Task A_folder_that_exists_but_cannot_be_found_is_a_conflict()
    {
        Graph.Answers(200, Inbox).Answers(200, """{"value":[]}""")
            .Answers(ReplayedAnswer.Error(409, "ErrorFolderExists")).Answers(200, """{"value":[]}""");

        Assert.Equal(new Failure(FailureCategory.Conflict, "ErrorFolderExists"), (await Folders.EnsureAsync(TheMailbox, Names, Never)).Failure);
    }

    [Fact]
    public async Task The_inbox_is_never_taken_for_an_outcome_folder()
    {
        Graph.Answers(200, Inbox).Answers(200, """{"value":[{"id":"in","displayName":"Posteingang"},{"id":"e","displayName":"WF Ended"},{"id":"f","displayName":"Failed"}]}""");

        var ids = await Folders.EnsureAsync(TheMailbox, new FolderNames(Handled: "posteingang"), Never);

        Assert.Equal(new Failure(FailureCategory.Invalid, "OutcomeFolderIsInbox"), ids.Failure);
    }

    [Fact]
    public async Task A_move_names_the_folder_and_tells_the_new_place()
    {
        Graph.Answers(201, """{"id":"AAkA","parentFolderId":"h"}""");

        var place = (await Folders.MoveAsync(TheMailbox, new MessageId("AA/kA"), "h", Never)).Value;

        Assert.Equal(new MailPlace(new MessageId("AAkA"), "h"), place);
        Assert.Equal($"POST /v1.0/users/{Mailbox}/messages/AA%2FkA/move", OnlyRequest.Line);
        Assert.Equal("""{"destinationId":"h"}""", OnlyRequest.Body);
        Assert.Equal("IdType=\"ImmutableId\"", OnlyRequest.Headers["Prefer"]);
    }

    [Fact]
    public async Task F19_a_move_whose_answer_names_another_folder_is_looked_after()
    {
        Graph.Answers(201, """{"id":"copy","parentFolderId":"elsewhere"}""").Answers(200, """{"id":"copy","parentFolderId":"h"}""");

        Assert.Equal(new MailPlace(new MessageId("copy"), "h"), (await Folders.MoveAsync(TheMailbox, new MessageId("a"), "h", Never)).Value);
        Assert.Equal($"GET /v1.0/users/{Mailbox}/messages/copy?$select=id,parentFolderId", Requests[1].Decoded);
    }

    [Fact]
    public async Task A_move_to_a_well_known_folder_tells_its_id()
    {
        Graph.Answers(201, """{"id":"a","parentFolderId":"AQMkDeleted"}""");

        Assert.Equal("AQMkDeleted", (await Folders.MoveAsync(TheMailbox, new MessageId("a"), "deleteditems", Never)).Value.FolderId);
        Assert.Single(Requests);
    }

    [Fact]
    public async Task F19_a_move_that_ends_elsewhere_is_no_success()
    {
        Graph.Answers(201, """{"id":"a"}""").Answers(200, """{"id":"a","parentFolderId":"elsewhere"}""");

        Assert.Equal(new Failure(FailureCategory.Conflict, "MovedElsewhere"), (await Folders.MoveAsync(TheMailbox, new MessageId("a"), "h", Never)).Failure);
    }

    [Fact]
    public async Task A_mail_that_somebody_moved_or_deleted_is_told_as_a_value()
    {
        Graph.Answers(ReplayedAnswer.Error(404, "ErrorItemNotFound"));

        Assert.Equal(new Failure(FailureCategory.NotFound, "ErrorItemNotFound"), (await Folders.MoveAsync(TheMailbox, new MessageId("a"), "h", Never)).Failure);
    }
}
