using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Tests.Support;

/// <summary>Keeps every log line of every level with its values, scopes and exceptions, so that a test can say what must not be in it.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

    /// <summary>Lines of this level and above.</summary>
    public IReadOnlyList<string> From(LogLevel level) => [.. lines.Where(line => line.Level >= level && line.Level != LogLevel.None).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        lines.Enqueue((LogLevel.None, $"scope {state} {Values(state)}"));
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue((logLevel, $"{logLevel} {eventId.Id} {formatter(state, exception)} {Values(state)} {exception}"));

    public void Dispose()
    {
    }

    public override string ToString() => string.Join('\n', lines.Select(line => line.Text));

    private static string Values(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : "";
}
