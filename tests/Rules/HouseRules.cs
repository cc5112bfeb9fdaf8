using System.Globalization;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Tests.Rules;

/// <summary>The smaller rules of the house; each takes the files and returns what breaks it.</summary>
internal static partial class HouseRules
{
    private static readonly string[] Product = ["core", "bot", "sandbox", "manifest"];

    /// <summary>Core knows no web host and none of the assemblies around it.</summary>
    public static IEnumerable<string> CoreKnowsNoHost(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsIn("core") && file.IsCSharp
        from Match match in Host().Matches(file.Code)
        select $"{file.Path}:{file.LineAt(match.Index)}: core names {match.Value}; that belongs outside.";

    /// <summary>A project outside the solution is neither built nor tested by the one command.</summary>
    public static IEnumerable<string> EveryProjectIsInTheSolution(IReadOnlyList<SourceFile> files)
    {
        var solution = files.Single(file => file.Path == "TeamsEmailBot.sln").Text.Replace('\\', '/');
        return from file in files
               where file.Path.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains($"\"{file.Path}\"", StringComparison.Ordinal)
               select $"{file.Path}: is not in TeamsEmailBot.sln.";
    }

    /// <summary>A warning may be silenced only with the reason beside or above it.</summary>
    public static IEnumerable<string> SilencedWarningsSayWhy(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => file.IsCSharp))
        {
            foreach (var match in Silenced().Matches(file.Code).Cast<Match>())
            {
                var lines = file.Text.Split('\n');
                var line = file.LineAt(match.Index);
                var reasonBeside = Reason().IsMatch(lines[line - 1]);
                var reasonAbove = line > 1 && lines[line - 2].TrimStart().StartsWith("//", StringComparison.Ordinal) && Reason().IsMatch(lines[line - 2]);
                if (!reasonBeside && !reasonAbove)
                {
                    yield return $"{file.Path}:{line}: silences a warning without a reason on this line or the one above.";
                }
            }

            foreach (var match in Suppressed().Matches(file.Text).Cast<Match>().Where(match => !match.Value.Contains("Justification", StringComparison.Ordinal)))
            {
                if (file.Code.AsSpan(match.Index).StartsWith("SuppressMessage"))
                {
                    yield return $"{file.Path}:{file.LineAt(match.Index)}: suppresses a warning without a Justification.";
                }
            }
        }
    }

    /// <summary>Log lines live in one file per room, so that one reading shows what is logged, and no value slips in elsewhere.</summary>
    public static IEnumerable<string> LogLinesLiveInLogFiles(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => file.IsCSharp && file.IsIn(Product)))
        {
            var isLogFile = file.Name.EndsWith("Log.cs", StringComparison.Ordinal);
            var declared = LoggerMessage().Matches(file.Code);
            if (declared.Count > 0 && !isLogFile)
            {
                yield return $"{file.Path}:{file.LineAt(declared[0].Index)}: declares a log line outside a …Log.cs file.";
            }

            foreach (var match in DirectLog().Matches(file.Code).Cast<Match>())
            {
                yield return $"{file.Path}:{file.LineAt(match.Index)}: {match.Value.Trim()}… logs without a [LoggerMessage] line in the room's log file.";
            }

            if (isLogFile && declared.Count > 0)
            {
                foreach (var match in Method().Matches(file.Code).Cast<Match>().Where(match => !match.Groups[1].Value.Contains("partial", StringComparison.Ordinal)))
                {
                    yield return $"{file.Path}:{file.LineAt(match.Index)}: a log file holds log lines only.";
                }
            }
        }
    }

    /// <summary>An operator looks a number up; it must lead to one line.</summary>
    public static IEnumerable<string> LogNumbersAreUnique(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCSharp && file.IsIn(Product)
        from Match match in LogNumber().Matches(file.Code)
        let number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        group $"{file.Path}:{file.LineAt(match.Index)}" by number into same
        where same.Count() > 1
        select $"Log number {same.Key} is used at {string.Join(" and ", same)}.";

    /// <summary>I6: log lines hold ids, counts and durations; never an address, a subject, a body or a token.</summary>
    public static IEnumerable<string> LogLinesHoldNoMailContent(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCSharp && file.IsIn(Product) && file.Name.EndsWith("Log.cs", StringComparison.Ordinal)
        from Match match in ContentPlaceholder().Matches(file.Text)
        select $"{file.Path}:{file.LineAt(match.Index)}: logs {match.Value}; log ids only.";

    /// <summary>The repository must make sense on every machine, so it names no path of the one it was written on.</summary>
    public static IEnumerable<string> NoMachinePaths(IEnumerable<SourceFile> files) =>
        from file in files
        let paths = file.Path.EndsWith(".md", StringComparison.Ordinal) ? PathsInProse() : PathsInCode()
        from Match match in paths.Matches(file.Text)
        where !file.Path.StartsWith("tests/Rules/", StringComparison.Ordinal)
        select $"{file.Path}:{file.LineAt(match.Index)}: names {match.Value}, a path of one machine.";

    /// <summary>Waiting in a thread for a task blocks a worker and can lock up; async goes all the way.</summary>
    public static IEnumerable<string> NobodyBlocksOnATask(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCSharp && file.IsIn(Product)
        from Match match in Blocking().Matches(file.Code)
        select $"{file.Path}:{file.LineAt(match.Index)}: {match.Value.Trim()} blocks on a task; await it.";

    [GeneratedRegex(@"\bMicrosoft\s*\.\s*AspNetCore\b|\bTeamsEmailBot\s*\.\s*(?:Bot|Sandbox|Manifest|Tests)\b")]
    private static partial Regex Host();

    [GeneratedRegex(@"#pragma\s+warning\s+disable")]
    private static partial Regex Silenced();

    [GeneratedRegex(@"//\s*\S+\s+\S+")]
    private static partial Regex Reason();

    [GeneratedRegex(@"SuppressMessage\s*\([^)]*\)")]
    private static partial Regex Suppressed();

    [GeneratedRegex(@"\bLoggerMessage\s*\(")]
    private static partial Regex LoggerMessage();

    [GeneratedRegex(@"\.\s*Log(?:Trace|Debug|Information|Warning|Error|Critical)?\s*\(|\bConsole\s*\.\s*(?:Error\s*\.\s*)?WriteLine\s*\(\s*\$")]
    private static partial Regex DirectLog();

    [GeneratedRegex(@"(?m)^\s*((?:public|internal|private|protected|static|async|partial|\s)+)\s[\w<>?\[\],.]+\s+\w+\s*\([^;{]*\)\s*(?:=>|\{)")]
    private static partial Regex Method();

    [GeneratedRegex(@"\bLoggerMessage\s*\(\s*(?:EventId\s*=\s*)?([0-9]+)")]
    private static partial Regex LogNumber();

    [GeneratedRegex(@"(?i)\{(?:address|sender|from|recipients?|to|cc|subject|body|preview|text|html|token|secret|clientState|password|displayName|upn|userPrincipalName)\}")]
    private static partial Regex ContentPlaceholder();

    [GeneratedRegex(@"(?<![\w.~-])/(?:work|tmp|root|home|Users)/[\w.-]+|\b[A-Z]:\\(?:Users|work)\b")]
    private static partial Regex PathsInProse();

    [GeneratedRegex(@"(?<![\w.~-])/(?:work|root)/[\w.-]+|/(?:home|Users)/\w+/|\b[A-Z]:\\Users\b")]
    private static partial Regex PathsInCode();

    [GeneratedRegex(@"\.\s*GetAwaiter\s*\(\s*\)\s*\.\s*GetResult\b|\.\s*Wait\s*\(\s*\)|(?:\)|\b\w*[tT]ask)\s*\.\s*Result\b")]
    private static partial Regex Blocking();
}
