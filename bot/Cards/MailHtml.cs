using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>
/// Reads HTML into lines. It uses AngleSharp's tokenizer and builds no document: time and memory grow with what is read and not with how deep the elements
/// are nested, and reading ends when the writer is full.
/// </summary>
internal sealed class MailHtml
{
    // Reading through markup without text ends here as well: a mail of this much markup has its text in front, or none.
    private const int MostMarkup = 2_000_000;
    private const int DeepestList = 6;
    private const int LongestAddress = 120;

    private readonly MailTextWriter writer;
    private readonly Stack<int> lists = new();
    private string? hiddenBy;
    private int hiddenDepth;
    private int blockquotes;
    private bool belowReplyHeader;
    private bool nextCell;
    private string? link;
    private int preformatted;

    private MailHtml(MailTextWriter writer) => this.writer = writer;

    /// <summary>Reads <paramref name="html"/> until its end or until <paramref name="writer"/> is full.</summary>
    public static void Read(string html, MailTextWriter writer)
    {
        var source = html.Length > MostMarkup ? html[..MostMarkup] : html;
        using var text = new TextSource(source);
        using var tokenizer = new HtmlTokenizer(text, HtmlEntityProvider.Resolver)
        {
            // A tag with a million attributes costs no more than one with none.
            ShouldEmitAttribute = static (ref token, name) => HtmlWords.Attributes.Contains(name.ToString()),
            SkipComments = true,
        };
        var reader = new MailHtml(writer);
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile && !writer.IsFull; token = tokenizer.Get())
        {
            switch (token)
            {
                case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                    reader.Open(tag);
                    tokenizer.State = HtmlWords.Mode(tag.Name);
                    break;
                case HtmlTagToken tag:
                    reader.Close(tag.Name);
                    break;
                case { Type: HtmlTokenType.Character }:
                    reader.Text(token.Data);
                    break;
            }
        }
    }

    private void Text(string text)
    {
        if (hiddenBy is not null)
            return;
        if (preformatted > 0)
        {
            var first = true;
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                if (!first)
                    writer.Break();
                writer.Append(line);
                first = false;
            }

            return;
        }

        if (nextCell && !string.IsNullOrWhiteSpace(text))
        {
            nextCell = false;
            if (!writer.LineIsEmpty)
                writer.Append(" | ");
        }

        writer.Append(text);
    }

    private void Open(HtmlTagToken tag)
    {
        var name = tag.Name;
        if (hiddenBy is not null)
        {
            if (name == hiddenBy && !tag.IsSelfClosing)
                hiddenDepth++;
            return;
        }

        if (HtmlWords.Void.Contains(name))
        {
            OpenVoid(name, tag);
            return;
        }

        if (HtmlWords.Unread.Contains(name) || HtmlWords.IsHidden(tag))
        {
            (hiddenBy, hiddenDepth) = (name, 1);
            return;
        }

        switch (name)
        {
            case "blockquote":
                writer.Paragraph();
                blockquotes++;
                break;
            case "a":
                link = tag.GetAttribute("href");
                break;
            case "ul" or "ol":
                writer.Break();
                // Counts the items of a numbered list; a bulleted one stays below zero.
                lists.Push(name == "ol" ? 0 : int.MinValue);
                break;
            case "li":
                OpenItem();
                break;
            case "td" or "th":
                nextCell = true;
                break;
            case "pre":
                writer.Paragraph();
                preformatted++;
                break;
            default:
                BreakFor(name);
                break;
        }

        // Outlook's mark of the header that stands before the older mail.
        if (tag.GetAttribute("id") is "divRplyFwdMsg" or "appendonsend")
        {
            writer.Paragraph();
            belowReplyHeader = true;
        }

        writer.Quote = Depth;
    }

    private void Close(string name)
    {
        if (hiddenBy is not null)
        {
            if (name == hiddenBy && --hiddenDepth == 0)
                hiddenBy = null;
            return;
        }

        switch (name)
        {
            case "blockquote" when blockquotes > 0:
                writer.Paragraph();
                blockquotes--;
                break;
            case "a":
                CloseLink();
                break;
            case "ul" or "ol":
                writer.Break();
                lists.TryPop(out _);
                break;
            case "tr":
                writer.Break();
                nextCell = false;
                break;
            case "pre" when preformatted > 0:
                writer.Paragraph();
                preformatted--;
                break;
            default:
                BreakFor(name);
                break;
        }

        writer.Quote = Depth;
    }

    private int Depth => Math.Min(MailTextWriter.DeepestQuote, blockquotes + (belowReplyHeader ? 1 : 0));

    private void BreakFor(string name)
    {
        if (HtmlWords.Paragraphs.Contains(name))
            writer.Paragraph();
        else if (HtmlWords.Blocks.Contains(name))
            writer.Break();
    }

    private void OpenVoid(string name, HtmlTagToken tag)
    {
        if (name == "br" && writer.LineIsEmpty)
            // The second break of two, or a line of its own that holds nothing else: how most programs write an empty line.
            writer.Paragraph();
        else if (name == "br")
            writer.Break();
        else if (name == "hr")
            writer.Paragraph();
        else if (name == "img" && !HtmlWords.IsHidden(tag) && tag.GetAttribute("alt") is { } alt && !string.IsNullOrWhiteSpace(alt))
            Text($" [{SafeText.Cut(alt, LongestAddress)}] ");
    }

    private void OpenItem()
    {
        var indent = new string('\u2003', Math.Min(Math.Max(lists.Count - 1, 0), DeepestList));
        if (lists.TryPop(out var count) && count >= 0)
        {
            lists.Push(count + 1);
            writer.Prefix($"{indent}{count + 1}. ");
            return;
        }

        lists.Push(int.MinValue);
        writer.Prefix($"{indent}• ");
    }

    // The address stands beside the words, because the words may name another one than the link leads to.
    private void CloseLink()
    {
        if (link is not null && HtmlWords.ShownAddress(link) is { } address && !writer.LineEndsWith(address))
            Text($" ({SafeText.Cut(address, LongestAddress)})");
        link = null;
    }
}
