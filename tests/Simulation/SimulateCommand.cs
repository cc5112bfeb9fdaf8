using System.Diagnostics;
using System.Globalization;
using TeamsEmailBot.Tests.Simulation.Clockwork;

namespace TeamsEmailBot.Tests.Simulation;

/// <summary>
/// <c>simulate --seeds 2000 --from 1</c> runs seeds one after the other and prints those that fail; <c>simulate --seed 42 --trace</c> runs one and prints
/// everything that happened. Exit code 1 when an invariant was broken.
/// </summary>
internal static class SimulateCommand
{
    /// <summary>After so many failed seeds the rest is not run, unless <c>--failures</c> says otherwise.</summary>
    private const int MostFailures = 20;

    public static async Task<int> RunAsync(string[] arguments)
    {
        OneThread.Enforce();
        // From here on the pool's only thread, as in every later run.
        await Task.Yield();
        return Number(arguments, "--seed") is { } seed
            ? await OneAsync(seed, arguments.Contains("--trace"))
            : await ManyAsync(Number(arguments, "--from") ?? 1, Number(arguments, "--seeds") ?? 2000, Number(arguments, "--failures") ?? MostFailures);
    }

    private static async Task<int> OneAsync(int seed, bool withTrace)
    {
        var result = await SimRun.RunAsync(seed);
        if (withTrace)
            foreach (var line in result.Trace)
                await Console.Out.WriteLineAsync(line);
        await Console.Out.WriteLineAsync($"seed {seed}: {result.Steps} steps, trace {result.Hash}, {result.Violations.Count} violation(s)");
        foreach (var violation in result.Violations)
            await Console.Out.WriteLineAsync($"  {violation}");
        return result.Violations.Count == 0 ? 0 : 1;
    }

    private static async Task<int> ManyAsync(int from, int count, int mostFailures)
    {
        var clock = Stopwatch.StartNew();
        var (run, failed, steps) = (0, 0, 0L);
        for (var seed = from; seed < from + count && failed < mostFailures; seed++)
        {
            run++;
            var result = await SimRun.RunAsync(seed);
            steps += result.Steps;
            if (result.Violations.Count == 0)
                continue;
            failed++;
            await Console.Out.WriteLineAsync($"seed {seed}: {result.Plan}");
            foreach (var violation in result.Violations)
                await Console.Out.WriteLineAsync($"  {violation.Split('\n')[0]}");
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{run} seeds from {from}, {failed} failed, {steps} steps in {clock.Elapsed.TotalSeconds:F1} s"));
        return failed == 0 ? 0 : 1;
    }

    private static int? Number(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : null;
    }
}
