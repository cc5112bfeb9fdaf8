using System.Diagnostics.Metrics;

namespace TeamsEmailBot.Bot.Metrics;

/// <summary>One instrument with its series at one moment.</summary>
internal sealed record MetricFamily(Instrument Instrument, MetricKind Kind, IReadOnlyList<MetricSeries> Series);

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One combination of labels.</summary>
/// <param name="Value">The count, the gauge's value, or the sum of a histogram.</param>
/// <param name="Buckets">Of a histogram: how many values fell between one bound of <see cref="MetricsBook.Bounds"/> and the next, the last for those above all.</param>
internal sealed record MetricSeries(IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, IReadOnlyList<long> Buckets);

/// <summary>
/// Listens to the meters of this host and keeps their figures, for whoever asks over HTTP: no package that does it can be had here (decision 2). Counters and
/// histograms add up from the start of the process; gauges are asked for anew each time, so that what is gone vanishes.
/// </summary>
internal sealed class MetricsBook : IDisposable
{
    /// <summary>Upper bounds of the buckets in seconds; every histogram of ours measures time.</summary>
    public static readonly IReadOnlyList<double> Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private const string OurMeters = "TeamsEmailBot.";

    private readonly Lock gate = new();
    private readonly MeterListener listener = new();
    private readonly SortedDictionary<string, Family> families = new(StringComparer.Ordinal);

    /// <param name="scope">The host's factory: tests run several hosts in one process, each with meters of its own.</param>
    public MetricsBook(IMeterFactory scope)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope != scope || !instrument.Meter.Name.StartsWith(OurMeters, StringComparison.Ordinal))
                return;
            Family family;
            lock (gate)
                families[instrument.Name] = family = new(instrument);
            self.EnableMeasurementEvents(instrument, family);
        };
        listener.SetMeasurementEventCallback<long>((_, value, labels, state) => Note(state, value, labels));
        listener.SetMeasurementEventCallback<double>((_, value, labels, state) => Note(state, value, labels));
        listener.Start();
    }

    /// <summary>All figures now, ordered by name.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        lock (gate)
        {
            foreach (var family in families.Values)
                if (family.Kind == MetricKind.Gauge)
                    family.Series.Clear();
            listener.RecordObservableInstruments();
            return [.. families.Values.Select(family => new MetricFamily(family.Instrument, family.Kind, [.. family.Series.Values.Select(series => series.Now)]))];
        }
    }

    public void Dispose() => listener.Dispose();

    private void Note(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (state is not Family family)
            return;
        var sorted = labels.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var key = string.Join('\n', sorted.Select(label => $"{label.Key}\n{label.Value}"));
        lock (gate)
        {
            if (!family.Series.TryGetValue(key, out var series))
                family.Series[key] = series = new(sorted);
            series.Note(family.Kind, value);
        }
    }

    private sealed class Family(Instrument instrument)
    {
        public Instrument Instrument => instrument;

        public MetricKind Kind { get; } = instrument switch
        {
            Histogram<double> or Histogram<long> => MetricKind.Histogram,
            { IsObservable: true } => MetricKind.Gauge,
            _ => MetricKind.Counter,
        };

        public SortedDictionary<string, Series> Series { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Series(KeyValuePair<string, object?>[] labels)
    {
        private readonly KeyValuePair<string, string>[] labels =
            [.. labels.Select(label => KeyValuePair.Create(label.Key, Convert.ToString(label.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""))];

        private readonly long[] buckets = new long[Bounds.Count + 1];
        private double sum;

        public MetricSeries Now => new(labels, sum, [.. buckets]);

        public void Note(MetricKind kind, double value)
        {
            sum = kind == MetricKind.Gauge ? value : sum + value;
            if (kind != MetricKind.Histogram)
                return;
            var bucket = 0;
            while (bucket < Bounds.Count && value > Bounds[bucket])
                bucket++;
            buckets[bucket]++;
        }
    }
}
