using System.Collections.Frozen;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What the names in HTML mean to a reader.</summary>
internal static class HtmlWords
{
    /// <summary>Attributes that are looked at.</summary>
    public static readonly FrozenSet<string> Attributes = FrozenSet.ToFrozenSet(["href", "alt", "id", "style", "hidden"]);

    /// <summary>Elements without an end tag.</summary>
    public static readonly FrozenSet<string> Void = FrozenSet.ToFrozenSet(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]);

    /// <summary>Elements whose content is not text of the mail.</summary>
    public static readonly FrozenSet<string> Unread = FrozenSet.ToFrozenSet(
        ["script", "style", "head", "title", "template", "svg", "math", "object", "iframe", "audio", "video", "canvas", "select", "textarea", "noembed", "noframes", "xml"]);

    /// <summary>Elements that stand apart from what is before and after them.</summary>
    public static readonly FrozenSet<string> Paragraphs = FrozenSet.ToFrozenSet(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "dl", "fieldset"]);

    /// <summary>Elements that begin on a line of their own.</summary>
    public static readonly FrozenSet<string> Blocks = FrozenSet.ToFrozenSet(
        ["div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "center", "form", "figure", "figcaption", "details", "summary",
         "tr", "caption", "thead", "tbody", "tfoot", "dt", "dd", "body", "html", "li", "button"]);

    private static readonly string[] HidingStyles = ["display:none", "visibility:hidden", "mso-hide:all", "font-size:0;", "font-size:0px", "opacity:0;", "max-height:0"];

    /// <summary>How the tokenizer must read what follows the start tag.</summary>
    public static HtmlParseMode Mode(string name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        _ => HtmlParseMode.PCData,
    };

    /// <summary>True when a mail program would not show the element, as far as the element itself tells.</summary>
    public static bool IsHidden(HtmlTagToken tag)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Name == "hidden")
                return true;
            if (attribute.Name != "style")
                continue;
            var style = string.Concat(attribute.Value.Where(letter => !char.IsWhiteSpace(letter)).Take(2_000)).ToLowerInvariant() + ";";
            if (HidingStyles.Any(style.Contains))
                return true;
        }

        return false;
    }

    /// <summary>What to show of a link's target: web and mail addresses only.</summary>
    public static string? ShownAddress(string href)
    {
        if (href.Length > 4_000 || !Uri.TryCreate(href.Trim(), UriKind.Absolute, out var target))
            return null;
        if (target.Scheme == Uri.UriSchemeMailto)
            return target.GetComponents(UriComponents.UserInfo | UriComponents.Host, UriFormat.SafeUnescaped);
        return target.Scheme == Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttp ? target.AbsoluteUri : null;
    }
}
