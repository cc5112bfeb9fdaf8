using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Tests.Edges.Graph;

/// <summary>Keeps every log line, values included, so that a test can say what must not be in it.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }

    public override string ToString() => string.Join('\n', lines);
}
