using System.Diagnostics;
using System.Globalization;
using TeamsEmailBot.Tests.Simulation.Clockwork;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>
/// <c>day [large] [mixed] [--agents 20] [--services 1] [--mails 10000] [--load 0.8] [--handling 360] [--target 60] [--batches 20] [--seed 1]</c> lets a day pass and prints how long mail
/// waited; the plain case is compared with Erlang C. <c>day check [--from 1] [--seeds 500]</c> runs
/// small random days and holds every decision against the rules. Exit code 1 when theory lies outside the interval or something happened that must not.
/// </summary>
internal static class DayCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        OneThread.Enforce();
        await Task.Yield();
        if (arguments.Contains("check"))
            return await CheckAsync((int)Number(arguments, "--from", 1), (int)Number(arguments, "--seeds", 500));
        var plan = Plan(arguments);
        var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var day = new DayRun(plan);
        await day.RunAsync();
        var lines = Report(day).ToList();
        foreach (var line in lines)
            await Console.Out.WriteLineAsync(line);
        // Apart from the report, which is the same whenever the seed is.
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"took {clock.Elapsed.TotalSeconds:F1} s, {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / plan.Mails:F2} ms of processor per mail, {Environment.WorkingSet >> 20} MB"));
        return day.Violations.Count == 0 && lines.TrueForAll(line => !line.EndsWith("OUTSIDE", StringComparison.Ordinal)) ? 0 : 1;
    }

    // Small random days, each decision of which is held against the rules; each day twice, for it must repeat itself.
    private static async Task<int> CheckAsync(int from, int seeds)
    {
        var (failed, decisions) = (0, 0);
        for (var seed = from; seed < from + seeds; seed++)
        {
            var (first, again) = (new DayRun(DayPlan.Random(seed)), new DayRun(DayPlan.Random(seed) with { IsRepeated = true }));
            await first.RunAsync();
            await again.RunAsync();
            decisions += first.Checks.Decisions;
            if (first.Hash != again.Hash)
                first.Violation("replay: the same seed gave another day");
            if (first.Violations.Count == 0)
                continue;
            failed++;
            await Console.Out.WriteLineAsync($"seed {seed}: {first.Plan}");
            foreach (var violation in first.Violations.Take(3))
                await Console.Out.WriteLineAsync($"  VIOLATED {violation.Split('\n')[0]}");
        }

        await Console.Out.WriteLineAsync(Say($"{seeds} days from {from}, {failed} failed, {decisions} decisions"));
        return failed == 0 ? 0 : 1;
    }

    private static DayPlan Plan(string[] arguments)
    {
        var plan = (arguments.Contains("large") ? DayPlan.Large : new DayPlan()) with { IsMixed = arguments.Contains("mixed") };
        return plan with
        {
            Agents = (int)Number(arguments, "--agents", plan.Agents),
            Services = (int)Number(arguments, "--services", plan.Services),
            Mails = (int)Number(arguments, "--mails", plan.Mails),
            Load = Number(arguments, "--load", plan.Load),
            Handling = TimeSpan.FromSeconds(Number(arguments, "--handling", plan.Handling.TotalSeconds)),
            Target = TimeSpan.FromSeconds(Number(arguments, "--target", plan.Target.TotalSeconds)),
            Batches = (int)Number(arguments, "--batches", plan.Batches),
            Seed = (int)Number(arguments, "--seed", plan.Seed),
        };
    }

    private static IEnumerable<string> Report(DayRun day)
    {
        var (plan, figures) = (day.Plan, new DayFigures(day));
        yield return Say($"{plan.Mails} mails, {plan.Services} service(s), {plan.Agents} agents with {plan.TasksPerAgent} task(s), handling {plan.Handling.TotalSeconds:F0} s, load {plan.Load:F2}, seed {plan.Seed}");
        yield return Say($"{(day.Now - day.Opened).TotalHours:F1} hours passed, {day.Steps} steps, {day.People.Passed} offer(s) passed by, decisions {day.Hash}");
        yield return Say($"service level  {figures.Level:P1} within {plan.Target.TotalSeconds:F0} s");
        yield return Say($"waiting        mean {figures.Mean:F1} s, half {figures.Percentile(0.5):F1} s, 90 % {figures.Percentile(0.9):F1} s, 95 % {figures.Percentile(0.95):F1} s, 99 % {figures.Percentile(0.99):F1} s");
        yield return Say($"occupancy      {figures.Occupancy:P1}");
        if (!plan.IsMixed)
            foreach (var line in Compared(plan, figures))
                yield return line;
        foreach (var violation in day.Violations)
            yield return $"VIOLATED {violation.Split('\n')[0]}";
    }

    private static IEnumerable<string> Compared(DayPlan plan, DayFigures figures)
    {
        var theory = new ErlangC(plan.AgentsPerService, plan.Rate / plan.Services, plan.Handling.TotalSeconds);
        yield return Say($"Erlang C       99 % intervals of {figures.Waiting.Samples} {(plan.Services > 1 ? "services" : "batches")}, {figures.Counted} mails after the warm-up");
        yield return Line("had to wait", "F3", figures.Waiting, theory.Waits);
        yield return Line("mean wait s", "F1", figures.MeanWait, theory.MeanWait);
        yield return Line("in time", "F3", figures.InTime, theory.Within(plan.Target.TotalSeconds));
        yield return Say($"  {"occupancy",-12} {figures.Occupancy,16:F3}   expected {theory.Occupancy:F3}");
    }

    private static string Line(string name, string format, Estimate measured, double expected) =>
        Say($"  {name,-12} {measured.Show(format),16}   expected {expected.ToString(format, CultureInfo.InvariantCulture)}   {(measured.Covers(expected) ? "within" : "OUTSIDE")}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Number(string[] arguments, string name, double otherwise)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? double.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
