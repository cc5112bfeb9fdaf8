using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>On a good day the engine has nothing to warn of; on a checked one nobody may be there for a while.</summary>
internal sealed class DayLog(DayRun day) : ILoggerFactory, ILogger
{
    // About a mailbox, and about a service.
    private static readonly int[] Alerts = [2012, 2018];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && !(day.Plan.IsChecked && Alerts.Contains(eventId.Id)))
            day.Violation($"{formatter(state, exception)} {exception}");
    }
}
