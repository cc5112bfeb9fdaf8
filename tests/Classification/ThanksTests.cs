using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Classification;

public sealed class ThanksTests
{
    private static readonly string[] Agents = ["Megan Bowen", "Adele Vance"];

    public static TheoryData<string> All => [.. EmlFile.Corpus.Where(file => file.Expected.Class == MailClass.Person).Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void F49_only_what_says_thank_you_and_nothing_else_is_thanks(string name)
    {
        var file = EmlFile.Named(name);
        Assert.Equal(file.IsThanks, !file.ToItem().HasAttachments && Thanks.IsAll(file.ToItem(), Agents));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("Thank you", true)]
    [InlineData("Thanks, Megan", true)]
    [InlineData("Thanks, Mallory", false)]
    [InlineData("Perfect", false)]
    [InlineData("Thanks, help!", false)]
    [InlineData("Thanks. 4711", false)]
    [InlineData("Merci – encore une question", false)]
    [InlineData("Tankstelle", false)]
    public void F49_a_word_of_thanks_is_needed_and_no_other_word_may_be_left(string text, bool isThanks) =>
        Assert.Equal(isThanks, Thanks.IsAll(new MailItem { Id = new("1"), ReceivedAt = default, Body = new MailBody(false, text) }, Agents));

    [Fact]
    public void F49_a_long_text_is_never_mere_thanks() =>
        Assert.False(Thanks.IsAll(new MailItem { Id = new("1"), ReceivedAt = default, Body = new MailBody(false, string.Concat(Enumerable.Repeat("Thank you. ", 100))) }, Agents));
}
