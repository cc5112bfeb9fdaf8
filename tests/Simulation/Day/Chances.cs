namespace TeamsEmailBot.Tests.Simulation.Day;

internal static class Chances
{
    /// <summary>Exponentially distributed: without memory, as arrivals of mail and the plain case's handling times are.</summary>
    public static TimeSpan Exponential(this Random chance, TimeSpan mean) => -Math.Log(1 - chance.NextDouble()) * mean;
}
