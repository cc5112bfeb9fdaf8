using System.Text.RegularExpressions;

namespace TeamsEmailBot.Tests.Playground;

/// <summary>The Playground's configuration with another person at it: a Playground shows the personal chat of its one current user only (teams.md 9.4).</summary>
internal static partial class PlaygroundSettings
{
    /// <summary>Changes places between the current user and one of the others. The chat is named after the person, because chats are never shared.</summary>
    public static string For(string settings, string currentUser)
    {
        var people = Person().Matches(settings).Select(match => match.Value).ToList();
        var other = people.Single(person => person.Contains($"{{ id: {currentUser},", StringComparison.Ordinal));
        var seated = Person().Replace(settings, match => match.Value == people[0] ? other : match.Value == other ? people[0] : match.Value);
        return seated.Replace(PlaygroundProcess.OwnChat, ChatOf(currentUser), StringComparison.Ordinal);
    }

    /// <summary>The id of the personal chat a person has at his own Playground: <see cref="PlaygroundProcess.OwnChat"/> for Megan.</summary>
    public static string ChatOf(string currentUser) => $"personal-chat-{currentUser[12]}";

    [GeneratedRegex(@"\{ id: [0-9a-f-]{36}, name: [^}]*userPrincipleName[^}]*\}")]
    private static partial Regex Person();
}
