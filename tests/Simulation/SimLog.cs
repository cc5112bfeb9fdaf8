using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation;

/// <summary>The log of one instance, as lines of the trace. An exception that no fault explains is a violation in itself.</summary>
internal sealed class SimLog(SimWorld world, string instance) : ILoggerFactory
{
    // An exception in a handler is logged by its type.
    private const int JobThrew = 4002;
    private static readonly string[] Explained = [nameof(StoreUnavailableException), nameof(OperationCanceledException), nameof(TaskCanceledException)];

    public ILogger CreateLogger(string categoryName) => new Lines(world, instance, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Lines(SimWorld world, string instance, string category) : ILogger
    {
        // The edge's lines carry request ids that no two runs share; the wire writes its own.
        private readonly bool isOn = !category.Contains(".Edges.", StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOn;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!isOn)
                return;
            var text = formatter(state, exception);
            world.Note(instance, $"log {eventId.Id}: {text.Split('\n')[0]}");
            if (exception is not null and not StoreUnavailableException and not OperationCanceledException
                || eventId.Id == JobThrew && !Array.Exists(Explained, name => text.Contains(name, StringComparison.Ordinal)))
                world.Violation("exception", $"{instance}: {text} {exception}");
        }
    }
}
