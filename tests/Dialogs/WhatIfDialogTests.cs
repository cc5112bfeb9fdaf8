using TeamsEmailBot.Core.Distribution.Replay;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Dialogs;

public sealed class WhatIfDialogTests
{
    private static readonly AgentId Lidia = new("cccccccc-0000-0000-0000-000000000004");

    private static Configuration Office(params ServiceId[] supervised) => ServiceBench.WithHelp with
    {
        Users = [.. ServiceBench.WithHelp.Users.Select(user => user.Id == Lidia ? user with { SupervisedServices = supervised } : user)],
    };

    [Fact]
    public async Task A_supervisor_sees_before_and_after_and_how_far_the_replay_is_off()
    {
        using var bench = await DialogBench.OpenAsync(Office(ServiceBench.Help.Id));

        var day = await bench.SayAsync(Lidia.Value, "what if");
        var change = await bench.PressAsync(Lidia.Value, day, "Next", "1");
        var end = await bench.PressAsync(Lidia.Value, change, "Next", "agent");

        // Four mails at once, one agent with three places: the fourth waits for ten minutes.
        Assert.Contains("Customer Help", end.Text);
        Assert.Contains("2.5 min on that day, 2.5 min in the replay, 0.0 min with the change", end.Text);
        Assert.Contains("2.5 min less on average", end.Text);
        Assert.Contains("misses the mean wait of that day by 0.0 min", end.Text);
        Assert.Contains("The additional agent is there whenever somebody is", end.Text);
    }

    [Theory]
    [InlineData("order", "RoundRobin", "order: ")]
    [InlineData("countdown", "120", "120 instead of 60 seconds")]
    [InlineData("limit", "4", "4 instead of 3 tasks")]
    public async Task Each_change_asks_what_it_needs_in_both_languages(string change, string value, string said)
    {
        using var bench = await DialogBench.OpenAsync(Office(ServiceBench.Help.Id));

        await bench.SayAsync(Lidia.Value, "what if");
        await bench.SayAsync(Lidia.Value, "Yesterday");
        await bench.SayAsync(Lidia.Value, change);
        var end = await bench.SayAsync(Lidia.Value, value);
        Assert.Contains(said, end.Text);
        Assert.DoesNotContain("The additional agent", end.Text);

        await bench.SayAsync(Lidia.Value, "was wäre wenn", "de-DE");
        await bench.SayAsync(Lidia.Value, "Gestern", "de-DE");
        await bench.SayAsync(Lidia.Value, change, "de-DE");
        Assert.Contains("in der Wiederholung", (await bench.SayAsync(Lidia.Value, value, "de-DE")).Text);
    }

    [Theory]
    [InlineData("countdown", "9")]
    [InlineData("countdown", "601")]
    [InlineData("limit", "0")]
    [InlineData("limit", "26")]
    public async Task What_cannot_be_set_cannot_be_tried(string change, string value)
    {
        using var bench = await DialogBench.OpenAsync(Office(ServiceBench.Help.Id));

        await bench.SayAsync(Lidia.Value, "what if");
        await bench.SayAsync(Lidia.Value, "1");
        await bench.SayAsync(Lidia.Value, change);

        Assert.DoesNotContain("in the replay", (await bench.SayAsync(Lidia.Value, value)).Text);
    }

    [Fact]
    public async Task A_day_without_mail_and_one_on_which_nobody_was_asked_say_so()
    {
        using var bench = await DialogBench.OpenAsync(Office(ServiceBench.Help.Id));

        await bench.SayAsync(Lidia.Value, "what if");
        await bench.SayAsync(Lidia.Value, "2 days ago");
        Assert.Contains("No mail of this service was recorded", (await bench.SayAsync(Lidia.Value, "agent")).Text);

        await bench.SayAsync(Lidia.Value, "cancel");
        await bench.SayAsync(Lidia.Value, "what if");
        await bench.SayAsync(Lidia.Value, "3 days ago");
        Assert.Contains("Nobody was asked", (await bench.SayAsync(Lidia.Value, "agent")).Text);
    }

    [Fact]
    public async Task A_supervisor_replays_only_what_he_supervises()
    {
        using var bench = await DialogBench.OpenAsync(Office());

        Assert.DoesNotContain("Customer Help", (await bench.SayAsync(Lidia.Value, "what if")).Text);
    }

    /// <summary>Four mails at once, and an agent with three places who needs ten minutes for each; two days ago there were none, three days ago nobody was asked.</summary>
    internal sealed class OneDay : IReplayDesk
    {
        private static readonly DateTimeOffset Morning = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

        public Task<RecordedDay?> RecordAsync(ServiceId service, int daysAgo, CancellationToken cancellation) => Task.FromResult<RecordedDay?>(new(
            Morning,
            Morning.AddHours(15),
            daysAgo == 2 ? [] : [.. Enumerable.Range(0, 4).Select(number => new RecordedTask(new($"task{number}"), Morning)
            {
                TakenAt = Morning.AddMinutes(number / 3 * 10), Handling = TimeSpan.FromMinutes(10),
            })],
            [new(new ServiceAgent(new("megan")), daysAgo == 3 ? [] : [new(Morning, Morning.AddHours(8))])]));
    }
}
