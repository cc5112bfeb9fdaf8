using System.Text;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Administration;

public sealed class SetupApplierTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();
    private readonly InMemoryEntityStore entities = new();
    private readonly ConfigurationStore store;

    public SetupApplierTests() => store = new(entities, new ManualClock());

    public void Dispose()
    {
        store.Dispose();
        File.Delete(file);
    }

    [Fact]
    public async Task A_sound_file_is_resolved_and_holds()
    {
        var applied = Assert.IsType<SetupResult.Applied>(await ApplyAsync(Documents.Sound, Documents.Directory()));

        var configuration = store.Current;
        Assert.Equal((1L, applied.Configuration), (configuration.Revision, configuration));
        Assert.Equal(["id-adele", "id-megan", "id-patti"], configuration.Users.Select(user => user.Id.Value));
        Assert.Equal("Megan Bowen", configuration.User(new("id-megan"))!.DisplayName);
        Assert.Equal(["help@contoso.example", "support@contoso.example"], configuration.Mailbox(new("id-help"))!.Addresses);
        var service = Assert.Single(configuration.Services);
        Assert.Equal((new MailboxId("id-help"), true), (service.Mailbox!.Value, service.IsLive));
        Assert.Equal([new AgentId("id-megan"), new AgentId("id-adele")], service.AgentIds);
        Assert.Equal("setup", Assert.Single(await new AuditTrail(entities).ReadAsync(10, null, default)).By);
    }

    [Fact]
    public async Task A_second_start_does_not_read_the_file_again()
    {
        await ApplyAsync(Documents.Sound, Documents.Directory());

        Assert.IsType<SetupResult.NothingToDo>(await ApplyAsync("broken", Documents.Directory()));
        Assert.Equal(1, store.Current.Revision);
    }

    [Fact]
    public async Task Of_two_instances_at_the_first_start_one_applies()
    {
        using var other = new ConfigurationStore(entities, new ManualClock());
        await File.WriteAllTextAsync(file, Documents.Sound);
        var results = await Task.WhenAll(
            Applier(Documents.Directory(), store).ApplyAsync(default), Applier(Documents.Directory(), other).ApplyAsync(default));

        Assert.Single(results.OfType<SetupResult.Applied>());
        Assert.Single(results.OfType<SetupResult.NothingToDo>());
        Assert.Equal((1L, 1L), (store.Current.Revision, other.Current.Revision));
    }

    [Fact]
    public async Task A_wrong_file_changes_nothing_and_asks_nobody()
    {
        var directory = Documents.Directory();

        var refused = Assert.IsType<SetupResult.Refused>(await ApplyAsync("{\"units\": 5}", directory));

        Assert.Equal("$.units", Assert.Single(refused.Problems).Path);
        Assert.Empty(directory.Asked);
        Assert.Empty(entities.Dump());
    }

    [Fact]
    public async Task N014_who_is_not_in_the_directory_is_told_by_path_all_at_once()
    {
        var directory = new DirectoryFake(DirectoryFake.Account("id-adele", "adele@contoso.example"), DirectoryFake.Account("id-patti", "patti@contoso.example"));

        var refused = Assert.IsType<SetupResult.Refused>(await ApplyAsync(Documents.Sound, directory));

        Assert.Equal(
            ["$.users[0].userPrincipalName NotInDirectory", "$.mailboxes[0].userPrincipalName NotInDirectory"],
            refused.Problems.Select(problem => $"{problem.Path} {problem.Code}"));
        Assert.Empty(entities.Dump());
    }

    [Theory]
    [InlineData(FailureCategory.Transient)]
    [InlineData(FailureCategory.Throttled)]
    [InlineData(FailureCategory.Unauthenticated)]
    [InlineData(FailureCategory.Refused)]
    public async Task N014_a_directory_that_cannot_be_asked_is_no_verdict_on_the_file_and_a_later_try_applies_it(FailureCategory category)
    {
        var directory = Documents.Directory();
        directory.Away = new(category, "away", new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));

        var away = Assert.IsType<SetupResult.DirectoryUnreachable>(await ApplyAsync(Documents.Sound, directory));
        Assert.Equal(directory.Away, away.Failure);
        Assert.Empty(entities.Dump());

        directory.Away = null;
        Assert.IsType<SetupResult.Applied>(await ApplyAsync(Documents.Sound, directory));
    }

    [Fact]
    public async Task E004_a_guest_with_a_role_is_refused_unless_the_tenant_allows_guests()
    {
        var directory = new DirectoryFake(
            DirectoryFake.Account("id-megan", "megan@contoso.example", guest: true),
            DirectoryFake.Account("id-adele", "adele@contoso.example"),
            DirectoryFake.Account("id-patti", "patti@contoso.example"),
            DirectoryFake.Account("id-help", "help@contoso.example"));

        var refused = Assert.IsType<SetupResult.Refused>(await ApplyAsync(Documents.Sound, directory));
        Assert.Equal(("$.users[0].roles", ProblemCode.GuestNotAllowed), (refused.Problems[0].Path, Assert.Single(refused.Problems).Code));

        Assert.IsType<SetupResult.Applied>(await ApplyAsync(Documents.With(root => root["tenant"]!["allowGuests"] = true), directory));
    }

    [Fact]
    public async Task N022_two_names_of_one_mailbox_are_found_by_its_object_id_and_aliases()
    {
        var json = Documents.With(root => root["mailboxes"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse(
            """{ "userPrincipalName": "support@contoso.example", "name": "Support", "unit": "care" }""")));

        var refused = Assert.IsType<SetupResult.Refused>(await ApplyAsync(json, Documents.Directory()));

        Assert.Equal(("$.mailboxes[1].userPrincipalName", ProblemCode.AddressTaken), (refused.Problems[0].Path, Assert.Single(refused.Problems).Code));
    }

    [Fact]
    public async Task F63_when_id_and_name_disagree_the_id_decides_and_the_difference_is_told()
    {
        var json = Documents.With(root => root["users"]![0]!["id"] = "id-megan").Replace("megan@contoso.example", "megan.old@contoso.example", StringComparison.Ordinal);

        var applied = Assert.IsType<SetupResult.Applied>(await ApplyAsync(json, Documents.Directory()));

        Assert.Contains(applied.Warnings, warning => warning is { Path: "$.users[0].userPrincipalName", Code: ProblemCode.IdentityMismatch });
        Assert.Equal("megan@contoso.example", applied.Configuration.User(new("id-megan"))!.UserPrincipalName);
        Assert.Contains(new AgentId("id-megan"), applied.Configuration.Services[0].AgentIds);
    }

    [Fact]
    public async Task Agents_may_be_named_by_object_id()
    {
        var json = Documents.With(root =>
        {
            root["users"]![0] = System.Text.Json.Nodes.JsonNode.Parse("""{ "id": "id-megan", "roles": ["agent"] }""");
            root["services"]![0]!["agents"]![0] = "id-megan";
        });

        var applied = Assert.IsType<SetupResult.Applied>(await ApplyAsync(json, Documents.Directory()));

        Assert.Equal([new AgentId("id-megan"), new AgentId("id-adele")], applied.Configuration.Services[0].AgentIds);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        File.Delete(file);

        var refused = Assert.IsType<SetupResult.Refused>(await Applier(Documents.Directory(), store).ApplyAsync(default));

        Assert.Equal(ProblemCode.Unreadable, Assert.Single(refused.Problems).Code);
    }

    [Fact]
    public async Task Without_a_file_there_is_nothing_to_do() =>
        Assert.IsType<SetupResult.NothingToDo>(await new SetupApplier(
            store, new AdminDesk(store), new DocumentResolver(Documents.Directory()), Options.Create(new SetupFile())).ApplyAsync(default));

    private async Task<SetupResult> ApplyAsync(string json, DirectoryFake directory)
    {
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(json));
        return await Applier(directory, store).ApplyAsync(default);
    }

    private SetupApplier Applier(DirectoryFake directory, ConfigurationStore into) =>
        new(into, new AdminDesk(into), new DocumentResolver(directory), Options.Create(new SetupFile { File = file }));
}
