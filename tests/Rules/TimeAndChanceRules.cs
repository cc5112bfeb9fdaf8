using System.Text.RegularExpressions;

namespace TeamsEmailBot.Tests.Rules;

/// <summary>Time comes from <see cref="TimeProvider"/> and chance from an injected source: only so can a test move the one and repeat the other.</summary>
internal static partial class TimeAndChanceRules
{
    private static readonly string[] Product = ["core", "bot", "sandbox", "manifest"];
    private static readonly string[] Shipped = ["core", "bot", "manifest"];
    private static readonly Dictionary<string, string> Nobody = [];

    private static readonly Dictionary<string, string> Wiring = new()
    {
        ["Registration.cs"] = "The default that a host or a test replaces.",
        ["BotHost.cs"] = "The wiring of the real process.",
        ["sandbox/Program.cs"] = "The wiring of the real process.",
        ["sandbox/Tenant/TenantOptions.cs"] = "The default that a test replaces.",
        ["SandboxClock.cs"] = "The clock that a person moves runs on the real one.",
    };

    // Each entry says what the identity is for; it never decides anything that a test has to repeat.
    private static readonly Dictionary<string, string> Identities = new()
    {
        ["core/Edges/Graph/GraphHttp.cs"] = "client-request-id: names one request to Graph's support (graph.md 1).",
        ["core/Edges/AzureTables/TablesCommitter.cs"] = "Names one commit; two processes must not take each other's for their own (decision 0009).",
        ["core/Organization/StagedRows.cs"] = "Names a staged configuration until its commit; two processes may stage at once.",
        ["core/Jobs/JobBoard.cs"] = "Names the holder of leases; must differ between processes.",
        ["core/Jobs/JobWorker.cs"] = "Names the holder of leases; must differ between processes.",
        ["core/EngineRegistration.cs"] = "The default name of an offer or a press of Send; two must not meet in a name (I4).",
    };

    public static IReadOnlyList<CallRule> All { get; } =
    [
        new(Clock(), "reads the machine's clock; take the time from TimeProvider.", Product, Nobody),
        new(Ticks(), "reads the machine's clock; use TimeProvider.GetTimestamp and GetElapsedTime.", Shipped, Nobody),
        new(Sleep(), "holds a thread; await a signal or a delay by TimeProvider.", [.. Product, "tests"], Nobody),
        new(Delay(), "runs on real time; use Task.Delay(span, timeProvider, cancellation).", Product, Nobody) { Offends = LacksClock },
        new(Timers(), "runs on real time; give it the TimeProvider.", Product, Nobody) { Offends = arguments => arguments.Count > 0 && LacksClock(arguments) },
        new(SystemTimer(), "runs on real time; use TimeProvider.CreateTimer.", Product, Nobody),
        new(SystemClock(), "belongs to the wiring; take a TimeProvider as dependency.", Product, Wiring),
        new(Chance(), "cannot be repeated; take a seeded Random as dependency.", Shipped, Wiring),
        new(Identity(), "cannot be repeated; derive the id, or name the file in this rule with its reason.", Shipped, Identities),
    ];

    /// <summary>Entries of the lists above for which no file is left.</summary>
    public static IEnumerable<string> Outlived(IReadOnlyList<SourceFile> files) =>
        from ending in Identities.Keys
        where !files.Any(file => file.Path.EndsWith(ending, StringComparison.Ordinal) && Identity().IsMatch(file.Code))
        select $"{ending} no longer makes an identity; remove it from the rule's list.";

    private static bool LacksClock(IReadOnlyList<string> arguments) => !arguments.Any(argument => NamesClock().IsMatch(argument));

    [GeneratedRegex(@"\bDateTime(?:Offset)?\s*\.\s*(?:Now|UtcNow|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bStopwatch\b|\bEnvironment\s*\.\s*TickCount")]
    private static partial Regex Ticks();

    [GeneratedRegex(@"\bThread\s*\.\s*Sleep\b|\bSpinWait\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bTask\s*\.\s*Delay\s*\(")]
    private static partial Regex Delay();

    [GeneratedRegex(@"\bnew\s+(?:PeriodicTimer|CancellationTokenSource)\s*\(")]
    private static partial Regex Timers();

    [GeneratedRegex(@"\bnew\s+(?:System\s*\.\s*(?:Threading|Timers)\s*\.\s*)?Timer\s*\(")]
    private static partial Regex SystemTimer();

    [GeneratedRegex(@"\bTimeProvider\s*\.\s*System\b")]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"\bnew\s+Random\s*\(\s*\)|\bRandom\s*\.\s*Shared\b")]
    private static partial Regex Chance();

    [GeneratedRegex(@"\bGuid\s*\.\s*(?:NewGuid|CreateVersion7)\b")]
    private static partial Regex Identity();

    // An endless wait needs no clock.
    [GeneratedRegex(@"(?i)(?:clock|time|timeProvider|Timeout\.Infinite\w*)\b")]
    private static partial Regex NamesClock();
}
