using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Tests.Supervision;

/// <summary>When the alert of a service is raised, posted again, passed on and closed.</summary>
public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly ServiceId Help = new("help");
    private static readonly AgentId Joni = new("joni");
    private static readonly AlertSettings Settings = new();

    [Fact]
    public void It_is_raised_at_once_and_closed_when_the_cause_has_been_away_for_five_minutes()
    {
        Assert.Null(Next(null, Now));
        var raised = Next(null, Now, Long(12))!;
        Assert.Equal((0, 1L, Now, Now.AddMinutes(15)), (raised.Round, raised.Version, raised.Since, raised.EscalateAt));
        var gone = Next(raised, Now.AddMinutes(1))!;
        Assert.Equal((raised.Version, Now.AddMinutes(1)), (gone.Version, gone.Troubles[0].GoneAt));
        Assert.Null(Next(gone, Now.AddMinutes(5)));
        var closed = Next(gone, Now.AddMinutes(6))!;
        Assert.Equal((Now.AddMinutes(6), 2L, 0), (closed.SolvedAt, closed.Version, closed.Round));
        Assert.Null(Next(closed, Now.AddMinutes(7)));

        // Later trouble is a new alert, on a new card.
        var again = Next(closed, Now.AddHours(1), Long(12))!;
        Assert.Equal((null, 3L, 1, Now.AddHours(1)), ((object?)again.SolvedAt, again.Version, again.Round, again.Since));
        Assert.Empty(again.Cards);
    }

    [Fact]
    public void A_value_that_goes_up_and_down_is_one_card_that_nobody_is_disturbed_by_twice()
    {
        var alert = Next(null, Now, Long(10))!;
        for (var minute = 0.5; minute < 240; minute += 0.5)
            alert = (minute % 2 < 1 ? Next(alert, Now.AddMinutes(minute)) : Next(alert, Now.AddMinutes(minute), Long(10))) ?? alert;
        Assert.Equal((0, null), (alert.Round, (object?)alert.SolvedAt));
        // Passed on once, because nobody took note.
        Assert.Equal((2L, true), (alert.Version, alert.IsEscalated));
    }

    [Fact]
    public void Figures_are_drawn_at_most_every_five_minutes_and_only_when_they_changed()
    {
        var alert = Next(null, Now, Long(10))!.SeenBy(Joni, Now);
        Assert.Null(Next(alert, Now.AddMinutes(4.5), Long(30)));
        var drawn = Next(alert, Now.AddMinutes(5), Long(30))!;
        Assert.Equal((alert.Version + 1, 0, 30), (drawn.Version, drawn.Round, drawn.Troubles[0].Number));
        Assert.Null(Next(drawn, Now.AddMinutes(15), Long(30)));
    }

    [Fact]
    public void A_further_trouble_of_the_service_joins_the_card_which_is_posted_again_with_the_most_urgent_first()
    {
        var alert = Next(null, Now, Long(10))!.Snooze(Joni, Now.AddHours(2), Now);
        var worse = Next(alert, Now.AddMinutes(1), Long(10), Overdue(1))!;
        Assert.Equal([TroubleKind.Breached, TroubleKind.QueueLong], worse.Troubles.Select(trouble => trouble.Kind));
        Assert.Equal((1, null, null, Now.AddMinutes(16)), (worse.Round, worse.Seen, (object?)worse.SnoozedUntil, worse.EscalateAt));
        var less = Next(Next(worse, Now.AddMinutes(2), Overdue(1))!, Now.AddMinutes(7), Overdue(1))!;
        Assert.Equal((1, worse.Version + 1), (less.Round, less.Version));
        Assert.Equal(TroubleKind.Breached, Assert.Single(less.Troubles).Kind);
    }

    [Fact]
    public void Who_snoozes_hears_of_it_again_then_unless_it_is_over()
    {
        var alert = Next(null, Now, Long(10))!.Snooze(Joni, Now.AddMinutes(30), Now);
        Assert.Null(alert.EscalateAt);
        Assert.Null(Next(alert, Now.AddMinutes(29), Long(10)));
        var again = Next(alert, Now.AddMinutes(30), Long(10))!;
        Assert.Equal((1, null, Now.AddMinutes(45)), (again.Round, (object?)again.SnoozedUntil, again.EscalateAt));
        var over = Next(Next(alert, Now.AddMinutes(10))!, Now.AddMinutes(15))!;
        Assert.Equal((0, Now.AddMinutes(15)), (over.Round, over.SolvedAt));
    }

    [Fact]
    public void What_nobody_took_note_of_is_passed_on_once_and_what_somebody_did_is_not()
    {
        var alert = Next(null, Now, Long(10))!;
        Assert.Null(Next(alert, Now.AddMinutes(14.5), Long(10)));
        var passed = Next(alert, Now.AddMinutes(15), Long(10))!;
        Assert.Equal((true, 0, null), (passed.IsEscalated, passed.Round, (object?)passed.EscalateAt));
        Assert.Null(Next(passed, Now.AddMinutes(40), Long(10)));
        Assert.Null(Next(alert.SeenBy(Joni, Now), Now.AddMinutes(40), Long(10)));
        Assert.Null(AlertRules.Next(null, Help, [Long(1)], Settings with { EscalateMinutes = 0 }, false, Now)!.EscalateAt);
    }

    [Fact]
    public void What_stays_is_posted_again_after_a_day()
    {
        var alert = Next(null, Now, Long(10))!.SeenBy(Joni, Now);
        Assert.Null(Next(alert, Now.AddHours(23.9), Long(10)));
        Assert.Equal(1, Next(alert, Now.AddHours(24), Long(10))!.Round);
    }

    [Fact]
    public void In_quiet_hours_only_what_is_urgent_is_told_and_the_rest_when_they_end()
    {
        Assert.Null(Quiet(null, Now, Long(10), new(TroubleKind.BreachAhead, 1), new(TroubleKind.OldestWaiting, 90), new(TroubleKind.AgentsUnreachable, 1), new(TroubleKind.WorkFailed, 1)));
        Assert.Equal(TroubleKind.Breached, Assert.Single(Quiet(null, Now, Long(10), Overdue(1))!.Troubles).Kind);
        Assert.Equal(TroubleKind.NobodyAvailable, Assert.Single(Quiet(null, Now, new ServiceTrouble(TroubleKind.NobodyAvailable, 1))!.Troubles).Kind);
        Assert.NotNull(Next(null, Now, Long(10)));

        // What was told before is kept true, and disturbs nobody.
        var alert = Next(null, Now, Long(10))!;
        Assert.Null(Quiet(alert, Now.AddMinutes(16), Long(10)));
        Assert.Null(Quiet(alert with { EscalateAt = null, SnoozedUntil = Now.AddMinutes(5) }, Now.AddMinutes(16), Long(10)));
        Assert.Equal(1, Next(alert with { EscalateAt = null, SnoozedUntil = Now.AddMinutes(5) }, Now.AddMinutes(16), Long(10))!.Round);
        Assert.True(Quiet(Next(null, Now, Overdue(1)), Now.AddMinutes(16), Overdue(1))!.IsEscalated);
    }

    [Theory]
    [InlineData("20:00", "07:00", "2026-11-23T19:00:00Z", true)]
    [InlineData("20:00", "07:00", "2026-11-23T18:59:59Z", false)]
    [InlineData("20:00", "07:00", "2026-11-24T05:59:59Z", true)]
    [InlineData("20:00", "07:00", "2026-11-24T06:00:00Z", false)]
    [InlineData("20:00", "07:00", "2026-07-24T18:00:00Z", true)]
    [InlineData("12:00", "13:00", "2026-11-24T11:30:00Z", true)]
    [InlineData("12:00", "13:00", "2026-11-24T12:00:00Z", false)]
    [InlineData(null, null, "2026-11-24T03:00:00Z", false)]
    public void Quiet_hours_are_those_of_the_tenants_clock_and_may_go_over_midnight(string? from, string? to, string moment, bool isQuiet)
    {
        var settings = new AlertSettings { QuietFrom = Time(from), QuietTo = Time(to) };
        Assert.Equal(isQuiet, settings.IsQuiet(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), "Europe/Berlin"));

        static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Alert? Next(Alert? before, DateTimeOffset now, params ServiceTrouble[] found) => AlertRules.Next(before, Help, found, Settings, false, now);

    private static Alert? Quiet(Alert? before, DateTimeOffset now, params ServiceTrouble[] found) => AlertRules.Next(before, Help, found, Settings, true, now);

    private static ServiceTrouble Long(int waiting) => new(TroubleKind.QueueLong, waiting);

    private static ServiceTrouble Overdue(int tasks) => new(TroubleKind.Breached, tasks, Now.AddMinutes(-1));
}
