namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>Waiting that ends at or after its time. Timers count whole milliseconds and cut the rest off, so an uneven wait would end too early and spin.</summary>
internal static class WholeDelay
{
    public static Task UntilAsync(DateTimeOffset until, TimeProvider time, CancellationToken cancellation)
    {
        var left = until - time.GetUtcNow();
        return left <= TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancellation);
    }
}
