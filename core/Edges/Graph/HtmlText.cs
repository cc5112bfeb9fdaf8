using System.Net;
using System.Text;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>
/// The letters of an HTML text without tags and white space, to compare what we gave to Exchange with what it kept: it rewrites the markup freely,
/// the words stay. Not for showing to anybody. One pass without a tree, so that no nesting, however deep, can hurt.
/// </summary>
internal static class HtmlText
{
    public static string Letters(string html)
    {
        var text = new StringBuilder(html.Length);
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            var tag = rest.IndexOf('<');
            text.Append(tag < 0 ? rest : rest[..tag]);
            rest = tag < 0 ? [] : AfterTag(rest[tag..]);
        }

        var letters = new StringBuilder(text.Length);
        foreach (var letter in WebUtility.HtmlDecode(text.ToString()))
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter) && char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format)
                letters.Append(letter);
        return letters.ToString();
    }

    private static ReadOnlySpan<char> AfterTag(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
            return After(rest, "-->");
        foreach (var (open, close) in new[] { ("<style", "</style"), ("<script", "</script"), ("<title", "</title") })
            if (rest.StartsWith(open, StringComparison.OrdinalIgnoreCase))
                return After(After(rest, close), ">");
        return After(rest, ">");
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> rest, string end)
    {
        var at = rest.IndexOf(end, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? [] : rest[(at + end.Length)..];
    }
}
