using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>What Exchange does with HTML: sanitise it, turn it into text, tell new text from the quotation.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Dangerous = new(StringComparer.OrdinalIgnoreCase) { "script", "iframe", "object", "embed", "form", "base", "meta", "link" };
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase) { "p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table", "blockquote", "pre" };
    private static readonly string[] QuotationMarks = ["<div id=\"appendonsend\"", "<div id=\"divRplyFwdMsg\"", "<div class=\"gmail_quote", "<blockquote"];

    public static string FromText(string text) => $"<html><body><div>{WebUtility.HtmlEncode(text).ReplaceLineEndings("<br>\n")}</div></body></html>";

    public static string Sanitise(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.All.Where(e => Dangerous.Contains(e.LocalName)).ToList())
            element.Remove();
        foreach (var element in document.All)
            foreach (var attribute in element.Attributes.Where(IsDangerous).ToList())
                element.RemoveAttribute(attribute.Name);
        return document.DocumentElement.OuterHtml;
    }

    public static string ToText(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        var text = new StringBuilder();
        if (document.Body is { } body)
            Append(body, text);
        return text.ToString().Trim();
    }

    /// <summary>The content of the body element, to be put into another document.</summary>
    public static string InnerBody(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        return document.Body?.InnerHtml ?? "";
    }

    public static string CutQuotation(string html)
    {
        var cut = QuotationMarks.Select(mark => html.IndexOf(mark, StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).DefaultIfEmpty(-1).Min();
        return cut < 0 ? html : html[..cut] + "</body></html>";
    }

    private static bool IsDangerous(IAttr attribute) =>
        attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Walks with an own stack: mail can nest deeper than the thread's stack bears.</summary>
    private static void Append(INode root, StringBuilder text)
    {
        var todo = new Stack<INode>();
        todo.Push(root);
        while (todo.TryPop(out var node))
        {
            switch (node)
            {
                case IText words:
                    text.Append(string.Join(' ', words.Data.Split((char[]?)null)));
                    break;
                case IElement { LocalName: "script" or "style" or "head" }:
                    break;
                default:
                    if (node is IElement element && Blocks.Contains(element.LocalName) && text.Length > 0 && text[^1] != '\n')
                        text.Append('\n');
                    for (var child = node.LastChild; child is not null; child = child.PreviousSibling)
                        todo.Push(child);
                    break;
            }
        }
    }
}
