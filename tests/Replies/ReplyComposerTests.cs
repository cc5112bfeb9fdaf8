using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Tests.Replies;

public sealed class ReplyComposerTests
{
    [Fact]
    public void The_agents_text_leaves_as_text_whatever_is_in_it()
    {
        var html = Compose("Dear <b>Alex</b>,\r\n1 < 2 & 3", "", "[ref:x]", Mail());

        Assert.Contains("Dear &lt;b&gt;Alex&lt;/b&gt;,<br>1 &lt; 2 &amp; 3", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_original_is_quoted_without_anything_that_acts()
    {
        var html = Compose(
            "ok", "", "[ref:x]", Mail() with { Body = new MailBody(true, "<html><head><style>p{}</style></head><body><p>Where is it?</p><script>alert(1)</script><iframe src=x></iframe></body></html>") });

        Assert.Contains("<blockquote><p>Where is it?</p></blockquote>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<iframe", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_head_of_the_quotation_is_encoded()
    {
        var html = Compose("ok", "", "[ref:x]", Mail() with { Subject = "<img src=x onerror=alert(1)>", From = new MailAddress("a@b.example", "<script>") });

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt; &lt;a@b.example&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_signature_stands_between_text_and_quotation()
    {
        var html = Compose("The text", "Contoso Help", "[ref:x]", Mail() with { Body = new MailBody(false, "The question") });

        Assert.True(html.IndexOf("The text", StringComparison.Ordinal) < html.IndexOf("Contoso Help", StringComparison.Ordinal));
        Assert.True(html.IndexOf("Contoso Help", StringComparison.Ordinal) < html.IndexOf("The question", StringComparison.Ordinal));
    }

    [Fact]
    public void An_original_too_large_for_Graph_is_quoted_as_its_preview()
    {
        var html = Compose("ok", "", "[ref:x]", Mail() with { Preview = "Short", Body = new MailBody(true, new string('x', 5_000_000)) });

        Assert.True(html.Length < 10_000);
        Assert.Contains("Short", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<br>", 250_000)]
    [InlineData("<p>x</p>", 120_000)]
    [InlineData("<p>x", 200_000)]
    public void A_million_letters_of_siblings_are_quoted_whole(string one, int count)
    {
        var html = Compose("ok", "", "[ref:x]", Mail() with { Preview = "Short", Body = new MailBody(true, string.Concat(Enumerable.Repeat(one, count))) });

        Assert.True(html.Length > count * one.Length);
        Assert.DoesNotContain("Short", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<blockquote x='")]
    [InlineData("<table><tr><td>")]
    public void An_original_that_only_opens_is_quoted_as_its_preview_because_its_tree_would_take_minutes(string one)
    {
        var html = Compose("ok", "", "[ref:x]", Mail() with { Preview = "Short", Body = new MailBody(true, string.Concat(Enumerable.Repeat(one, 900_000 / one.Length))) });

        Assert.Contains("Short", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_quotation_keeps_markup_attributes_and_text()
    {
        const string Body = "<table border=\"1\"><tbody><tr><td>a &lt; b &amp; c</td></tr></tbody></table><p title=\"x &quot;y&quot;\">one<br>two <b>bold</b></p><img src=\"cid:1\">";
        var html = Compose("ok", "", "[ref:x]", Mail() with { Body = new MailBody(true, $"<html><body>{Body}<!-- note --></body></html>") });

        Assert.Contains($"<blockquote>{Body}</blockquote>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Berlin", "Monday, 02 March 2026 10:00 UTC+01:00")]
    [InlineData("America/New_York", "Monday, 02 March 2026 04:00 UTC-05:00")]
    [InlineData("UTC", "Monday, 02 March 2026 09:00 UTC<")]
    public void When_the_original_came_is_told_by_the_clock_of_the_service(string zone, string sent) =>
        Assert.Contains(sent, Compose("ok", "", "[ref:x]", Mail(), zone), StringComparison.Ordinal);

    private static string Compose(string text, string signature, string reference, MailItem original, string zone = "UTC") =>
        ReplyComposer.Compose(text, signature, reference, original, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static MailItem Mail() => new()
    {
        Id = new MessageId("1"),
        ReceivedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
        Subject = "Question",
        From = new MailAddress("customer@b.example", "Customer"),
    };
}
