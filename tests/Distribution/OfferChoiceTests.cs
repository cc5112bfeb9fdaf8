using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Distribution;

public sealed class OfferChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(OfferOrder.LongestIdle, "ann", "longest_idle 90")]
    [InlineData(OfferOrder.MostFreeCapacity, "cid", "most_free 0 3")]
    [InlineData(OfferOrder.SkillMatch, "bob", "skills_fit")]
    [InlineData(OfferOrder.Priority, "dan", "priority 1")]
    [InlineData(OfferOrder.RoundRobin, "cid", "in_turn")]
    public void I5_each_order_asks_another_one_first_and_says_why(OfferOrder order, string first, string reason)
    {
        Candidate[] suitable =
        [
            Agent("ann", idle: 90, holds: 2, priority: 3, gap: 1, surplus: 0),
            Agent("bob", idle: 10, holds: 1, priority: 2, gap: 0, surplus: 1),
            Agent("cid", idle: 20, holds: 0, priority: 2, gap: 0, surplus: 3),
            Agent("dan", idle: 30, holds: 1, priority: 1, gap: 2, surplus: 0),
        ];

        var choice = OfferChoice.Among(suitable, null, new() { Order = order }, new(Now, 3, new("bob")))!;

        Assert.Equal((first, reason), (choice.Chosen.Agent.Value, Said(choice)));
        Assert.Equal(order == OfferOrder.RoundRobin, choice.InTurn);
    }

    [Theory]
    [InlineData(true, "bob", "last_agent")]
    [InlineData(false, "ann", "longest_idle 90")]
    public void Who_worked_on_the_conversation_before_comes_first_where_the_service_wants_it(bool wanted, string first, string reason)
    {
        Candidate[] suitable = [Agent("ann", idle: 90), Agent("bob", idle: 10)];

        foreach (var order in Enum.GetValues<OfferOrder>())
        {
            var choice = OfferChoice.Among(suitable, new("bob"), new() { Order = order, LastAgentFirst = wanted }, new(Now, 3))!;
            Assert.False(wanted && choice.InTurn);
            if (wanted || order == OfferOrder.LongestIdle)
                Assert.Equal((first, reason), (choice.Chosen.Agent.Value, Said(choice)));
        }

        Assert.Equal("only_candidate", Said(OfferChoice.Among([Agent("ann")], new("bob"), new(), new(Now, 3))!));
        Assert.Null(OfferChoice.Among([], new("bob"), new(), new(Now, 3)));
    }

    [Fact]
    public void Ties_are_broken_by_idleness_and_then_by_id()
    {
        foreach (var order in Enum.GetValues<OfferOrder>().Except([OfferOrder.RoundRobin]))
        {
            Assert.Equal("bob", First([Agent("ann", idle: 1), Agent("bob", idle: 2)], order));
            Assert.Equal("ann", First([Agent("bob"), Agent("ann")], order));
        }
    }

    [Theory]
    [InlineData(null, "ann")]
    [InlineData("ann", "bob")]
    [InlineData("azz", "bob")]
    [InlineData("cid", "ann")]
    [InlineData("zoe", "ann")]
    public void Turns_go_round_by_id_and_pass_over_who_is_gone(string? last, string first) =>
        Assert.Equal(first, OfferChoice.Among([Agent("cid"), Agent("ann"), Agent("bob")], null, new() { Order = OfferOrder.RoundRobin }, new(Now, 3, last is null ? null : new(last)))!.Chosen.Agent.Value);

    [Fact]
    public void The_choice_does_not_depend_on_how_the_candidates_are_listed()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var chance = new Random(seed);
            var suitable = Enumerable.Range(0, 1 + chance.Next(8)).Select(n => Agent(
                $"agent{n}", chance.Next(3), chance.Next(3), 1 + chance.Next(5), chance.Next(3), chance.Next(3))).ToArray();
            foreach (var order in Enum.GetValues<OfferOrder>())
            {
                var moment = new OfferMoment(Now, 3, new($"agent{chance.Next(8)}"));
                var first = OfferChoice.Among(suitable, null, new() { Order = order }, moment)!;
                chance.Shuffle(suitable);
                var second = OfferChoice.Among(suitable, null, new() { Order = order }, moment)!;
                Assert.Equal((first.Chosen, Said(first)), (second.Chosen, Said(second)));
            }
        }
    }

    private static string First(Candidate[] suitable, OfferOrder order) => OfferChoice.Among(suitable, null, new() { Order = order }, new(Now, 3))!.Chosen.Agent.Value;

    private static string Said(Choice choice) => string.Join(' ', [Assert.Single(choice.Because).Code, .. Assert.Single(choice.Because).Values ?? []]);

    private static Candidate Agent(string id, int idle = 0, int holds = 0, int priority = 3, int gap = 0, int surplus = 0)
    {
        var state = new AgentState(new AgentId(id)) { OnDuty = true, IdleSince = Now.AddMinutes(-idle) };
        for (var i = 0; i < holds; i++)
            state = state with { Holds = [.. state.Holds, new(new(new("help"), new($"{i}")), new($"{i}"), Now)] };
        return new(state, new(new(id), priority), new(gap, surplus, []));
    }
}
