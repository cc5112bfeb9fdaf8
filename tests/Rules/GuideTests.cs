using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Rules;

/// <summary>What README and the operating guide say is there.</summary>
public sealed partial class GuideTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("core/README.md")]
    [InlineData("tests/Playground/README.md")]
    public void Every_path_a_guide_names_exists(string guide)
    {
        var text = File.ReadAllText(RepositoryFolder.Of(guide));
        var paths = CodePath().Matches(text).Select(match => RepositoryFolder.Of(match.Groups[1].Value))
            .Concat(Link().Matches(text).Select(match => Path.Combine(Path.GetDirectoryName(RepositoryFolder.Of(guide))!, match.Groups[1].Value)));
        Assert.DoesNotContain(paths, path => !Path.Exists(path) && !path.Contains("artifacts", StringComparison.Ordinal));
    }

    [Fact]
    public void Exactly_two_commands_of_the_README_set_it_up() =>
        Assert.Equal(
            ["dotnet run --project sandbox", "bash .ci/run"],
            Block().Matches(File.ReadAllText(RepositoryFolder.Of("README.md"))).Select(match => match.Groups[1].Value.Trim()));

    [Fact]
    public void The_operating_guide_names_every_setting()
    {
        var guide = File.ReadAllText(RepositoryFolder.Of("docs", "operating.md"));
        Assert.DoesNotContain(Settings(), key => !guide.Contains($"`{key}`", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Settings()
    {
        // The reader refuses what it does not know and names what it knows.
        BotOptionsReader.TryRead(new ConfigurationBuilder().AddInMemoryCollection([new("Bot:Unknown", "x")]).Build(), out var mistakes);
        var bot = mistakes.Single(mistake => mistake.StartsWith("Bot:Unknown", StringComparison.Ordinal)).Split("are ")[1].TrimEnd('.').Split(", ");
        return bot.Concat(Writable<GraphOptions>()).Concat(Writable<StorageOptions>())
            .Concat(Writable<JobOptions>().Select(key => $"Jobs:{key}")).Concat(Writable<SetupFile>().Select(key => $"Setup:{key}"));
    }

    private static IEnumerable<string> Writable<T>() => typeof(T).GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => property.Name);

    [GeneratedRegex(@"`((?:core|bot|sandbox|manifest|appPackage|tests|docs)(?:/[\w./]*)?)`")]
    private static partial Regex CodePath();

    [GeneratedRegex(@"\]\(((?!http)[^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```\r?\n(.+?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
