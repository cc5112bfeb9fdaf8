namespace TeamsEmailBot.Tests.Support;

/// <summary>For the few conditions that nothing signals: yields until it holds, with a generous limit.</summary>
internal static class TestWait
{
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
