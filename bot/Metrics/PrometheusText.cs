using System.Globalization;
using System.Text;

namespace TeamsEmailBot.Bot.Metrics;

/// <summary>
/// Writes figures in the Prometheus text format, version 0.0.4: names of letters, digits and underscores with the unit behind them, <c>_total</c> on counters,
/// cumulative buckets that end with <c>+Inf</c>, back-slash, quote and line feed escaped.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.Where(family => family.Series.Count > 0))
        {
            var name = NameOf(family);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {(family.Instrument.Description ?? "").Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {TypeOf(family.Kind)}\n");
            foreach (var series in family.Series)
            {
                if (family.Kind == MetricKind.Histogram)
                    WriteBuckets(text, name, series);
                else
                    WriteLine(text, name, series.Labels, series.Value);
            }
        }

        return text.ToString();
    }

    private static void WriteBuckets(StringBuilder text, string name, MetricSeries series)
    {
        var count = 0L;
        for (var bucket = 0; bucket < series.Buckets.Count; bucket++)
        {
            count += series.Buckets[bucket];
            var bound = bucket < MetricsBook.Bounds.Count ? Number(MetricsBook.Bounds[bucket]) : "+Inf";
            WriteLine(text, $"{name}_bucket", [.. series.Labels, KeyValuePair.Create("le", bound)], count);
        }

        WriteLine(text, $"{name}_sum", series.Labels, series.Value);
        WriteLine(text, $"{name}_count", series.Labels, count);
    }

    private static void WriteLine(StringBuilder text, string name, IReadOnlyList<KeyValuePair<string, string>> labels, double value)
    {
        text.Append(name);
        if (labels.Count > 0)
            text.Append('{').AppendJoin(',', labels.Select(label => $"{Name(label.Key, colon: false)}=\"{Escape(label.Value)}\"")).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string NameOf(MetricFamily family) =>
        Name(family.Instrument.Name, colon: true) + (family.Instrument.Unit == "s" ? "_seconds" : "") + (family.Kind == MetricKind.Counter ? "_total" : "");

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Name(string name, bool colon)
    {
        var letters = string.Create(name.Length, (name, colon), static (target, from) =>
        {
            for (var at = 0; at < target.Length; at++)
                target[at] = char.IsAsciiLetterOrDigit(from.name[at]) || (from.colon && from.name[at] == ':') ? from.name[at] : '_';
        });
        return letters.Length > 0 && char.IsAsciiDigit(letters[0]) ? "_" + letters : letters;
    }

    private static string Escape(string value) => value
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
