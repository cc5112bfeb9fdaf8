using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Metrics;

namespace TeamsEmailBot.Tests.Metrics;

/// <summary>The rules of the Prometheus text format 0.0.4, and that figures add up.</summary>
public sealed partial class PrometheusTextTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IMeterFactory meters;
    private readonly MetricsBook book;
    private readonly Meter meter;

    public PrometheusTextTests()
    {
        meters = services.GetRequiredService<IMeterFactory>();
        book = new MetricsBook(meters);
        meter = meters.Create("TeamsEmailBot.Test");
    }

    [Fact]
    public void Counters_add_up_by_their_labels_in_any_order_and_are_called_total()
    {
        var counter = meter.CreateCounter<long>("teamsemailbot.things", "{thing}", "Things.");
        counter.Add(1, new("b", "2"), new("a", 1));
        counter.Add(2, new("a", 1), new("b", "2"));
        counter.Add(5);
        Assert.Equal(
            """
            # HELP teamsemailbot_things_total Things.
            # TYPE teamsemailbot_things_total counter
            teamsemailbot_things_total 5
            teamsemailbot_things_total{a="1",b="2"} 3

            """.ReplaceLineEndings("\n"),
            Text());
    }

    [Fact]
    public void Buckets_are_cumulative_hold_their_bound_and_end_with_infinity()
    {
        var histogram = meter.CreateHistogram<double>("teamsemailbot.wait", "s", "Waits.");
        foreach (var wait in new[] { 0.001, 0.0011, 0.25, 31, 1e300 })
            histogram.Record(wait, new KeyValuePair<string, object?>("k", "v"));
        var lines = Text().Split('\n');
        Assert.Contains("# TYPE teamsemailbot_wait_seconds histogram", lines);
        Assert.Contains("teamsemailbot_wait_seconds_bucket{k=\"v\",le=\"0.001\"} 1", lines);
        Assert.Contains("teamsemailbot_wait_seconds_bucket{k=\"v\",le=\"0.0025\"} 2", lines);
        Assert.Contains("teamsemailbot_wait_seconds_bucket{k=\"v\",le=\"0.25\"} 3", lines);
        Assert.Contains("teamsemailbot_wait_seconds_bucket{k=\"v\",le=\"30\"} 3", lines);
        Assert.Contains("teamsemailbot_wait_seconds_bucket{k=\"v\",le=\"+Inf\"} 5", lines);
        Assert.Contains("teamsemailbot_wait_seconds_count{k=\"v\"} 5", lines);
        Assert.Contains("teamsemailbot_wait_seconds_sum{k=\"v\"} 1E+300", lines);
        Assert.Equal("+Inf", BucketBounds().Matches(Text())[^1].Groups[1].Value);
    }

    [Fact]
    public void A_gauge_shows_what_is_so_now_and_forgets_what_is_gone()
    {
        var boxes = new Dictionary<string, double> { ["one"] = 1, ["two"] = double.NaN, ["three"] = double.PositiveInfinity };
        meter.CreateObservableGauge("teamsemailbot.box", () => boxes.Select(box => new Measurement<double>(box.Value, new KeyValuePair<string, object?>("box", box.Key))));
        Assert.Contains("teamsemailbot_box{box=\"one\"} 1\n", Text(), StringComparison.Ordinal);
        Assert.Contains("teamsemailbot_box{box=\"two\"} NaN\n", Text(), StringComparison.Ordinal);
        Assert.Contains("teamsemailbot_box{box=\"three\"} +Inf\n", Text(), StringComparison.Ordinal);
        boxes.Remove("one");
        boxes["two"] = 2;
        Assert.DoesNotContain("box=\"one\"", Text(), StringComparison.Ordinal);
        Assert.Contains("teamsemailbot_box{box=\"two\"} 2\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_labels_and_help_are_escaped()
    {
        var counter = meter.CreateCounter<long>("teamsemailbot.odd-näme", null, "A \\ and a\nline feed.");
        counter.Add(1, new KeyValuePair<string, object?>("0 label:x", "say \"a\\b\"\nnext"));
        Assert.Equal(
            """
            # HELP teamsemailbot_odd_n_me_total A \\ and a\nline feed.
            # TYPE teamsemailbot_odd_n_me_total counter
            teamsemailbot_odd_n_me_total{_0_label_x="say \"a\\b\"\nnext"} 1

            """.ReplaceLineEndings("\n"),
            Text());
    }

    [Fact]
    public void Numbers_are_written_the_same_everywhere()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            meter.CreateCounter<double>("teamsemailbot.half").Add(1234.5);
            Assert.Contains("teamsemailbot_half_total 1234.5\n", Text(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Only_the_meters_of_this_host_are_listed_and_an_instrument_without_figures_is_not()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        other.GetRequiredService<IMeterFactory>().Create("TeamsEmailBot.Test").CreateCounter<long>("teamsemailbot.foreign").Add(1);
        meters.Create("System.Runtime.Like").CreateCounter<long>("teamsemailbot.theirs").Add(1);
        meter.CreateCounter<long>("teamsemailbot.silent");
        Assert.Equal("", Text());
    }

    public void Dispose()
    {
        book.Dispose();
        services.Dispose();
    }

    private string Text() => PrometheusText.Write(book.Read());

    [GeneratedRegex("le=\"([^\"]+)\"")]
    private static partial Regex BucketBounds();
}
