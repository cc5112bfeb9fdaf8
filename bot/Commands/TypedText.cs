using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>What a person typed, as a command and what follows it.</summary>
/// <param name="Rest">Text after the title, with its line breaks.</param>
internal sealed record TypedText(Command Command, string Rest)
{
    /// <summary>
    /// Finds the command in <paramref name="text"/>: titles of every language count, whatever the person's own, because Teams puts the title of the client's
    /// language into the message (teams.md 6). A sentence that merely begins with a title is no command, so that small talk ends no task.
    /// </summary>
    public static TypedText? Read(string text, Roles roles)
    {
        var typed = Tidy(text);
        var found = CommandTable.For(roles)
            .SelectMany(command => Words.All.SelectMany(command.TitlesIn).Select(title => (command, title)))
            .Where(candidate => StartsWith(typed, candidate.title))
            .Select(candidate => (candidate.title.Length, typed: new TypedText(candidate.command, typed[candidate.title.Length..].TrimStart(' ', ':', ',', '\n'))))
            .Where(candidate => candidate.typed.IsWhole)
            .OrderByDescending(candidate => candidate.Length);
        return found.FirstOrDefault().typed;
    }

    /// <summary>Splits a leading task number off: <c>4711 text</c> or <c>#4711 text</c>.</summary>
    /// <returns>The number without sign, whether the sign was there, and the text; a null number when there is none.</returns>
    public (string? Number, bool Marked, string Text) SplitNumber()
    {
        var match = Regex.Match(Rest, @"^(#)?(\d{4})(?=$|[\s:,.!])[\s:,.!]*", RegexOptions.CultureInvariant);
        return match.Success ? (match.Groups[2].Value, match.Groups[1].Success, Rest[match.Length..]) : (null, false, Rest);
    }

    private bool IsWhole => Command.Usage switch
    {
        CommandUsage.Alone => Rest.Trim('.', '!', '?', ' ').Length == 0,
        CommandUsage.Topic => Rest.Trim('.', '!', '?', ' ') is var topic && (topic.Length == 0 || HelpTopic.Knows(topic)),
        CommandUsage.Task => Regex.IsMatch(Rest, @"^#?\d{0,6}[.!]?$", RegexOptions.CultureInvariant),
        _ => true,
    };

    private static bool StartsWith(string typed, string title) =>
        typed.StartsWith(title, StringComparison.OrdinalIgnoreCase)
        && (typed.Length == title.Length || !char.IsLetterOrDigit(typed[title.Length]));

    private static string Tidy(string text)
    {
        var plain = Regex.Replace(text, "<at>[^<]{0,200}</at>", "", RegexOptions.CultureInvariant);
        return plain.Replace("&nbsp;", " ", StringComparison.Ordinal).Replace('\u00A0', ' ').ReplaceLineEndings("\n").Trim();
    }
}
