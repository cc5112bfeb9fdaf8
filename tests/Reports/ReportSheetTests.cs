using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Reports;

/// <summary>The formulas of docs/reports.md.</summary>
public sealed class ReportSheetTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly AgentId Megan = new("megan"), Adele = new("adele");

    // A Friday; open from nine to five.
    private static readonly Calendar Office = new() { Hours = [.. Enum.GetValues<DayOfWeek>().Where(day => day is not DayOfWeek.Saturday and not DayOfWeek.Sunday).Select(day => new OpenHours(day, new(9, 0), new(17, 0)))] };

    [Theory]
    [InlineData("7", 7, 7, 7)]
    [InlineData("1 2", 1, 2, 2)]
    [InlineData("3 1 2", 2, 3, 3)]
    [InlineData("5 4 3 2 1", 3, 4, 5)]
    [InlineData("20 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1", 10, 16, 19)]
    [InlineData("21 20 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1", 11, 17, 20)]
    public void A_percentile_is_the_least_time_that_so_many_do_not_exceed(string minutes, int half, int most, int nearlyAll)
    {
        var of = Percentiles.Of(minutes.Split(' ').Select(text => TimeSpan.FromMinutes(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))))!;

        Assert.Equal((half, most, nearlyAll), ((int)of.Half.TotalMinutes, (int)of.Most.TotalMinutes, (int)of.NearlyAll.TotalMinutes));
    }

    [Fact]
    public void Of_nothing_there_are_no_percentiles() => Assert.Null(Percentiles.Of([]));

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, 100)]
    [InlineData(199, 1, 99)]
    [InlineData(0, 3, 0)]
    public void A_hundred_percent_means_all(int inTime, int late, int? percent) => Assert.Equal(percent, new Kept(inTime, late).Percent);

    [Fact]
    public void A_round_gives_its_times_by_the_clock_and_in_business_hours()
    {
        // Came on Friday at 16:30, was taken on Monday at 9:10, given back at 9:20, taken at 9:40, laid aside at 9:50, taken up at 10:20, answered at 10:30.
        var (friday, monday) = (Nine.AddHours(7.5), Nine.AddDays(3));
        var figures = Figures(new TaskRound(
            new("t"), new("m"), new("s"), TaskPriority.Normal, TaskEnd.Answered, monday.AddMinutes(90),
            [
                new(friday, StretchKind.Waiting), new(monday.AddMinutes(10), StretchKind.Held, Adele), new(monday.AddMinutes(20), StretchKind.Waiting),
                new(monday.AddMinutes(40), StretchKind.Held, Megan), new(monday.AddMinutes(50), StretchKind.Parked, Megan), new(monday.AddMinutes(80), StretchKind.Held, Megan),
            ],
            monday.AddMinutes(90)));

        Assert.Equal((TimeSpan.FromMinutes(30 + 90), monday.AddMinutes(90) - friday), (figures.FirstAnswer!.Business.Half, figures.FirstAnswer.Plain.Half));
        Assert.Equal((TimeSpan.FromMinutes(30 + 10 + 20), monday - friday + TimeSpan.FromMinutes(30)), (figures.Waiting!.Business.Half, figures.Waiting.Plain.Half));
        Assert.Equal((TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30)), (figures.Handling!.Business.Half, figures.Handling.Plain.Half));
        Assert.Equal((Megan, TimeSpan.FromMinutes(20)), (Assert.Single(figures.Agents).Agent, figures.Agents[0].Handling!.Half));
    }

    [Theory]
    [InlineData(TaskEnd.Merged)]
    [InlineData(TaskEnd.Withdrawn)]
    public void What_went_into_another_task_or_was_withdrawn_counts_and_has_no_times(TaskEnd end)
    {
        var figures = Figures(Round(end, Megan));

        Assert.Equal((1, 0), (figures.Ended[end], figures.People));
        Assert.Null(figures.FirstAnswer ?? figures.Waiting ?? figures.Handling);
    }

    [Fact]
    public void A_promise_counts_as_it_was_noted_when_the_round_ended()
    {
        var figures = Figures(
            Round(TaskEnd.Answered, Megan) with { Deadlines = [new(TargetKind.FirstAnswer, Nine, null) { DoneAt = Nine }, new(TargetKind.Finish, Nine, null) { DoneAt = Nine, IsMissed = true }] },
            Round(TaskEnd.Answered, Megan) with { Deadlines = [new(TargetKind.FirstAnswer, Nine, null) { DoneAt = Nine, IsMissed = true }] },
            Round(TaskEnd.Answered, Megan));

        Assert.Equal((new Kept(1, 1), new Kept(0, 1)), (figures.FirstAnswerKept, figures.FinishKept));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Of_a_group_of_fewer_than_five_nothing_is_told_about_handling(int people, bool isWithheld)
    {
        var figures = Figures([.. Enumerable.Range(0, people).Select(number => Round(TaskEnd.Answered, new($"agent{number}")))]);
        var shown = figures.InGroups();

        Assert.Equal((isWithheld, isWithheld), (shown.IsWithheld, shown.Handling is null));
        Assert.Equal((people, 0), (figures.Agents.Count, shown.Agents.Count));
        Assert.NotNull(shown.Waiting);
    }

    [Fact]
    public void Mails_and_ends_fall_into_the_part_of_the_day_they_happened_in()
    {
        var sheet = new ReportSheet([Nine, Nine.AddHours(1)]);
        sheet.Add(new MailRecord(new("1"), MailFate.OpenedTask, Nine, Nine));
        sheet.Add(new MailRecord(new("2"), MailFate.Failed, Nine.AddMinutes(59), Nine));
        sheet.Add(new MailRecord(new("3"), MailFate.Failed, Nine.AddMinutes(60), Nine));
        sheet.Add(Round(TaskEnd.Answered, Megan) with { EndedAt = Nine.AddMinutes(70) }, Office);
        var figures = sheet.Figures();

        Assert.Equal([new(Nine, 2, 0), new(Nine.AddHours(1), 1, 1)], figures.Parts);
        Assert.Equal((1, 2), (figures.Received[MailFate.OpenedTask], figures.Received[MailFate.Failed]));
    }

    private static TaskRound Round(TaskEnd end, AgentId agent) => new(
        new("t"), new("m"), new("s"), TaskPriority.Normal, end, Nine.AddMinutes(20), [new(Nine, StretchKind.Waiting), new(Nine.AddMinutes(5), StretchKind.Held, agent)], null);

    private static ReportFigures Figures(params TaskRound[] rounds)
    {
        var sheet = new ReportSheet([Nine.AddHours(-9)]);
        foreach (var round in rounds)
            sheet.Add(round, Office);
        return sheet.Figures();
    }
}
