using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Classification;

/// <summary>Every mail of the corpus gets the verdict that it asks for, and every rule is needed for one of them.</summary>
public sealed class CorpusTests
{
    internal static readonly Surroundings Desk = new(
        address => address.EndsWith("@contoso.example", StringComparison.OrdinalIgnoreCase) && (address.StartsWith("help@", StringComparison.Ordinal) || address.StartsWith("orders@", StringComparison.Ordinal)),
        mark => mark == OwnMark.Of(new MailboxId("help")),
        address => SenderList.Covers(["spam.example"], address));

    public static TheoryData<string> Mails => [.. EmlFile.Corpus.Select(file => file.Name)];

    public static TheoryData<string> Rules => [.. MailClassifier.Rules.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Mails))]
    public void N049_N051_every_mail_of_the_corpus_is_what_it_is(string name)
    {
        var file = EmlFile.Named(name);
        Assert.True(file.Expected == Judge(file), $"{name} ({file.Why}): expected {file.Expected}, found {Judge(file)}.");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Without_any_one_rule_some_mail_of_the_corpus_is_taken_for_something_else(string rule)
    {
        var others = MailClassifier.Rules.Where(other => other.Name != rule).ToList();
        Assert.Contains(EmlFile.Corpus, file => MailClassifier.Judge(file.ToItem(), Desk, others).Class != file.Expected.Class);
    }

    [Fact]
    public void F03_a_contact_form_that_writes_as_the_mailbox_itself_is_the_customers_mail() =>
        Assert.Equal(MailClass.Person, Judge(EmlFile.Named("person-contact-form")).Class);

    [Theory]
    [InlineData("loop-own-mark", "loop")]
    [InlineData("loop-hops", "loop")]
    [InlineData("own-mailbox", "own_mailbox")]
    [InlineData("person-foreign-mark", null)]
    public void F48_what_comes_from_ourselves_opens_no_task(string name, string? reason) => Assert.Equal(reason, Judge(EmlFile.Named(name)).ReasonAgainst);

    [Theory]
    [InlineData("oof-same-tenant-class")]
    [InlineData("rule-reply-same-tenant-class")]
    public void F47_automatic_mail_of_our_own_people_opens_no_task(string name) => Assert.Equal("automatic_reply", Judge(EmlFile.Named(name)).ReasonAgainst);

    [Fact]
    public void Every_rule_has_a_name_of_its_own() => Assert.Equal(MailClassifier.Rules.Count, MailClassifier.Rules.Select(rule => rule.Name).Distinct().Count());

    [Fact]
    public void The_corpus_speaks_at_least_eight_languages_on_both_sides()
    {
        Assert.InRange(Languages(file => file.Expected.Class == MailClass.AutomaticReply), 8, 99);
        Assert.InRange(Languages(file => file.Expected.Class == MailClass.Person), 8, 99);
        Assert.InRange(Languages(file => file.IsThanks), 8, 99);

        static int Languages(Func<EmlFile, bool> which) => EmlFile.Corpus.Where(which).Select(file => file.Language).Distinct().Count();
    }

    [Theory]
    [InlineData("spam.example", "deals@spam.example", true)]
    [InlineData("spam.example", "deals@News.SPAM.example", true)]
    [InlineData("spam.example", "jo@notspam.example", false)]
    [InlineData("spam.example", "spam.example", true)]
    [InlineData("spam.example", "x.spam.example", false)]
    [InlineData("jo@spam.example", "JO@spam.example", true)]
    [InlineData("jo@spam.example", "mary.jo@spam.example", false)]
    [InlineData("jo@spam.example", "spam.example", false)]
    public void V13_a_blocked_entry_means_an_address_or_a_domain_with_all_below_it(string entry, string address, bool isBlocked) =>
        Assert.Equal(isBlocked, SenderList.Covers([entry], address));

    internal static MailVerdict Judge(EmlFile file) => MailClassifier.Judge(file.ToItem(), Desk);
}
