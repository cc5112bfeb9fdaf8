using System.Globalization;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>A mean of independent samples and how sure it is: the true value lies within <paramref name="Half"/> of it with 99 % confidence (Student's t).</summary>
internal sealed record Estimate(double Mean, double Half, int Samples)
{
    /// <summary>Two-sided 99 % quantile of the normal distribution.</summary>
    private const double Z = 2.5758293035489004;

    public static Estimate Of(IReadOnlyCollection<double> samples)
    {
        var (n, mean) = (samples.Count, samples.Average());
        var variance = samples.Sum(sample => (sample - mean) * (sample - mean)) / (n - 1);
        return new(mean, Quantile(n - 1) * Math.Sqrt(variance / n), n);
    }

    public bool Covers(double value) => Math.Abs(value - Mean) <= Half;

    public string Show(string format) => $"{Mean.ToString(format, CultureInfo.InvariantCulture)} ± {Half.ToString(format, CultureInfo.InvariantCulture)}";

    // Expansion of Student's t by the normal distribution (Abramowitz and Stegun 26.7.5); good to 0.3 % from 8 degrees of freedom on.
    internal static double Quantile(int degrees)
    {
        var (z2, f) = (Z * Z, (double)degrees);
        return Z * (1 + ((z2 + 1) / (4 * f)) + (((((5 * z2) + 16) * z2) + 3) / (96 * f * f)) + (((((((3 * z2) + 19) * z2) + 17) * z2) - 15) / (384 * f * f * f)));
    }
}
