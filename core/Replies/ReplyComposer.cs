using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Replies;

/// <summary>
/// Makes the HTML of an answer: the agent's plain text, the signature, and the quoted original. Exchange drops its own quotation when a body is given
/// (graph.md 5.5), so the quotation is ours.
/// </summary>
public static class ReplyComposer
{
    /// <summary>Graph takes requests of about 4 MB (graph.md 5.3); a larger original is quoted as its preview.</summary>
    private const int MaxQuotedCharacters = 1_000_000;

    /// <summary>The answer of the agent to <paramref name="original"/>.</summary>
    /// <param name="zone">By whose clock it is told when the original came.</param>
    /// <param name="reference">Marks the conversation so that a reply finds its task; small, under the answer.</param>
    public static string Compose(string text, string signature, string reference, MailItem original, TimeZoneInfo zone)
    {
        var html = new StringBuilder("<html><body><div>").Append(Paragraphs(text)).Append("</div>");
        if (!string.IsNullOrWhiteSpace(signature))
            html.Append("<br><div>").Append(Paragraphs(signature)).Append("</div>");
        html.Append("<div style=\"color:#707070;font-size:8pt\">").Append(Encode(reference)).Append("</div>");
        html.Append("<br><div style=\"border-top:1px solid #c8c8c8;padding-top:8px\"><p>")
            .Append("<b>From:</b> ").Append(Encode(Sender(original))).Append("<br><b>Sent:</b> ")
            .Append(Encode(Moment(TimeZoneInfo.ConvertTime(original.ReceivedAt, zone)))).Append("<br><b>Subject:</b> ")
            .Append(Encode(original.Subject)).Append("</p></div><blockquote>").Append(Quoted(original)).Append("</blockquote></body></html>");
        return html.ToString();
    }

    /// <summary>A text of our own without quotation, with the key that brings the reply back to its task.</summary>
    public static string Notice(string text, string key) =>
        $"<html><body><div>{Paragraphs(text)}</div><div style=\"color:#8a8886;font-size:8pt\">{Encode(key)}</div></body></html>";

    // With the distance from UTC: the customer may live by another clock.
    private static string Moment(DateTimeOffset at) =>
        $"{at.ToString("f", CultureInfo.InvariantCulture)} {(at.Offset == TimeSpan.Zero ? "UTC" : at.ToString("'UTC'zzz", CultureInfo.InvariantCulture))}";

    private static string Sender(MailItem mail) => mail.From switch
    {
        null => "",
        { Name: { Length: > 0 } name } from => $"{name} <{from.Address}>",
        { } from => from.Address,
    };

    private static string Quoted(MailItem mail) => mail.Body switch
    {
        { IsHtml: true } body when HtmlShape.IsParsable(body.Content, MaxQuotedCharacters) => Inner(body.Content),
        { IsHtml: false, Content.Length: <= MaxQuotedCharacters } body => Paragraphs(body.Content),
        _ => Paragraphs(mail.Preview),
    };

    // The body of the original document without what acts: it goes out under our name.
    private static string Inner(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.QuerySelectorAll("script, style, iframe, object, embed, form, base, meta, link").ToList())
            element.Remove();
        return document.Body is { } body ? Markup(body) : "";
    }

    // InnerHtml takes time with the square of the number of siblings, and as much stack as the nesting is deep.
    private static string Markup(IElement body)
    {
        var (html, formatter, todo) = (new StringBuilder(), HtmlMarkupFormatter.Instance, new Stack<(INode Node, bool Closes)>());
        PushChildren(body);
        while (todo.TryPop(out var next))
        {
            switch (next)
            {
                case (IElement element, true):
                    html.Append(formatter.CloseTag(element, selfClosing: false));
                    break;
                case (IElement element, _):
                    var isVoid = element.Flags.HasFlag(NodeFlags.SelfClosing);
                    html.Append(formatter.OpenTag(element, isVoid));
                    if (isVoid)
                        break;
                    todo.Push((element, true));
                    PushChildren(element);
                    break;
                case (IText text, _):
                    html.Append(formatter.Text(text));
                    break;
            }
        }

        return html.ToString();

        void PushChildren(INode parent)
        {
            for (var child = parent.ChildNodes.Length - 1; child >= 0; child--)
                todo.Push((parent.ChildNodes[child], false));
        }
    }

    private static string Paragraphs(string text) =>
        Encode(text.ReplaceLineEndings("\n").Trim()).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
