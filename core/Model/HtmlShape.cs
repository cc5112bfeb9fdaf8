using System.Buffers;

namespace TeamsEmailBot.Core.Model;

/// <summary>
/// Judges HTML from outside before it is made into a tree: a parser's work grows with the square of the nesting, so that a megabyte of opening tags would
/// keep a processor busy for minutes. One pass over the text; it may overrate the depth, never underrate it much.
/// </summary>
public static class HtmlShape
{
    /// <summary>Far above what mail programs write; threads of a hundred answers stay below.</summary>
    public const int MaxDepth = 500;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-");

    /// <summary>Elements that hold nothing, or that the next of their kind ends: mail programs leave many of them open.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Flat = new HashSet<string>(
        ["br", "img", "hr", "meta", "link", "input", "base", "col", "area", "wbr", "p", "li", "tr", "td", "th", "dt", "dd", "option", "html", "head", "body"],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True when <paramref name="html"/> may be parsed into a tree.</summary>
    public static bool IsParsable(string html, int maxCharacters)
    {
        if (html.Length > maxCharacters)
            return false;
        var depth = 0;
        for (var rest = html.AsSpan(); rest.IndexOf('<') is >= 0 and var at;)
        {
            rest = rest[(at + 1)..];
            var closes = rest is ['/', ..];
            var name = closes ? rest[1..] : rest;
            var length = name.IndexOfAnyExcept(Letters);
            name = name[..(length < 0 ? name.Length : length)];
            if (name.IsEmpty || Flat.Contains(name))
                continue;
            depth = closes ? Math.Max(0, depth - 1) : depth + 1;
            if (depth > MaxDepth)
                return false;
        }

        return true;
    }
}
