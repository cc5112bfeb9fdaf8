using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>On a good day the engine has nothing to warn of.</summary>
internal sealed class DayLog(DayRun day) : ILoggerFactory, ILogger
{
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
        if (IsEnabled(logLevel))
            day.Violation($"{formatter(state, exception)} {exception}");
    }
}
