using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Cards;

public class MailTextTests
{
    [Theory]
    [InlineData("<p>a</p><p>b</p>", "a|+b")]
    [InlineData("a<br>b<div>c</div>d", "a|b|c|d")]
    [InlineData("a<br>\n<br>\nb<div><br></div><div>c<br></div><div>d</div>", "a|+b|+c|d")]
    [InlineData("  a \n\t <b>b</b>c&nbsp;&nbsp; d", "a bc d")]
    [InlineData("<ul><li>a<li>b<ul><li>c</ul></ul>", "• a|• b|\u2003• c")]
    [InlineData("<ol><li>a</li><li>b</li></ol>", "1. a|2. b")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td></td><td><p>c</p></td></tr></table>", "a | b|+c")]
    [InlineData("<a href='https://evil.example/x'>your bank</a>", "your bank (https://evil.example/x)")]
    [InlineData("<a href='https://shop.example/'>https://shop.example</a>", "https://shop.example")]
    [InlineData("<a href='mailto:a@b.example?subject=x'>mail me</a>", "mail me (a@b.example)")]
    [InlineData("<a href='javascript:alert(1)'>click</a>", "click")]
    [InlineData("<style>p{}</style><script>if (a<b) alert('</p>')</script><title>t</title>a<!-- b --><noscript>c</noscript>", "ac")]
    [InlineData("a<div style='DISPLAY : none'>b<div>c</div></div>d<span hidden>e</span><p style=\"font-size:0px\">f</p>", "ad")]
    [InlineData("<p>a</p><blockquote>b<blockquote>c</blockquote></blockquote>d", "a|+1:b|+2:c|+d")]
    [InlineData("a<div id=\"divRplyFwdMsg\">From: x</div><div>old</div>", "a|+1:From: x|1:old")]
    [InlineData("<pre>a\n  b\n</pre>c", "a|b|+c")]
    [InlineData("<img src=x alt=''><img src=x alt='Logo'>a", "[Logo] a")]
    [InlineData("&lt;b&gt; &amp; **not bold** [x](http://y)", "<b> & **not bold** [x](http://y)")]
    [InlineData("a<p", "a")]
    [InlineData("", "")]
    public void Html_reads_as_text(string html, string lines) => Assert.Equal(lines, Read(html, isHtml: true));

    [Theory]
    [InlineData("a\r\nb\r\n\r\nc", "a|b|+c")]
    [InlineData("a\n> b\n>> c\n> > d\n1 > 0", "a|1:b|2:c|2:d|1 > 0")]
    [InlineData("<b>a</b>", "<b>a</b>")]
    public void Plain_text_keeps_its_lines_and_quotes(string text, string lines) => Assert.Equal(lines, Read(text, isHtml: false));

    [Fact]
    public void Long_text_is_cut_at_a_word()
    {
        var text = MailText.Read(new MailBody(false, string.Concat(Enumerable.Repeat("word ", 10_000))));
        Assert.True(text.Cut);
        var line = Assert.Single(text.Lines).Text;
        Assert.InRange(line.Length, MailText.Characters / 2, MailText.Characters + 1);
        Assert.EndsWith("word…", line, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Heavy() => new()
    {
        { "deep", string.Concat(Enumerable.Repeat("<div>", 1_000_000)) + "end" },
        { "formatting", string.Concat(Enumerable.Repeat("<b><i><a href=x>", 300_000)) },
        { "attributes", "<p " + string.Concat(Enumerable.Range(0, 400_000).Select(number => $"a{number}=x ")) + ">end" },
        { "blanks", new string(' ', 5_000_000) + "end" },
        { "text", new string('x', 5_000_000) },
        { "data picture", $"<img src='data:image/png;base64,{new string('A', 5_000_000)}'>end" },
        { "style", $"<style>{new string('x', 5_000_000)}</style>end" },
        { "entities", string.Concat(Enumerable.Repeat("&NotEqualTilde;", 350_000)) },
        { "marks", "a" + new string('\u0301', 5_000_000) },
        { "lists", string.Concat(Enumerable.Repeat("<ol><li>", 600_000)) },
        { "unclosed", string.Concat(Enumerable.Repeat("<!-- <", 800_000)) },
    };

    [Theory]
    [MemberData(nameof(Heavy))]
    public void Five_megabytes_of_anything_cost_bounded_time_and_memory(string what, string html)
    {
        Assert.NotEmpty(what);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = MailText.Read(new MailBody(true, html));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // Allocation stands for effort: it does not depend on how busy the machine is. Quadratic work would show as minutes in the runner's time limit.
        Assert.InRange(allocated, 0, 1_000_000_000);
        Assert.InRange(text.Lines.Sum(line => line.Text.Length), 0, MailText.Characters + 2 * MailText.MostLines);
        Assert.InRange(text.Lines.Count, 0, MailText.MostLines);
    }

    private static string Read(string content, bool isHtml) => string.Join('|', MailText.Read(new MailBody(isHtml, content)).Lines
        .Select(line => $"{(line.Gap ? "+" : "")}{(line.Quote > 0 ? line.Quote + ":" : "")}{line.Text}"));
}
