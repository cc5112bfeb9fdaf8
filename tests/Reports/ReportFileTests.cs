using System.Text;
using TeamsEmailBot.Bot.Dialogs.Reports;
using TeamsEmailBot.Tests.Cards;

namespace TeamsEmailBot.Tests.Reports;

/// <summary>The file of a report, and what can be typed to get one.</summary>
public sealed class ReportFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("Help", "Help")]
    [InlineData("", "")]
    [InlineData("=HYPERLINK(\"http://evil.example\")", "\"'=HYPERLINK(\"\"http://evil.example\"\")\"")]
    [InlineData("+49", "'+49")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("Help, first line", "\"Help, first line\"")]
    [InlineData("The \"good\" one", "\"The \"\"good\"\" one\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void A_cell_is_quoted_where_it_must_be_and_never_a_formula(string value, string cell) => Assert.Equal(cell, ReportCsv.Cell(value));

    [Fact]
    public void Every_line_has_a_cell_for_each_column_and_ends_as_the_standard_says()
    {
        var text = Encoding.UTF8.GetString(ReportCsv.Write(SampleReports.Day(perAgent: true), SampleWhys.Office));

        Assert.StartsWith("\uFEFFscope,serviceId,service,mailboxId,mailbox,agentId,agent,from,before,receivedOpenedTask,", text, StringComparison.Ordinal);
        var lines = text.Split("\r\n");
        Assert.Equal("", lines[^1]);
        Assert.All(lines[..^1], line => Assert.Equal(ReportCsv.Header.Count, line.Split(',').Length));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Equal(["service", "mailbox", "agent"], lines[1..^1].Select(line => line.Split(',')[0]).Distinct());
        Assert.DoesNotContain('@', text);
    }

    [Fact]
    public void Without_leave_of_the_tenant_no_line_is_about_an_agent() =>
        Assert.DoesNotContain("\r\nagent,", Encoding.UTF8.GetString(ReportCsv.Write(SampleReports.Day(perAgent: false), SampleWhys.Office)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "2026-11-21", "2026-11-21", "")]
    [InlineData("today", "2026-11-21", "2026-11-21", "")]
    [InlineData("Heute", "2026-11-21", "2026-11-21", "")]
    [InlineData("yesterday Customer Help", "2026-11-20", "2026-11-20", "Customer Help")]
    [InlineData("week", "2026-11-16", "2026-11-21", "")]
    [InlineData("woche help", "2026-11-16", "2026-11-21", "help")]
    [InlineData("2026-11-01", "2026-11-01", "2026-11-01", "")]
    [InlineData("2026-11-01 2026-11-07 Customer Help", "2026-11-01", "2026-11-07", "Customer Help")]
    [InlineData("d-2026-11-01-2026-11-07", "2026-11-01", "2026-11-07", "")]
    [InlineData("d-2026-11-01-2026-11-07-customer-help", "2026-11-01", "2026-11-07", "customer-help")]
    public void Days_are_typed_or_carried_by_a_button(string text, string first, string last, string service) =>
        Assert.Equal(new ReportDays(Date(first), Date(last), service), ReportText.Read(text, Today));

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-11-07 2026-11-01")]
    [InlineData("2026-13-01")]
    [InlineData("2026-01-01 2026-11-01")]
    [InlineData("0001-01-01")]
    public void What_cannot_be_is_not_understood(string text) => Assert.Null(ReportText.Read(text, Today));

    [Theory]
    [InlineData("2026-11-21", "2026-11-21", 24)]
    [InlineData("2026-03-29", "2026-03-29", 23)]
    [InlineData("2026-10-25", "2026-10-25", 25)]
    [InlineData("2026-11-01", "2026-11-30", 30)]
    [InlineData("2026-09-01", "2026-11-30", 13)]
    public void A_day_has_its_hours_wherever_the_clock_is_turned(string first, string last, int parts)
    {
        var question = ReportText.Question(new(Date(first), Date(last), ""), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), null);

        Assert.Equal(parts, question.Begins.Count);
        Assert.Equal(question.Begins.Order(), question.Begins);
        Assert.True(question.Begins[^1] < question.Before);
    }

    [Fact]
    public void As_buttons_carry_it_it_is_read_back()
    {
        var days = new ReportDays(Today, Today, "customer-help");

        Assert.Equal(days, ReportText.Read(days.Code, Today.AddDays(3)));
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
