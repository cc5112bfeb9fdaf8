namespace TeamsEmailBot.Tests.Rules;

public sealed class HouseRulesTests
{
    [Fact]
    public void Core_knows_no_web_host() => Rule.Holds(HouseRules.CoreKnowsNoHost(SourceFile.All));

    [Theory]
    [InlineData("using Microsoft.AspNetCore.Http;")]
    [InlineData("class A { Microsoft.AspNetCore.Http.HttpContext? context; }")]
    [InlineData("using TeamsEmailBot.Bot.Cards;")]
    public void Core_that_names_a_host_goes_red(string code) => Assert.Single(HouseRules.CoreKnowsNoHost([Core(code)]));

    [Fact]
    public void Every_project_is_in_the_solution() => Rule.Holds(HouseRules.EveryProjectIsInTheSolution(SourceFile.All));

    [Fact]
    public void A_project_outside_the_solution_goes_red() =>
        Assert.Single(HouseRules.EveryProjectIsInTheSolution([.. SourceFile.All, SourceFile.Planted("tools/Planted.csproj", "<Project/>")]));

    [Fact]
    public void Silenced_warnings_say_why() => Rule.Holds(HouseRules.SilencedWarningsSayWhy(SourceFile.All));

    [Theory]
    [InlineData("#pragma warning disable CA1000\nclass A;")]
    [InlineData("class B;\n#pragma warning disable CA1000 // why\nclass A;")]
    [InlineData("[SuppressMessage(\"Design\", \"CA1000\")]\nclass A;")]
    public void A_silenced_warning_without_a_reason_goes_red(string code) => Assert.Single(HouseRules.SilencedWarningsSayWhy([Core(code)]));

    [Theory]
    [InlineData("#pragma warning disable CA1000 // The generator needs it.\nclass A;")]
    [InlineData("// The generator needs it.\n#pragma warning disable CA1000\nclass A;")]
    [InlineData("[SuppressMessage(\"Design\", \"CA1000\", Justification = \"The generator needs it.\")]\nclass A;")]
    public void A_silenced_warning_with_a_reason_passes(string code) => Assert.Empty(HouseRules.SilencedWarningsSayWhy([Core(code)]));

    [Fact]
    public void Log_lines_live_in_log_files() => Rule.Holds(HouseRules.LogLinesLiveInLogFiles(SourceFile.All));

    [Theory]
    [InlineData("core/Tasks/Planted.cs", "[LoggerMessage(1, LogLevel.Information, \"x\")] partial void A();")]
    [InlineData("core/Tasks/Planted.cs", "logger.LogInformation($\"task {id}\");")]
    [InlineData("core/Tasks/Planted.cs", "logger.LogError(error, \"failed\");")]
    [InlineData("bot/Planted.cs", "logger.Log(LogLevel.Error, \"failed\");")]
    [InlineData("core/Tasks/TaskLog.cs", "[LoggerMessage(1, LogLevel.Information, \"x\")]\ninternal static partial void A(this ILogger logger);\ninternal static int Decide(int a) => a;")]
    public void A_log_line_elsewhere_goes_red(string path, string code) => Assert.Single(HouseRules.LogLinesLiveInLogFiles([SourceFile.Planted(path, code)]));

    [Fact]
    public void Log_numbers_are_unique() => Rule.Holds(HouseRules.LogNumbersAreUnique(SourceFile.All));

    [Fact]
    public void A_log_number_used_twice_goes_red() =>
        Assert.Single(HouseRules.LogNumbersAreUnique(
        [
            SourceFile.Planted("core/Tasks/TaskLog.cs", "[LoggerMessage(2001, LogLevel.Information, \"x\")]"),
            SourceFile.Planted("core/Jobs/JobLog.cs", "[LoggerMessage(EventId = 2001, Message = \"x\")]"),
        ]));

    [Fact]
    public void I6_log_lines_hold_no_mail_content() => Rule.Holds(HouseRules.LogLinesHoldNoMailContent(SourceFile.All));

    [Theory]
    [InlineData("{Subject}")]
    [InlineData("{address}")]
    [InlineData("{ClientState}")]
    public void I6_a_log_line_with_mail_content_goes_red(string placeholder) =>
        Assert.Single(HouseRules.LogLinesHoldNoMailContent([SourceFile.Planted("core/Tasks/TaskLog.cs", $"[LoggerMessage(1, LogLevel.Information, \"Task {placeholder} opened\")]")]));

    [Fact]
    public void Nothing_names_a_path_of_one_machine() => Rule.Holds(HouseRules.NoMachinePaths(SourceFile.All));

    [Theory]
    [InlineData("README.md", "Run it in /" + "work/repo.")]
    [InlineData("docs/decisions/0001-x.md", "See /" + "tmp/notes for more.")]
    [InlineData("docs/x.md", "C:\\Users\\me")]
    [InlineData("core/Planted.cs", "var path = \"/" + "work/schema.json\";")]
    [InlineData(".ci/run", "cd /home/me/repo")]
    public void A_path_of_one_machine_goes_red(string path, string text) => Assert.Single(HouseRules.NoMachinePaths([SourceFile.Planted(path, text)]));

    [Theory]
    [InlineData("README.md", "The folder `core/work/x`, the address https://example.com/home/page.")]
    [InlineData(".ci/run", "mktemp -d /" + "tmp/ci.XXXX")]
    public void Other_paths_pass(string path, string text) => Assert.Empty(HouseRules.NoMachinePaths([SourceFile.Planted(path, text)]));

    [Fact]
    public void Nobody_blocks_on_a_task() => Rule.Holds(HouseRules.NobodyBlocksOnATask(SourceFile.All));

    [Theory]
    [InlineData("var a = ReadAsync().Result;")]
    [InlineData("ReadAsync().Wait();")]
    [InlineData("ReadAsync().GetAwaiter().GetResult();")]
    public void Blocking_on_a_task_goes_red(string code) => Assert.Single(HouseRules.NobodyBlocksOnATask([Core(code)]));

    private static SourceFile Core(string code) => SourceFile.Planted("core/Tasks/Planted.cs", code);
}
