using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Jobs;

public sealed class RetryPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Failure Busy = new(FailureCategory.Transient, "busy");
    private readonly JobOptions options = new();

    [Fact]
    public void The_back_off_of_a_seed_is_reproducible_and_differs_between_seeds()
    {
        Assert.Equal(Delays(42), Delays(42));
        Assert.NotEqual(Delays(42), Delays(43));
    }

    [Fact]
    public void The_back_off_doubles_up_to_its_cap_and_uses_the_whole_range()
    {
        for (var attempt = 1; attempt < 40; attempt++)
        {
            var ceiling = Math.Min(2 * Math.Pow(2, attempt - 1), 600);
            var delays = Enumerable.Range(0, 400).Select(seed => Delay(new RetryPlan(options, new Random(seed)), attempt)).ToList();
            Assert.All(delays, delay => Assert.InRange(delay.TotalSeconds, 0, ceiling));
            Assert.True(delays.Min().TotalSeconds < ceiling * 0.05 && delays.Max().TotalSeconds > ceiling * 0.95);
        }
    }

    [Fact]
    public void Not_before_is_honoured_and_spread_a_little()
    {
        var plan = new RetryPlan(options, new Random(1));
        var notBefore = Now.AddMinutes(4);
        for (var i = 0; i < 100; i++)
            Assert.InRange(plan.Next(Job(1), new(FailureCategory.Throttled, "429", notBefore), Now)!.Value, notBefore, notBefore + options.FirstRetry);
    }

    [Fact]
    public void A_not_before_in_the_past_falls_back_to_the_back_off()
    {
        var next = new RetryPlan(options, new Random(1)).Next(Job(1), new(FailureCategory.Throttled, "429", Now.AddMinutes(-4)), Now);
        Assert.InRange(next!.Value, Now, Now + options.FirstRetry);
    }

    [Theory]
    [InlineData(FailureCategory.NotFound)]
    [InlineData(FailureCategory.TooLarge)]
    [InlineData(FailureCategory.Invalid)]
    [InlineData(FailureCategory.Corrupt)]
    public void What_cannot_succeed_is_not_tried_again(FailureCategory category) =>
        Assert.Null(new RetryPlan(options, new Random(1)).Next(Job(1), new(category, "x"), Now));

    [Theory]
    [InlineData(FailureCategory.Refused)]
    [InlineData(FailureCategory.Unauthenticated)]
    [InlineData(FailureCategory.MailboxUnavailable)]
    public void N059_what_an_administrator_can_mend_is_tried_for_ever_but_seldom(FailureCategory category)
    {
        var next = new RetryPlan(options, new Random(1)).Next(Job(1000) with { FirstDue = Now.AddDays(-30) }, new(category, "x"), Now);
        Assert.InRange(next!.Value, Now + options.AdministratorRetry, Now + options.AdministratorRetry + options.FirstRetry);
    }

    [Fact]
    public void A_job_is_given_up_only_after_its_attempts_and_its_time()
    {
        var plan = new RetryPlan(options, new Random(1));
        Assert.NotNull(plan.Next(Job(100), Busy, Now.AddHours(23)));
        Assert.NotNull(plan.Next(Job(11), Busy, Now.AddHours(25)));
        Assert.Null(plan.Next(Job(12), Busy, Now.AddHours(25)));
    }

    private static Job Job(int attempts) => new("x", "k", null, Now, attempts, Now, null);

    private static TimeSpan Delay(RetryPlan plan, int attempt) => plan.Next(Job(attempt), Busy, Now)!.Value - Now;

    private List<TimeSpan> Delays(int seed)
    {
        var plan = new RetryPlan(options, new Random(seed));
        return [.. Enumerable.Range(1, 12).Select(attempt => Delay(plan, attempt))];
    }
}
