using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>What the sender wrote himself: the text of a mail without what he quotes. Text below or between quoted lines counts as his.</summary>
internal static partial class OwnWords
{
    /// <summary>How mail programs mark what they quote in HTML.</summary>
    private const string Quotes = "blockquote, .gmail_quote, .gmail_attr, .yahoo_quoted, .moz-cite-prefix, .OutlookMessageHeader, #appendonsend, style, script, head, title";

    /// <summary>Longer ones are not read: no short word of thanks is in them, and their tree would cost too much.</summary>
    private const int MaxHtml = 200_000;

    public static string Of(MailItem mail) => mail.Body switch
    {
        { IsHtml: true } html => HtmlShape.IsParsable(html.Content, MaxHtml) ? FromLines(FromHtml(html.Content)) : "",
        { } text => FromLines(text.Content),
        _ => "",
    };

    private static string FromHtml(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        // Outlook's head of the quoted mail: everything behind it is quoted.
        if (document.QuerySelector("#divRplyFwdMsg") is { } head)
        {
            for (INode? node = head; node is not null and not IDocument; node = node.Parent)
                while (node.NextSibling is { } after)
                    after.Parent!.RemoveChild(after);
            head.Remove();
        }

        foreach (var quote in document.QuerySelectorAll(Quotes).ToList())
            quote.Remove();
        foreach (var block in document.QuerySelectorAll("br, p, div, li, tr, h1, h2, h3").ToList())
            block.After(document.CreateTextNode("\n"));
        return document.Body?.TextContent ?? "";
    }

    private static string FromLines(string text)
    {
        var own = new List<string>();
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).ToList();
        foreach (var (index, line) in lines.Index())
        {
            if (line is "--" or "-- " || Original().IsMatch(line))
                break;
            // "On … wrote:" is followed by the quoted lines, at once or after an empty one, and may be broken in two.
            var isHead = line.EndsWith(':') && lines.Skip(index + 1).SkipWhile(next => next.Length == 0).FirstOrDefault()?.StartsWith('>') == true;
            if (!line.StartsWith('>') && !isHead)
                own.Add(line);
        }

        return string.Join('\n', own).Trim();
    }

    [GeneratedRegex(@"^(-{2,}\s*(Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Wiadomość oryginalna|Mensagem original|元のメッセージ|Orijinal Mesaj|Ursprungligt meddelande)|_{10,}$)", RegexOptions.IgnoreCase)]
    private static partial Regex Original();
}
