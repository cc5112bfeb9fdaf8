using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Cards;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Resources;

/// <summary>Every reason and every step that the engine can record has words (I5).</summary>
public sealed partial class ReasonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 13, 0, 0, TimeSpan.Zero);

    // What stands there in quotation marks and is no step's reason: said otherwise, or a name of something else.
    private static readonly HashSet<string> NoReasons =
    [
        "merged", "agent_said_not_sent", "unknown", "mail_renamed", "teams_later", "card_rejected", "teams_no_answer", "no_rule", "deleteditems", "service",
    ];

    // One of each that has figures.
    private static readonly Reason[] Figured =
    [
        Reasons.AtLimit(3, 3), Reasons.Declined(Now), Reasons.Returned(Now), Reasons.TakenBack(Now), Reasons.TimedOut(Now), Reasons.AfterWork(Now), Reasons.HandedOn(Now), Reasons.Skills(Now, [new("French", 3, 1)]), Reasons.KeptFor(new("adele"), Now),
        Reasons.LongestIdle(TimeSpan.FromMinutes(7)), Reasons.MostFree(1, 3), Reasons.Priority(1),
        .. PresenceRules.Table.Keys.Select(word => Reasons.Presence(word, word)),
        .. new[] { "not_installed", "blocked", "unknown" }.Select(Reasons.Unreachable),
    ];

    private static readonly Reason[] Plain = [.. typeof(Reasons).GetFields().Where(field => field.FieldType == typeof(Reason)).Select(field => (Reason)field.GetValue(null)!)];

    [Fact]
    public void Every_reason_is_among_those_looked_at() =>
        Assert.All(Reasons.Codes, code => Assert.Contains(Plain.Concat(Figured), reason => code.EndsWith('_') ? reason.Code.StartsWith(code, StringComparison.Ordinal) : reason.Code == code));

    [Fact]
    public void I5_every_reason_has_words_of_its_own_in_every_language()
    {
        foreach (var words in Words.All)
        {
            var reader = new Reader(words, TimeZoneInfo.Utc);
            foreach (var reason in Plain.Concat(Figured))
                Assert.DoesNotContain($"({reason.Code})", ReasonWords.Of(reader, reason), StringComparison.Ordinal);
            var texts = Plain.Concat(Figured.Where(reason => !reason.Code.StartsWith("presence_", StringComparison.Ordinal))).Select(reason => ReasonWords.Of(reader, reason)).ToList();
            Assert.Equal(texts.Count, texts.Distinct().Count());
        }
    }

    [Fact]
    public void Reasons_are_made_in_one_place_only() => Assert.Empty(
        Directory.EnumerateFiles(RepositoryFolder.Of("core"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "Reasons.cs" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => MadeElsewhere().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    [Theory]
    [InlineData("reasons.Add(new Reason(\"x\"));", true)]
    [InlineData("public Reason Because(Candidate chosen) => new(\"x\");", true)]
    [InlineData("List<Reason> reasons = new();", false)]
    [InlineData("new ReasonFor(\"x\")", false)]
    public void A_reason_made_elsewhere_is_noticed(string code, bool isNoticed) => Assert.Equal(isNoticed, MadeElsewhere().IsMatch(code));

    [Fact]
    public void I5_every_step_has_words_of_its_own_in_every_language()
    {
        foreach (var words in Words.All)
        {
            var reader = new Reader(words, TimeZoneInfo.Utc);
            foreach (var what in Enum.GetValues<TaskEvent>())
            {
                var said = Say(reader, new(Now, what, new("adele"), "other"));
                Assert.DoesNotContain($"({what})", said, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void I5_every_reason_of_a_step_that_stands_in_the_code_has_words() =>
        Assert.DoesNotContain(StepReasons(), reason => !NoReasons.Contains(reason) && !StepWords.Knows(reason));

    [Fact]
    public void The_reasons_of_steps_are_found_in_the_code() => Assert.Superset(
        new HashSet<string> { "overflow", "not_delivered", "deleted", "moved", "service_suspended", "storm", "thanks", "bounce", "gone", "waiting_for_customer", "due" },
        StepReasons().ToHashSet());

    [Fact]
    public void A_step_of_a_newer_engine_is_shown_as_it_is() =>
        Assert.Equal("Another step (99).", Say(new Reader(Words.English, TimeZoneInfo.Utc), new(Now, (TaskEvent)99)));

    private static string Say(Reader reader, TimelineEntry entry)
    {
        var task = EmailTask.Open(SampleViews.Key, new("mailbox"), SampleViews.Mail, [], Now);
        return StepWords.Of(reader, task, entry, new Names(reader, Configuration.Empty), Configuration.Empty);
    }

    // Steps are taken with a reason in these rooms.
    private static IEnumerable<string> StepReasons() =>
        new[] { "Tasks/EmailTask*.cs", "Engine/Withdrawal.cs", "Engine/Waking.cs", "Engine/InboxWatch.cs", "Engine/Storms.cs", "Engine/Echoes.cs", "Engine/AgentWorkbench.cs", "Engine/Handlers/OfferHandlers.cs", "Filing/MailFiler.cs", "Classification/MailVerdict.cs" }
            .SelectMany(path => Directory.EnumerateFiles(RepositoryFolder.Of(["core", .. path.Split('/')[..^1]]), path.Split('/')[^1]))
            .SelectMany(file => Code().Matches(string.Concat(File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal))))).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex("\"([a-z]+(?:_[a-z]+)*)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"\bnew Reason\(|\bReason \w+\([^)]*\)\s*=>\s*new\(")]
    private static partial Regex MadeElsewhere();
}
