using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>The sandbox as a process of its own, the way a newcomer starts it.</summary>
public sealed class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task It_says_where_it_is_and_stops_cleanly_when_asked(PosixSignal signal)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var sandbox = Start("--port", "0");
        var said = await ReadyAsync(sandbox, limit.Token);

        using (var http = new HttpClient())
        {
            Assert.Contains("<h1>TeamsEmailBot", await http.GetStringAsync(AddressIn(said), limit.Token), StringComparison.Ordinal);
        }

        await AskToStopAsync(sandbox, signal, limit.Token);
        var rest = await sandbox.StandardOutput.ReadToEndAsync(limit.Token);
        await sandbox.WaitForExitAsync(limit.Token);
        Assert.Equal(0, sandbox.ExitCode);
        Assert.Contains("has stopped", rest, StringComparison.Ordinal);
        Assert.Equal("", await sandbox.StandardError.ReadToEndAsync(limit.Token));
    }

    [Fact]
    public async Task A_taken_port_is_told_and_a_free_one_used()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        using var sandbox = Start("--port", taken);
        var said = await ReadyAsync(sandbox, limit.Token);
        sandbox.Kill();

        Assert.Contains($"Port {taken} is taken", said, StringComparison.Ordinal);
        Assert.NotEqual(taken, AddressIn(said).Port.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "http")]
    [InlineData("--port", "70000")]
    [InlineData("--empty", "--port")]
    [InlineData("--host", "example")]
    public async Task Wrong_arguments_are_answered_with_the_usage(params string[] arguments)
    {
        using var output = new StringWriter();
        Assert.Equal(2, await TeamsEmailBot.Sandbox.SandboxProgram.RunAsync(arguments, output, CancellationToken.None));
        Assert.Contains("--port NUMBER", output.ToString(), StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TeamsEmailBot.Sandbox.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<string> ReadyAsync(Process sandbox, CancellationToken cancellation)
    {
        var said = "";
        while (await sandbox.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            said += line + "\n";
            if (line.StartsWith("The bot itself listens", StringComparison.Ordinal))
            {
                return said;
            }
        }

        throw new InvalidOperationException($"The sandbox ended before it was ready: {said}{await sandbox.StandardError.ReadToEndAsync(cancellation)}");
    }

    private static Uri AddressIn(string said) => new(Regex.Match(said, @"http://127\.0\.0\.1:\d+/").Value);

    private static async Task AskToStopAsync(Process process, PosixSignal signal, CancellationToken cancellation)
    {
        var name = signal == PosixSignal.SIGINT ? "INT" : "TERM";
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellation);
    }
}
