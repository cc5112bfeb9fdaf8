namespace TeamsEmailBot.Tests.Rules;

public sealed class TimeAndChanceRulesTests
{
    [Fact]
    public void The_product_takes_time_and_chance_from_outside() => Rule.Holds(TimeAndChanceRules.All.SelectMany(rule => rule.Check(SourceFile.All)));

    [Fact]
    public void No_exception_outlives_its_file() => Rule.Holds(TimeAndChanceRules.Outlived(SourceFile.All));

    [Fact]
    public void An_exception_without_its_file_goes_red() => Assert.NotEmpty(TimeAndChanceRules.Outlived([]));

    [Theory]
    [InlineData("var a = DateTime.Now;")]
    [InlineData("var a = DateTimeOffset.UtcNow;")]
    [InlineData("var a = System.DateTime.Today;")]
    [InlineData("var a = $\"at {DateTime.UtcNow:O}\";")]
    [InlineData("var a = DateTimeOffset\n    .UtcNow;")]
    [InlineData("var a = Stopwatch.StartNew();")]
    [InlineData("var a = Environment.TickCount64;")]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("await Task.Delay(100);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), cancellation);")]
    [InlineData("await Task.Delay(\n    Span(a, b), cancellation);")]
    [InlineData("using var a = new PeriodicTimer(interval);")]
    [InlineData("using var a = new CancellationTokenSource(limit);")]
    [InlineData("using var a = new Timer(Tick);")]
    [InlineData("var a = TimeProvider.System.GetUtcNow();")]
    [InlineData("var a = new Random();")]
    [InlineData("var a = Random.Shared.Next();")]
    [InlineData("var a = Guid.NewGuid();")]
    [InlineData("var a = Guid.CreateVersion7();")]
    public void Own_time_and_own_chance_go_red(string code) =>
        Assert.Single(TimeAndChanceRules.All.SelectMany(rule => rule.Check([SourceFile.Planted("core/Tasks/Planted.cs", code)])));

    [Theory]
    [InlineData("core/Tasks/Planted.cs", "var a = clock.GetUtcNow(); var b = new Random(seed);")]
    [InlineData("core/Tasks/Planted.cs", "await Task.Delay(wait, clock, cancellation);")]
    [InlineData("core/Tasks/Planted.cs", "await Task.Delay(Span(a, b), tenant.Clock, cancellation);")]
    [InlineData("core/Tasks/Planted.cs", "using var a = new CancellationTokenSource(); using var b = new PeriodicTimer(interval, timeProvider);")]
    [InlineData("core/Tasks/Planted.cs", "// DateTime.Now would be wrong here\nvar a = \"DateTime.Now\";")]
    [InlineData("core/Tasks/TaskRegistration.cs", "services.TryAddSingleton(TimeProvider.System);")]
    [InlineData("sandbox/Graph/Planted.cs", "var a = Guid.NewGuid();")]
    [InlineData("tests/Support/Planted.cs", "var a = DateTime.UtcNow;")]
    public void Time_and_chance_from_outside_pass(string path, string code) =>
        Assert.Empty(TimeAndChanceRules.All.SelectMany(rule => rule.Check([SourceFile.Planted(path, code)])));
}
