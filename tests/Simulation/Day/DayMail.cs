namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>The way of one mail through the day; times are null until they are known.</summary>
internal sealed class DayMail(int service, DateTimeOffset arrived)
{
    public int Service => service;

    public DateTimeOffset Arrived => arrived;

    public DateTimeOffset? Taken { get; set; }

    public DateTimeOffset? Ended { get; set; }

    /// <summary>Seconds from its arrival until an agent had it.</summary>
    public double Waited => (Taken!.Value - arrived).TotalSeconds;
}
