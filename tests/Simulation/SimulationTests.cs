using System.Diagnostics;
using System.Globalization;

namespace TeamsEmailBot.Tests.Simulation;

/// <summary>
/// The simulation needs a process with one pool thread, so each test starts its own: <c>dotnet run --project tests -- simulate</c>. A seed that fails is looked at
/// with <c>--seed N --trace</c>.
/// </summary>
public sealed class SimulationTests
{
    /// <summary>Two processes share them, for the two cores of the smallest machine.</summary>
    private const int Seeds = 2000;

    [Fact]
    public async Task The_same_seed_gives_the_same_trace_in_every_process()
    {
        var first = await SimulateAsync("--seed", "4", "--trace");
        var second = await SimulateAsync("--seed", "4", "--trace");

        Assert.Contains(", trace ", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task Another_seed_gives_another_trace() =>
        Assert.NotEqual(await SimulateAsync("--seed", "4", "--trace"), await SimulateAsync("--seed", "5", "--trace"));

    [Fact]
    public async Task I1_to_I12_no_mail_is_lost_or_doubled_whatever_goes_wrong()
    {
        var halves = await Task.WhenAll(
            SimulateAsync("--from", "1", "--seeds", Number(Seeds / 2)),
            SimulateAsync("--from", Number(1 + (Seeds / 2)), "--seeds", Number(Seeds / 2)));

        Assert.All(halves, half => Assert.True(half.ExitCode == 0, half.Output));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Task<(int ExitCode, string Output)> SimulateAsync(params string[] arguments) => RunAsync(["simulate", .. arguments]);

    /// <summary>Runs a command of this assembly in a process of its own.</summary>
    internal static async Task<(int ExitCode, string Output)> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(SimulateCommand).Assembly.Location, .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }
}
