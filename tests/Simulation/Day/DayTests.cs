namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>The command <c>day</c> on a small scale; like the simulation it needs a process of its own, with one pool thread.</summary>
public sealed class DayTests
{
    [Fact]
    public async Task A_day_in_the_plain_case_is_as_queueing_theory_expects_and_the_same_seed_gives_the_same_day()
    {
        string[] day = ["day", "--agents", "2", "--mails", "400", "--load", "0.5", "--handling", "60", "--target", "20", "--batches", "8"];

        var runs = await Task.WhenAll(SimulationTests.RunAsync(day), SimulationTests.RunAsync(day));

        Assert.True(runs[0].ExitCode == 0, runs[0].Output);
        Assert.Contains("within", runs[0].Output, StringComparison.Ordinal);
        Assert.Equal(runs[0].Output, runs[1].Output);
    }

    /// <summary>
    /// Random services, limits, orders, skills, priorities, licences and roles; agents accept, decline, miss, give back, park, come and go; settings and presence change. These seeds catch each
    /// bug of docs/simulation.md, which says what is checked.
    /// </summary>
    [Fact]
    public async Task I3_I5_I12_every_decision_of_random_days_follows_the_rules_and_repeats_itself()
    {
        var run = await SimulationTests.RunAsync("day", "check", "--from", "9", "--seeds", "8");

        Assert.True(run.ExitCode == 0, run.Output);
    }

    /// <summary>Values from published tables of Erlang C: probability of waiting for c agents with an offered load of a.</summary>
    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 1.0, 0.3333)]
    [InlineData(10, 8.0, 0.4092)]
    [InlineData(20, 16.0, 0.2561)]
    [InlineData(14, 10.0, 0.1741)]
    public void Erlang_C_is_as_published(int agents, double load, double waits)
    {
        var theory = new ErlangC(agents, load, 1);

        Assert.Equal(waits, theory.Waits, 0.0001);
        Assert.Equal(waits / (agents - load), theory.MeanWait, 0.001);
        Assert.Equal(1 - waits, theory.Within(0), 0.0001);
        Assert.Equal(load / agents, theory.Occupancy, 1e-9);
    }

    /// <summary>Student's t, two-sided 99 %, from the usual tables.</summary>
    [Theory]
    [InlineData(9, 3.250)]
    [InlineData(19, 2.861)]
    [InlineData(199, 2.601)]
    public void The_interval_is_as_wide_as_Student_says(int degrees, double quantile)
    {
        Assert.Equal(quantile, Estimate.Quantile(degrees), 0.01);
        var estimate = Estimate.Of([.. Enumerable.Range(0, degrees + 1).Select(n => (double)(n % 2))]);
        Assert.True(estimate.Covers(0.5) && !estimate.Covers(0.5 + (estimate.Half * 1.01)), estimate.Show("F4"));
    }
}
