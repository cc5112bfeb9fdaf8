using System.Globalization;

namespace TeamsEmailBot.Tests.Simulation.Clockwork;

/// <summary>What happened, line by line, and a hash over it and over every choice of the scheduler: two runs of a seed must agree in it.</summary>
internal sealed class SimTrace
{
    private const ulong Prime = 1099511628211;
    private readonly List<string> lines = [];
    private ulong hash = 14695981039346656037;

    public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.UnixEpoch;

    public IReadOnlyList<string> Lines => lines;

    public string Hash => hash.ToString("x16", CultureInfo.InvariantCulture);

    public void Step(int choice) => hash = (hash ^ (uint)choice) * Prime;

    public void Note(string who, string what)
    {
        var line = $"{Clock():HH:mm:ss.fff} {who,-8} {what}";
        lines.Add(line);
        Fold(line);
    }

    /// <summary>Takes part in the hash without being kept.</summary>
    public void Fold(string text)
    {
        foreach (var letter in text)
            hash = (hash ^ letter) * Prime;
    }
}
