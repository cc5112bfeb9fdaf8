using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>The engine asks in the order that the service sets.</summary>
public sealed class OfferOrderTests
{
    private static readonly DistributionSettings InTurn = new() { Order = OfferOrder.RoundRobin, TasksPerAgent = 25 };

    [Fact]
    public async Task Turns_go_round_and_go_on_after_a_restart()
    {
        List<AgentId> asked = [];
        var rig = await EngineRig.StartAsync(Configured(InTurn), [Isaiah, Megan, Adele]);
        asked.Add(await OfferedAsync(rig, "1"));
        asked.Add(await OfferedAsync(rig, "2"));
        await rig.DisposeAsync();
        await using var next = await EngineRig.StartAsync(null, [], after: rig);
        asked.Add(await OfferedAsync(next, "3"));
        asked.Add(await OfferedAsync(next, "4"));

        Assert.Equal([Adele, Isaiah, Megan, Adele], asked);
    }

    [Fact]
    public async Task The_best_priority_is_asked_until_its_places_are_taken()
    {
        var configuration = With(Configured(new() { Order = OfferOrder.Priority, TasksPerAgent = 2 }), new(Megan, 2), new(Adele, 3), new(Isaiah, 1));
        await using var rig = await EngineRig.StartAsync(configuration, [Megan, Adele, Isaiah]);
        List<AgentId> asked = [];
        foreach (var mail in (string[])["1", "2", "3"])
            asked.Add(await OfferedAsync(rig, mail));

        Assert.Equal([Isaiah, Isaiah, Megan], asked);
    }

    [Fact]
    public async Task Who_worked_on_it_before_has_no_preference_where_the_service_does_not_want_it()
    {
        await using var rig = await EngineRig.StartAsync(Configured(new() { LastAgentFirst = false }), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.AnswerAsync(Megan, key);
        rig.Clock.Skip(TimeSpan.FromHours(5));
        await rig.DeliverAsync("2", mail => mail with { Headers = [new MailHeader("In-Reply-To", rig.Exchange.LastSentMessageId)], Body = new MailBody(false, "Not yet") });

        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Offered, Adele), (task.State, task.Offer!.Agent));
        Assert.Equal("longest_idle", Assert.Single(task.Offer.Reasons).Code);
    }

    [Fact]
    public async Task A_required_skill_that_nobody_has_keeps_a_task_waiting_for_as_many_minutes_as_levels_are_missing()
    {
        var configuration = With(Configured(), new ServiceAgent(Megan) { Skills = [new("French", 1)] }, new ServiceAgent(Adele));
        await using var rig = await EngineRig.StartAsync(configuration, []);
        var key = await rig.DeliverAsync("1");
        await RequireAsync(rig, key, new RequiredSkill("French", 4));
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.IdleAsync();
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(key)).State);

        await rig.PassAsync(TimeSpan.FromSeconds(170));
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(key)).State);
        Assert.Equal(["Megan: skills French 4 1", "Adele: skills French 4 0"], await WhyNotAsync(rig, key));

        await rig.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((TaskState.Offered, Megan), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Offer!.Agent));
    }

    [Fact]
    public async Task A_queue_for_which_nobody_is_suitable_costs_one_look_at_the_agents_however_long_it_is()
    {
        await using var rig = await EngineRig.StartAsync(Configured(), []);
        var keys = new List<TaskKey>();
        for (var i = 0; i < 20; i++)
            keys.Add(await rig.DeliverAsync($"{i}", $"customer{i}@b.example", $"Question {i}"));
        foreach (var key in keys)
            await RequireAsync(rig, key, new RequiredSkill("French", 4));
        var before = rig.Desk.Looks;
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.IdleAsync();

        Assert.Equal(["Megan: skills French 4 0"], (await WhyNotAsync(rig, keys[^1])).Where(line => line.Contains("skills", StringComparison.Ordinal) && line.StartsWith("Megan", StringComparison.Ordinal)));
        Assert.InRange(rig.Desk.Looks - before, 1, 10);
    }

    [Fact]
    public async Task However_many_causes_there_are_at_once_a_service_is_distributed_twice_for_them()
    {
        await using var rig = await EngineRig.StartAsync(Configured(), []);
        await RequireAsync(rig, await rig.DeliverAsync("1"), new RequiredSkill("French", 4));
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.IdleAsync();
        var before = rig.Desk.Looks;
        var hold = new TaskCompletionSource();
        rig.Desk.Hold = hold.Task;
        var runs = Enumerable.Range(0, 20).Select(_ => rig.Distributor.RunAsync(Help, default)).ToList();

        Assert.Equal(18, runs.Count(run => run.IsCompletedSuccessfully));
        hold.SetResult();
        await Task.WhenAll(runs);
        Assert.Equal(2, rig.Desk.Looks - before);
    }

    private static async Task<AgentId> OfferedAsync(EngineRig rig, string mail)
    {
        var key = await rig.DeliverAsync(mail, $"customer{mail}@b.example", $"Question {mail}");
        return (await rig.TaskAsync(key)).Offer!.Agent;
    }

    private static Configuration With(Configuration configuration, params ServiceAgent[] members) => configuration with { Services = [configuration.Services[0] with { Agents = members }] };

    private static async Task RequireAsync(EngineRig rig, TaskKey key, params RequiredSkill[] skills)
    {
        var task = (await rig.Tasks.FindAsync(key, default))!;
        var write = EntityWrite.Update(task, task.Value with { RequiredSkills = skills }, TaskJson.Default.EmailTask);
        Assert.True((await rig.Store.CommitAsync(TaskRows.Partition(key.Service), [write], default)).Applied);
    }

    private static async Task<IReadOnlyList<string>> WhyNotAsync(EngineRig rig, TaskKey key)
    {
        DistributionRecord? last = null;
        await foreach (var record in rig.Tasks.WhyAsync(key, default))
            last = record.Value;
        return [.. last!.Candidates.Select(one => $"{char.ToUpperInvariant(one.Agent.Value[0])}{one.Agent.Value[1..]}: {string.Join(", ", one.Against.Select(reason => $"{reason.Code} {string.Join(' ', (reason.Values ?? []).Skip(1))}"))}")];
    }
}
