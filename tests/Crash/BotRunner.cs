using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TeamsEmailBot.Sandbox.Clock;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>
/// One bot as its operator sees it: a process that is started, killed without warning, and started again with the same settings. One that gives up because its
/// store does not answer is started anew, as every supervisor does; one that ends otherwise by itself is an error.
/// </summary>
internal sealed class BotRunner(SandboxClock clock, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private const int LinesKept = 200;

    private readonly Lock sync = new();
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;
    private TaskCompletionSource<Uri> listening = Signal();

    /// <summary>How often a process was started.</summary>
    public int Starts { get; private set; }

    /// <summary>What the processes printed last, for the one who has to find out why something is red.</summary>
    public IReadOnlyList<string> Output => [.. output];

    /// <summary>Where a process answers requests; null while none does.</summary>
    public Uri? Address => listening.Task is { IsCompletedSuccessfully: true } task ? task.Result : null;

    public void Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "exec", typeof(BotProcess).Assembly.Location, "bot", Seconds(clock.Offset) })
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in settings)
            start.ArgumentList.Add($"--{key}={value}");
        lock (sync)
        {
            Starts++;
            process = new Process { StartInfo = start, EnableRaisingEvents = true };
            var (mine, up) = (process, listening);
            mine.OutputDataReceived += (_, line) => Note(line.Data, up);
            mine.ErrorDataReceived += (_, line) => Note(line.Data, up);
            mine.Exited += (_, _) => OnExit(mine);
            mine.Start();
            mine.BeginOutputReadLine();
            mine.BeginErrorReadLine();
        }
    }

    /// <summary>Waits until the bot answers requests.</summary>
    /// <exception cref="InvalidOperationException">It ended by itself.</exception>
    public Task ListeningAsync(CancellationToken cancellation) => listening.Task.WaitAsync(cancellation);

    /// <exception cref="InvalidOperationException">It ended by itself.</exception>
    public void ThrowIfEnded()
    {
        if (listening.Task.Exception is { } ended)
            throw new InvalidOperationException(ended.InnerException!.Message);
    }

    /// <summary>SIGKILL (TerminateProcess on Windows): no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        Process running;
        lock (sync)
        {
            if (process is null)
                return;
            (running, process, listening) = (process, null, Signal());
        }

        running.Kill();
        await running.WaitForExitAsync();
        running.Dispose();
    }

    /// <summary>Moves the bot's clock on, as the tenant's was.</summary>
    public void Advance(TimeSpan span)
    {
        lock (sync)
        {
            if (process is null || Address is null)
                return;
            try
            {
                process.StandardInput.WriteLine(Seconds(span));
                process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It ended a moment ago; the next one starts with the present time.
            }
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private void OnExit(Process ended)
    {
        lock (sync)
        {
            if (process != ended)
                return;
            process = null;
            if (ended.ExitCode == BotProcess.StoreUnavailable)
                Start();
            else if (!listening.TrySetException(Unexpected(ended)))
                (listening = Signal()).SetException(Unexpected(ended));
        }
    }

    private InvalidOperationException Unexpected(Process ended) =>
        new($"The bot ended by itself with code {ended.ExitCode}: {string.Join(Environment.NewLine, Output)}");

    private void Note(string? line, TaskCompletionSource<Uri> up)
    {
        if (line?.StartsWith(BotProcess.Listening, StringComparison.Ordinal) == true)
            up.TrySetResult(new Uri(line[BotProcess.Listening.Length..]));
        if (string.IsNullOrEmpty(line))
            return;
        output.Enqueue(line);
        while (output.Count > LinesKept)
            output.TryDequeue(out _);
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static TaskCompletionSource<Uri> Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
