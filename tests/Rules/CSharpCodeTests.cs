namespace TeamsEmailBot.Tests.Rules;

public sealed class CSharpCodeTests
{
    [Theory]
    [InlineData("a(); // X", "a();")]
    [InlineData("a /* X\nX */ b", "a\nb")]
    [InlineData("f(\"X\")", "f()")]
    [InlineData("f(\"X\\\"X\", b)", "f(,b)")]
    [InlineData("f(@\"X\\\", b)", "f(,b)")]
    [InlineData("f(@\"X\"\"X\", b)", "f(,b)")]
    [InlineData("f(\"\", b)", "f(,b)")]
    [InlineData("f($\"X{a.B}X{{X}}X{c:N0}\")", "f(a.Bc:N0)")]
    [InlineData("f($\"{g(\"X\")}X\")", "f(g())")]
    [InlineData("f($\"{g(new { A = 1 })}X\")", "f(g(new{A=1}))")]
    [InlineData("f(\"\"\"X\"X\"\"\", b)", "f(,b)")]
    [InlineData("f($$\"\"\"X{X}{{a}}X\"\"\", b)", "f(a,b)")]
    [InlineData("f('\"', b, '\\'', c)", "f(,b,,c)")]
    [InlineData("f(\"// X\", b)", "f(,b)")]
    [InlineData("f(\"X\"u8, b)", "f(u8,b)")]
    public void Only_code_is_left(string text, string code) =>
        Assert.Equal(code, CSharpCode.Only(text).Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void Positions_and_lines_stay()
    {
        const string Text = "a\n// X\n\"X\" b";
        Assert.Equal(Text.Length, CSharpCode.Only(Text).Length);
        Assert.Equal(Text.IndexOf('b', StringComparison.Ordinal), CSharpCode.Only(Text).IndexOf('b', StringComparison.Ordinal));
    }
}
