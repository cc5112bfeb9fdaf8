using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Tests.Administration;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Organization;

/// <summary>Whom somebody finds who hands a task on: by team visibility and by the filter of the people search.</summary>
public sealed class PeopleSearchTests : IConfigurationSource
{
    private static readonly AgentId Megan = new("megan");
    private static readonly Failure NotUnderstood = new(FailureCategory.Invalid, "BadRequest");

    private readonly ManualClock clock = new();
    private readonly InMemoryEntityStore store = new();
    private readonly DirectoryFake directory = new([.. Everybody.Select(id => DirectoryFake.Account(id, $"{id}@contoso.example"))]);

    private static string[] Everybody => ["megan", "adele", "isaiah", "lidia", "patti"];

    public Configuration Current { get; private set; } = Office(TeamVisibility.OwnMembers);

    [Theory]
    [InlineData(TeamVisibility.NoMembers)]
    [InlineData(TeamVisibility.OwnMembers, "adele", "isaiah")]
    [InlineData(TeamVisibility.AllMembers, "adele", "isaiah", "lidia")]
    public void X055_X056_X057_team_visibility_decides_which_agents_are_seen(TeamVisibility level, params string[] seen) =>
        Assert.Equal(seen, TeamSight.Of(Office(level), Megan).Select(user => user.Id.Value));

    [Fact]
    public void X056_who_belongs_to_no_service_sees_no_members_of_his_own() => Assert.Empty(TeamSight.Of(Office(TeamVisibility.OwnMembers), new AgentId("lee")));

    [Fact]
    public async Task X045_without_a_filter_the_directory_is_not_asked()
    {
        Assert.Equal(["adele", "isaiah"], Names(await Search.ForAsync(Megan, default)));
        Assert.Empty(directory.Asked);
    }

    [Fact]
    public async Task X043_X044_X047_only_those_whom_the_filter_finds_are_shown()
    {
        Current = Office(TeamVisibility.AllMembers, "department eq 'Care'");
        directory.Finds = (filter, account) => filter == "department eq 'Care'" && account.Id is "lidia" or "patti";
        var found = await Search.ForAsync(Megan, default);
        Assert.Equal(["lidia"], Names(found));
        Assert.True(found.IsFiltered);
        Assert.Null(found.Broken);
    }

    [Fact]
    public async Task X051_nobody_found_says_that_a_filter_is_in_force()
    {
        Current = Office(TeamVisibility.AllMembers, "department eq 'Nowhere'");
        directory.Finds = (_, _) => false;
        Assert.True(await Search.ForAsync(Megan, default) is { People: [], IsFiltered: true, Broken: null });
    }

    [Fact]
    public async Task X052_X053_a_broken_filter_leaves_the_members_of_ones_own_services_and_is_remembered_until_it_works()
    {
        Current = Office(TeamVisibility.AllMembers, "departmnt eq 'Care'");
        directory.Away = NotUnderstood;
        var found = await Search.ForAsync(Megan, default);
        Assert.Equal(["adele", "isaiah"], Names(found));
        Assert.Equal(NotUnderstood, found.Broken);
        Assert.Equal(new BrokenFilter("departmnt eq 'Care'", "BadRequest", clock.GetUtcNow()), await PeopleSearch.BrokenAsync(store, Current, default));

        // Another filter is not broken because this one was; nor is this one once it works.
        Assert.Null(await PeopleSearch.BrokenAsync(store, Office(TeamVisibility.AllMembers, "department eq 'Care'"), default));
        directory.Away = null;
        await Search.ForAsync(Megan, default);
        Assert.Null(await PeopleSearch.BrokenAsync(store, Current, default));
    }

    [Fact]
    public async Task X053_a_directory_that_is_away_says_nothing_about_the_filter()
    {
        Current = Office(TeamVisibility.AllMembers, "department eq 'Care'");
        directory.Away = new Failure(FailureCategory.Transient, "ServiceUnavailable");
        Assert.Equal(["adele", "isaiah"], Names(await Search.ForAsync(Megan, default)));
        Assert.Null(await PeopleSearch.BrokenAsync(store, Current, default));
    }

    private PeopleSearch Search => new(directory, store, this, clock);

    private static IEnumerable<string> Names(PeopleFound found) => found.People.Select(user => user.Id.Value);

    // Megan, Adele and Isaiah work in one service, Lidia in another; Patti is administrator, and no agent.
    private static Configuration Office(TeamVisibility level, string filter = "") => Configuration.Empty with
    {
        Tenant = new TenantSettings { TeamVisibility = level, PeopleFilter = filter },
        Users = [.. Everybody.Select(id => new User { Id = new(id), DisplayName = id, UserPrincipalName = $"{id}@contoso.example", Roles = id == "patti" ? Roles.Administrator : Roles.Agent })],
        Services = [Service("help", "megan", "isaiah", "adele"), Service("orders", "lidia", "patti")],
    };

    private static Service Service(string id, params string[] agents) =>
        new() { Id = new(id), Name = id, Unit = new("all"), Agents = [.. agents.Select(agent => new ServiceAgent(new(agent)))] };
}
