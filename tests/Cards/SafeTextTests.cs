using TeamsEmailBot.Bot.Cards;

namespace TeamsEmailBot.Tests.Cards;

public class SafeTextTests
{
    [Theory]
    [InlineData("a\u202Egpj.exe\u202C", "agpj.exe")]
    [InlineData("a\u2066b\u2069\u200F\u061C\uFEFF\u00ADc", "abc")]
    [InlineData("a\0b\u0007c\u009Bd\te\r\nf", "a b c d e f")]
    [InlineData("  a \u00A0\u3000 b\u2028c ", "a b c")]
    [InlineData("👩‍👩‍👧 ok", "👩‍👩‍👧 ok")]
    [InlineData("שלום", "\u2068שלום\u2069")]
    [InlineData("\U000E0041\U000E007F", "")]
    [InlineData("{{DATE(2026-01-01T00:00:00Z)}}", "{\u200C{DATE(2026-01-01T00:00:00Z)}}")]
    [InlineData(null, "")]
    public void A_line_holds_only_what_can_be_seen(string? text, string line) => Assert.Equal(line, SafeText.Line(text, 100));

    [Theory]
    [InlineData("one two three", 9, "one two…")]
    [InlineData("abcdefghijkl", 6, "abcde…")]
    [InlineData("aaaa👩‍👩‍👧b", 8, "aaaa…")]
    [InlineData("short", 5, "short")]
    public void A_cut_keeps_words_and_characters_whole(string text, int max, string cut) => Assert.Equal(cut, SafeText.Cut(text, max));

    [Fact]
    public void Halves_of_characters_are_replaced() => Assert.Equal("\uFFFDa\uFFFD", SafeText.Line("\uD800a\uDC00", 100));

    [Fact]
    public void Stacked_marks_are_thinned() => Assert.InRange(SafeText.Clean("a" + new string('\u0301', 500)).Length, 2, 10);
}
