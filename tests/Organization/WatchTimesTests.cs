using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Organization;

/// <summary>Since when a mailbox is watched is noted in the change that makes it so (N-048, N-061, N-062).</summary>
public sealed class WatchTimesTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);
    private static readonly Configuration Watched = WatchTimes.Note(Configuration.Empty, Sample.Configuration, Monday);

    [Fact]
    public void N048_the_time_of_the_assignment_is_noted() => Assert.Equal(Monday, Watched.Services[0].WatchedSince);

    [Fact]
    public void A_change_that_has_nothing_to_do_with_it_leaves_the_time_whatever_the_caller_knows()
    {
        var next = WatchTimes.Note(Watched, Change(service => service with { Signature = "New", WatchedSince = null, BackfillFrom = null }), Tuesday);

        Assert.Equal((Monday, "New"), (next.Services[0].WatchedSince!.Value, next.Services[0].Signature));
    }

    [Theory]
    [InlineData("unassigned")]
    [InlineData("suspended")]
    [InlineData("tenant")]
    [InlineData("deleted")]
    [InlineData("other mailbox")]
    public void N061_N062_after_an_end_however_short_the_next_beginning_has_a_new_time_and_no_backfill(string end)
    {
        var reached = Change(service => service with { BackfillFrom = Monday.AddDays(-7) });
        var before = WatchTimes.Note(Watched, reached, Monday);
        Assert.Equal(Monday.AddDays(-7), before.Services[0].BackfillFrom);
        var ended = WatchTimes.Note(before, End(end, before), Tuesday);

        var again = WatchTimes.Note(ended, before, Tuesday.AddSeconds(1));

        Assert.Equal((Tuesday.AddSeconds(1), null), (again.Services[0].WatchedSince!.Value, again.Services[0].BackfillFrom));
    }

    [Fact]
    public void A_backfill_only_ever_reaches_further_back()
    {
        var once = WatchTimes.Note(Watched, Change(service => service with { BackfillFrom = Monday.AddDays(-7) }), Tuesday);
        var later = WatchTimes.Note(once, Change(service => service with { BackfillFrom = Monday.AddDays(-3) }), Tuesday);

        Assert.Equal(Monday.AddDays(-7), later.Services[0].BackfillFrom);
    }

    private static Configuration Change(Func<Service, Service> change) => Watched with { Services = [change(Watched.Services[0])] };

    private static Configuration End(string end, Configuration before) => end switch
    {
        "unassigned" => before with { Services = [before.Services[0] with { Mailbox = null, EmailEnabled = false }] },
        "suspended" => before with { Services = [before.Services[0] with { Suspended = true }] },
        "tenant" => before with { Tenant = before.Tenant with { EmailEnabled = false } },
        "deleted" => before with { Services = [] },
        _ => before with { Services = [before.Services[0] with { Mailbox = new("another") }] },
    };
}
