using System.Text;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Organization;

public sealed class WorkflowVersionTests : IDisposable
{
    private readonly InMemoryEntityStore entities = new();
    private readonly ConfigurationStore store;

    public WorkflowVersionTests() => store = new(entities, new ManualClock());

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_version_is_counted_when_the_activities_change_and_whoever_changes_them_says_nothing_of_it()
    {
        Assert.Equal(1, await SaveAsync(workflow => workflow));
        Assert.Equal(1, await SaveAsync(workflow => workflow with { Name = "Other name", Version = 99 }));
        Assert.Equal(2, await SaveAsync(workflow => workflow with { Activities = [new(ActivityKind.End, new(ConditionKind.Open)), .. workflow.Activities] }));
        Assert.Equal(2, await SaveAsync(workflow => workflow with { Version = 0 }));
        Assert.Equal(3, await SaveAsync(workflow => workflow with { Activities = [workflow.Activities[0] with { When = null }, workflow.Activities[1]] }));
    }

    [Fact]
    public async Task A_row_of_the_first_release_keeps_its_condition()
    {
        await SaveAsync(workflow => workflow);
        const string row = """{"id":{"value":"straight"},"name":"Old","unit":{"value":"contoso"},"activities":[{"kind":"End","whenSubjectContains":["lottery"]},{"kind":"Queue"}]}""";
        await entities.CommitAsync("config", [EntityWrite.Put("workflow~straight", Encoding.UTF8.GetBytes(row))], default);

        using var restarted = new ConfigurationStore(entities, new ManualClock());
        var read = (await restarted.LoadAsync(default)).Workflows[0];

        Assert.Equal(["lottery"], read.Activities[0].When!.Values!);
        Assert.Equal(ConditionKind.Subject, read.Activities[0].When!.Kind);
        Assert.Null(read.Activities[1].When);
    }

    private async Task<int> SaveAsync(Func<Workflow, Workflow> change)
    {
        var now = store.Current.Revision == 0 ? Sample.Configuration : store.Current;
        await store.CommitAsync(store.Current.Revision, now with { Workflows = [change(now.Workflows[0])] }, "setup", "Test", default);
        return store.Current.Workflows[0].Version;
    }
}
