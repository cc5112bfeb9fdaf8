using System.Text.RegularExpressions;

namespace TeamsEmailBot.Tests.Rules;

/// <summary>A piece of code that may not stand in the product, but for the files that say why they need it.</summary>
/// <param name="Why">Completes "… : " with what to do instead.</param>
/// <param name="Folders">The top folders it holds for.</param>
/// <param name="Allowed">File name endings that may use it, each with its reason.</param>
internal sealed record CallRule(Regex Pattern, string Why, string[] Folders, IReadOnlyDictionary<string, string> Allowed)
{
    /// <summary>Decides on the text of the call's arguments, where the pattern alone cannot; null takes every match.</summary>
    public Func<IReadOnlyList<string>, bool>? Offends { get; init; }

    public IEnumerable<string> Check(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCSharp && file.IsIn(Folders) && !Allowed.Keys.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal))
        from Match match in Pattern.Matches(file.Code)
        where Offends is null || Offends(Arguments(file.Code, match.Index + match.Length))
        select $"{file.Path}:{file.LineAt(match.Index)}: {match.Value}… {Why}";

    /// <summary>The arguments of a call whose opening parenthesis ends just before <paramref name="start"/>.</summary>
    private static List<string> Arguments(string code, int start)
    {
        var arguments = new List<string>();
        var (depth, begin) = (0, start);
        for (var at = start; at < code.Length; at++)
        {
            if (code[at] is ')' or ']' or '}' && depth-- == 0 || (code[at] == ',' && depth == 0))
            {
                arguments.Add(code[begin..at].Trim());
                begin = at + 1;
                if (code[at] != ',')
                {
                    break;
                }
            }
            else if (code[at] is '(' or '[' or '{')
            {
                depth++;
            }
        }

        return [.. arguments.Where(argument => argument.Length > 0)];
    }
}
