using TeamsEmailBot.Sandbox;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

await using var sandbox = await SandboxHost.StartAsync(cancellation: stop.Token);
await using var bot = await sandbox.StartBotAsync(stop.Token);
Console.WriteLine($"Open {sandbox.Tenant.Address}/ in a browser (Ctrl+C ends it). The bot listens on {bot.Url}.");
await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
