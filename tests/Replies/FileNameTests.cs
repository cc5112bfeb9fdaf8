using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Tests.Replies;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("Übersicht 2026 🙂.xlsx", "Übersicht 2026 🙂.xlsx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\megan\\a.txt", "a.txt")]
    [InlineData("a\r\nBcc: x@y.example.txt", "aBcc_ x@y.example.txt")]
    [InlineData("gpj\u202Eexe.txt", "gpjexe.txt")]
    [InlineData("a\u0000b\u200B.txt", "ab.txt")]
    [InlineData(" . a.txt. ", "a.txt")]
    [InlineData("what?*.txt", "what__.txt")]
    [InlineData("half\ud83d.txt", "half.txt")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("...", null)]
    [InlineData("folder/", null)]
    [InlineData("\u202E", null)]
    public void A_name_leaves_as_one_line_of_visible_letters_without_a_path(string? given, string? expected) => Assert.Equal(expected, FileName.Clean(given));

    [Theory]
    [InlineData(".docx", 200)]
    [InlineData(".an-ending-that-is-none", 200)]
    public void A_long_name_keeps_its_ending(string ending, int length)
    {
        var name = FileName.Clean(new string('n', 300) + ending)!;

        Assert.Equal(length, name.Length);
        Assert.Equal(ending.Length <= 10, name.EndsWith(ending, StringComparison.Ordinal));
    }

    [Fact]
    public void A_letter_of_two_halves_is_not_cut_through()
    {
        var name = FileName.Clean("x" + string.Concat(Enumerable.Repeat("🙂", 200)))!;

        Assert.InRange(name.Length, 1, FileName.Longest);
        Assert.False(char.IsHighSurrogate(name[^1]));
    }
}
