using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Distribution;

/// <summary>
/// The examples and sentences of docs/routing.md, read from the page and tried with the code. Presence and orders are read by <see cref="PresenceRulesTests"/>, what vanishes by
/// <see cref="Engine.VanishingTests"/>, deadlines by <see cref="Services.ServiceTargetsTests"/>.
/// </summary>
public sealed partial class RoutingPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Page = File.ReadAllText(RepositoryFolder.Of("docs", "routing.md"));

    [Fact]
    public void The_example_of_the_queue()
    {
        var mails = Table("mail").Select(row => (Name: row[0], Number: int.Parse(row[3], CultureInfo.InvariantCulture), Task: Task(row[1], Enum.Parse<TaskPriority>(row[2], ignoreCase: true)))).ToList();

        Assert.Equal(5, mails.Count);
        Assert.Equal(mails.OrderBy(mail => mail.Number).Select(mail => mail.Name), mails.OrderBy(mail => TaskRows.Queued(mail.Task), StringComparer.Ordinal).Select(mail => mail.Name));
    }

    [Fact]
    public void The_example_of_the_orders_and_how_each_is_said()
    {
        RequiredSkill[] required = [new("French", 3)];
        var suitable = Table("agent").Select(row => Agent(row, required)).ToList();
        var firsts = Table("with the order");
        var said = Table("`order`").ToDictionary(row => row[0], row => row[2].Trim('`').Split("`, `"));

        Assert.Equal(Enum.GetValues<OfferOrder>().Length, firsts.Count);
        foreach (var row in firsts)
        {
            var order = Enum.Parse<OfferOrder>(row[0].Trim('`'), ignoreCase: true);
            var choice = OfferChoice.Among(suitable, null, new() { Order = order }, new(Now, 3, new("Bob")))!;
            Assert.Equal((row[0], row[1]), (row[0], choice.Chosen.Agent.Value));
            Assert.Contains(Assert.Single(choice.Because).Code, said[row[0]]);
        }
    }

    [Fact]
    public void The_example_of_the_skills()
    {
        var example = SkillExample().Match(Page);
        RequiredSkill[] required = [new("French", Number(example, "french")), new("Billing", Number(example, "billing"))];
        string[] words = ["none", "one", "two", "three", "four", "five"];

        Assert.True(example.Success);
        Assert.Equal(Now.AddMinutes(Array.IndexOf(words, example.Groups["some"].Value)), SkillMatch.SuitableFrom(SkillMatch.Of(required, [new("French", Number(example, "french"))]), Now));
        Assert.Equal(Now.AddMinutes(Array.IndexOf(words, example.Groups["any"].Value)), SkillMatch.SuitableFrom(SkillMatch.Of(required, []), Now));
    }

    [Fact]
    public void The_times_for_which_somebody_is_not_asked_again()
    {
        var times = PassedTimes().Match(Page);

        Assert.True(times.Success);
        Assert.Equal(Eligibility.AfterDecline, TimeSpan.FromMinutes(Number(times, "declined")));
        Assert.Equal(Eligibility.AfterTimeOut, TimeSpan.FromMinutes(Number(times, "missed")));
    }

    [Fact]
    public void The_longest_that_priority_can_do_is_four_days()
    {
        var starts = Enum.GetValues<TaskPriority>().Select(priority => priority.HeadStart()).Order().ToList();

        Assert.Contains("at most four days later", Page, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(4), starts[^1] - starts[0]);
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.Equal(TimeSpan.FromDays(1), pair.Second - pair.First));
    }

    /// <summary>The page names tests by class, or by class and method.</summary>
    [Fact]
    public void The_tests_that_the_page_names_exist()
    {
        var types = typeof(RoutingPageTests).Assembly.GetTypes();
        var named = TestName().Matches(Page);

        Assert.True(named.Count > 10);
        Assert.All(named, name =>
        {
            var type = Assert.Single(types, type => type.Name == name.Groups["type"].Value && type.Namespace is "TeamsEmailBot.Tests.Engine" or "TeamsEmailBot.Tests.Journeys");
            Assert.True(!name.Groups["method"].Success || type.GetMethod(name.Groups["method"].Value, BindingFlags.Public | BindingFlags.Instance) is not null, name.Value);
        });
    }

    private static List<string[]> Table(string first)
    {
        var rows = Page.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).SkipWhile(row => row.Length < 3 || row[1] != first);
        return [.. rows.Skip(2).TakeWhile(row => row.Length > 2).Select(row => row[1..^1])];
    }

    private static EmailTask Task(string received, TaskPriority priority)
    {
        var (day, time) = (received.Split(", ")[0], TimeOnly.Parse(received.Split(", ")[1], CultureInfo.InvariantCulture));
        // A Sunday; the days of the example follow it.
        var at = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero).AddDays((int)Enum.Parse<DayOfWeek>(day)) + time.ToTimeSpan();
        return new() { Key = new(new("help"), new("task")), Mailbox = new("mailbox"), Message = new("mail"), ReceivedAt = at, Priority = priority, State = TaskState.Queued, Version = 1 };
    }

    private static Candidate Agent(string[] row, RequiredSkill[] required)
    {
        var agent = new AgentId(row[0]);
        var level = int.Parse(row[4], CultureInfo.InvariantCulture);
        var holds = Enumerable.Range(0, int.Parse(row[2], CultureInfo.InvariantCulture)).Select(n => new Hold(new(new("help"), new($"{n}")), new($"{n}"), Now));
        return new(
            new AgentState(agent) { OnDuty = true, IdleSince = Now.AddMinutes(-int.Parse(row[1].Split(' ')[0], CultureInfo.InvariantCulture)), Holds = [.. holds] },
            new(agent, int.Parse(row[3], CultureInfo.InvariantCulture)),
            SkillMatch.Of(required, [new("French", level)]));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"requires French (?<french>\d) and Billing (?<billing>\d) is offered after (?<some>\w+) minutes to somebody with\s+French \k<french> alone, and after (?<any>\w+) minutes to anybody")]
    private static partial Regex SkillExample();

    [GeneratedRegex(@"declined, given back or taken back from him: (?<declined>\d+) minutes, let time out: (?<missed>\d+) minute")]
    private static partial Regex PassedTimes();

    [GeneratedRegex(@"`(?<type>\w+Tests)(\.(?<method>\w+))?`")]
    private static partial Regex TestName();
}
