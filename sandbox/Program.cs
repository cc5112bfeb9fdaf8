using TeamsEmailBot.Sandbox;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

await using var sandbox = await SandboxHost.StartAsync(cancellation: stop.Token);
Console.WriteLine($"Sandbox: {sandbox.Tenant.Address}/  (Ctrl+C ends it)");
await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
