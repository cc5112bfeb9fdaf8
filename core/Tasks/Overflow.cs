using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>When a task that still waits goes on to another service.</summary>
public sealed record Overflow(ServiceId To, DateTimeOffset At);
