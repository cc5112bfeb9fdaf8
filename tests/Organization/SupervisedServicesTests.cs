using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Organization;

/// <summary>Whose services a supervisor sees: those of his units and below, and those that he was given. An administrator sees all, an agent none.</summary>
public sealed class SupervisedServicesTests
{
    private static readonly UnitId Sales = new("sales");
    private static readonly User Supervisor = Sample.Person(new("lidia"), "Lidia", "lidia@contoso.example") with { Roles = Roles.Supervisor, HasEmailLicence = false };

    private static readonly Configuration Office = Sample.Configuration with { Units = [.. Sample.Configuration.Units, new(Sales, "Sales", Sample.Contoso)] };

    public static TheoryData<Roles, string[], string[], bool> Cases => new()
    {
        { Roles.Supervisor, [], [], false },
        { Roles.Supervisor, ["customer-care"], [], true },
        { Roles.Supervisor, ["contoso"], [], true },
        { Roles.Supervisor, ["sales"], [], false },
        { Roles.Supervisor, ["sales", "customer-care"], [], true },
        { Roles.Supervisor, [], ["customer-help"], true },
        { Roles.Supervisor, ["sales"], ["customer-help"], true },
        { Roles.Agent, ["contoso"], ["customer-help"], false },
        { Roles.None, ["contoso"], ["customer-help"], false },
        { Roles.Agent | Roles.Supervisor, ["contoso"], [], true },
        { Roles.Administrator, [], [], true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void N019_a_supervisor_sees_the_services_of_his_units_and_below(Roles roles, string[] units, string[] services, bool sees)
    {
        var person = Supervisor with { Roles = roles, SupervisedUnits = [.. units.Select(unit => new UnitId(unit))], SupervisedServices = [.. services.Select(service => new ServiceId(service))] };
        Assert.Equal(sees, Office.Supervises(person, Office.Services[0]));
    }

    [Theory]
    [InlineData("nowhere", "customer-help", "$.users[2].supervisedUnits[0]")]
    [InlineData("sales", "nothing", "$.users[2].supervisedServices[0]")]
    public void What_does_not_exist_cannot_be_supervised(string unit, string service, string path)
    {
        var wrong = Office with { Users = [.. Office.Users, Supervisor with { SupervisedUnits = [new(unit)], SupervisedServices = [new(service)] }] };
        Assert.Contains(ConfigurationRules.Check(wrong).Problems, problem => problem.Path == path && problem.Code == ProblemCode.UnknownReference);
    }

    [Fact]
    public async Task A_unit_or_service_that_goes_is_supervised_by_nobody_any_more()
    {
        using var store = new ConfigurationStore(new InMemoryEntityStore(), new ManualClock());
        var desk = new AdminDesk(store);
        var supervisor = Supervisor with { SupervisedUnits = [Sales, Sample.Care], SupervisedServices = [Sample.CustomerHelp] };
        Assert.IsType<AdminOutcome.Done>(await desk.ExecuteAsync(new ImportConfiguration(Office with { Users = [.. Office.Users, supervisor] }), "setup", 0, default));

        Assert.IsType<AdminOutcome.Done>(await desk.ExecuteAsync(new RemoveUnit(Sales), "patti", null, default));
        Assert.IsType<AdminOutcome.Done>(await desk.ExecuteAsync(new RemoveService(Sample.CustomerHelp), "patti", null, default));

        var now = store.Current.User(supervisor.Id)!;
        Assert.Equal([Sample.Care], now.SupervisedUnits);
        Assert.Empty(now.SupervisedServices);
    }

    [Fact]
    public void A_person_of_an_earlier_release_supervises_nothing()
    {
        var stored = System.Text.Json.JsonSerializer.Deserialize<User>("""{"Id":{"Value":"x"},"DisplayName":"X","UserPrincipalName":"x@y.example","SupervisedUnits":null}""")!;
        Assert.Empty(stored.SupervisedUnits);
        Assert.Empty(stored.SupervisedServices);
        Assert.Equal(stored with { SupervisedUnits = [] }, stored);
    }
}
