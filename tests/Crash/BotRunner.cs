using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TeamsEmailBot.Sandbox.Clock;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>One bot as its operator sees it: a process that is started, killed without warning, and started again with the same settings.</summary>
internal sealed class BotRunner(SandboxClock clock, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private const int LinesKept = 200;

    private readonly ConcurrentQueue<string> output = new();
    private Process? process;
    private TaskCompletionSource<Uri> listening = Signal();
    private bool killed;

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
        listening = Signal();
        killed = false;
        Starts++;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var mine = (process, listening);
        process.OutputDataReceived += (_, line) => Note(line.Data, mine.listening);
        process.ErrorDataReceived += (_, line) => Note(line.Data, mine.listening);
        process.Exited += (_, _) =>
        {
            if (!killed)
                mine.listening.TrySetException(new InvalidOperationException($"The bot ended by itself: {string.Join(Environment.NewLine, Output)}"));
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until the bot answers requests.</summary>
    /// <exception cref="InvalidOperationException">It ended by itself.</exception>
    public Task ListeningAsync(CancellationToken cancellation) => listening.Task.WaitAsync(cancellation);

    /// <summary>SIGKILL (TerminateProcess on Windows): no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (process is not { } running)
            return;
        if (running.HasExited)
            throw new InvalidOperationException($"The bot ended by itself: {string.Join(Environment.NewLine, Output)}");
        killed = true;
        process = null;
        listening = Signal();
        running.Kill();
        await running.WaitForExitAsync();
        running.Dispose();
    }

    /// <summary>Moves the bot's clock on, as the tenant's was.</summary>
    public async Task AdvanceAsync(TimeSpan span)
    {
        if (process is { } running && Address is not null)
        {
            await running.StandardInput.WriteLineAsync(Seconds(span));
            await running.StandardInput.FlushAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
    }

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
