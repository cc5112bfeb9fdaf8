using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Organization;

public sealed class ConfigurationWatchTests
{
    private static readonly TimeSpan Safety = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task I8_a_change_of_another_instance_is_noticed_within_the_interval_even_after_the_store_was_away()
    {
        var entities = new InMemoryEntityStore();
        var clock = new ManualClock();
        using var mine = new ConfigurationStore(entities, clock);
        using var other = new ConfigurationStore(entities, clock);
        var noticed = new TaskCompletionSource<long>();
        mine.Changed += change => noticed.TrySetResult(change.New.Revision);
        var log = new FirstWarning();
        using var watch = new ConfigurationWatch(mine, clock, log);
        await watch.StartAsync(default);
        await TestWait.UntilAsync(() => clock.WaitingTimers == 1);

        entities.Unreachable = true;
        clock.Advance(ConfigurationWatch.Interval);
        await log.Seen.Task.WaitAsync(Safety);
        entities.Unreachable = false;
        await other.CommitAsync(0, Sample.Configuration, "setup", "Test", default);
        Assert.False(noticed.Task.IsCompleted);
        clock.Advance(ConfigurationWatch.Interval);

        Assert.Equal(1, await noticed.Task.WaitAsync(Safety));
        await watch.StopAsync(default);
    }

    private sealed class FirstWarning : ILogger<ConfigurationWatch>
    {
        public TaskCompletionSource Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
                Seen.TrySetResult();
        }
    }
}
