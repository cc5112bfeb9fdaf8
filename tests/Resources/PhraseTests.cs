using System.Text.RegularExpressions;
using System.Xml.Linq;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Resources;

public class PhraseTests
{
    /// <summary>Every enumeration of phrases; each has its own pair of files.</summary>
    public static TheoryData<Type> Kinds => [.. typeof(Phrase).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(Phrase).Namespace)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_phrase_exists_in_both_languages_and_there_is_no_other(Type kind)
    {
        var (english, german) = (Load(kind, ""), Load(kind, ".de"));
        var phrases = Enum.GetNames(kind).Order();
        Assert.Equal(phrases, english.Keys.Order());
        Assert.Equal(phrases, german.Keys.Order());
        Assert.DoesNotContain(english.Values.Concat(german.Values), string.IsNullOrWhiteSpace);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Both_languages_have_the_same_gaps(Type kind)
    {
        var german = Load(kind, ".de");
        foreach (var (phrase, text) in Load(kind, ""))
            Assert.Equal($"{phrase}: {Gaps(text)}", $"{phrase}: {Gaps(german[phrase])}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_phrase_is_said_somewhere(Type kind)
    {
        // The names of rules and findings are their phrases; that each has one is tested beside them.
        if (kind == typeof(ProblemPhrase) || kind == typeof(FindingPhrase))
            return;
        var source = string.Concat(Directory.EnumerateFiles(RepositoryFolder.Of("bot"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Resources{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || file.EndsWith("Words.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var said = Regex.Matches(source, $@"\b{kind.Name}\.(\w+)").Select(match => match.Groups[1].Value).ToHashSet();
        Assert.DoesNotContain(Enum.GetNames(kind), phrase => !said.Contains(phrase));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void German_is_not_left_in_English(Type kind)
    {
        var german = Load(kind, ".de");
        Assert.InRange(Load(kind, "").Count(pair => german[pair.Key] == pair.Value), 0, 12);
    }

    [Fact]
    public void Every_rule_of_the_configuration_has_words() => Assert.Equal(
        typeof(ProblemCode).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(), Enum.GetNames<ProblemPhrase>().Order());

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("DE", "de")]
    [InlineData("en-US", "en")]
    [InlineData("den", "en")]
    [InlineData("fr-FR", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void An_unknown_locale_reads_English(string? locale, string language) => Assert.Equal(language, Words.For(locale).Language);

    [Theory]
    [InlineData("en-US", "de", "en")]
    [InlineData("fr-FR", "de", "de")]
    [InlineData(null, "de", "de")]
    [InlineData(null, "en", "en")]
    [InlineData("fr-FR", "it", "en")]
    public void Whose_language_we_do_not_speak_reads_the_tenants(string? locale, string tenant, string language) =>
        Assert.Equal(language, Words.For(locale, tenant).Language);

    [Fact]
    public void A_tenant_chooses_among_the_languages_that_we_speak() => Assert.Equal(Words.All.Select(words => words.Language), TenantSettings.Languages);

    [Fact]
    public void Every_refusal_has_words_in_every_language()
    {
        foreach (var words in Words.All)
        {
            var texts = Enum.GetValues<Refusal>().Select(refusal => FailureWords.Of(words, refusal, "ErrorAccessDenied")).ToList();
            Assert.Equal(texts.Count, texts.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("not_member", "not an agent of this service")]
    [InlineData("presence_busy", "presence “In a meeting”", "Busy", "InAMeeting")]
    [InlineData("presence_donotdisturb", "presence “Do not disturb”")]
    [InlineData("presence_Sleeping", "presence “Sleeping”", "Sleeping", "Dreaming")]
    [InlineData("presence_unknown", "presence is not known")]
    [InlineData("at_limit", "tasks: 3 of at most 3", "3", "3")]
    [InlineData("at_limit", "another reason (at_limit)", "many")]
    [InlineData("longest_idle", "longest without a mail (25 min)", "25")]
    [InlineData("in_turn", "next in turn")]
    [InlineData("most_free", "most room (tasks: 1 of at most 3)", "1", "3")]
    [InlineData("priority", "comes first by priority (1)", "1")]
    [InlineData("skills_fit", "has the skills it takes")]
    [InlineData("skills_closest", "comes closest to the skills it takes")]
    [InlineData("skills", "lacks French 3 (has 1), Billing 2 (counts until 14:05:00)", "2026-11-21T14:05:00.0000000Z", "French", "3", "1", "Billing", "2", "0")]
    [InlineData("skills", "another reason (skills)", "2026-11-21T14:05:00.0000000Z", "French", "3")]
    [InlineData("declined", "declined this mail, is asked again from 14:05:00", "2026-11-21T14:05:00.0000000Z")]
    [InlineData("declined", "another reason (declined)", "soon")]
    [InlineData("kept_for_last_agent", "this mail is kept for who worked for the customer last until 14:05:00", "2026-11-21T14:05:00.0000000Z", "adele")]
    [InlineData("skills", "another reason (skills)")]
    [InlineData("new <b>code</b>\u202E", "another reason (newbcodeb)")]
    [InlineData("", "another reason (?)")]
    public void I5_a_reason_is_said_in_words_and_an_unknown_one_is_harmless(string code, string said, params string[] values) =>
        Assert.Equal(said, ReasonWords.Of(new Reader(Words.English, TimeZoneInfo.Utc), new Reason(code, values)));

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(-5, "just now")]
    [InlineData(59, "59 min ago")]
    [InlineData(60, "1 h ago")]
    [InlineData(1439, "23 h ago")]
    [InlineData(1440, "1 day ago")]
    [InlineData(2880, "2 days ago")]
    public void Age_is_said_in_the_largest_unit(int minutes, string said) => Assert.Equal(said, Words.English.Age(TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData(0, "0 Byte")]
    [InlineData(1025, "2 KB")]
    [InlineData(3_400_112, "3,2 MB")]
    public void Size_is_said_as_people_know_it(long bytes, string said) => Assert.Equal(said, Words.German.Size(bytes));

    private static string Gaps(string text) => string.Join(' ', Regex.Matches(text, @"\{\d+[^}]*\}").Select(match => match.Value).Order());

    private static Dictionary<string, string> Load(Type kind, string language) => XDocument.Load(RepositoryFolder.Of("bot", "Resources", $"{kind.Name}s{language}.resx")).Root!
        .Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
}
