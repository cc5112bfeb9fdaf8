using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Commands of administrators that are about the same thing, for help.</summary>
/// <param name="Title">Its names, separated by <c>|</c>, the proper one first.</param>
internal sealed record HelpTopic(Enum Title, IReadOnlyList<Command> Commands)
{
    // A topic has the commands whose verbs begin with one of its words.
    private static readonly (Enum Title, string[] Verbs)[] Known =
    [
        (Phrase.TopicSetup, [DialogVerbs.Setup, DialogVerbs.Permissions, DialogVerbs.Script, DialogVerbs.Explain]),
        (Phrase.TopicMailboxes, ["mailbox"]),
        (Phrase.TopicServices, ["service"]),
        (Phrase.TopicWorkflows, ["workflow"]),
        (Phrase.TopicPeople, ["user", "licence"]),
        (Phrase.TopicUnits, ["unit"]),
        (Phrase.TopicSettings, [DialogVerbs.Settings, DialogVerbs.Presence]),
        (Phrase.TopicRecords, [DialogVerbs.Audit, DialogVerbs.Export, DialogVerbs.Import]),
    ];

    public string Name(Words words) => words.First(Title);

    /// <summary>A command of it, so that one knows what it is about.</summary>
    public string Example(Words words) => Commands[0].TitlesIn(words)[0];

    public static bool Knows(string name) => Known.Any(topic => Words.Mean(topic.Title, name));

    /// <summary>The topics of these commands; what is for others than administrators too has none.</summary>
    public static IReadOnlyList<HelpTopic> Of(IReadOnlyList<Command> commands) =>
    [
        .. Known.Select(topic => new HelpTopic(
                topic.Title,
                [.. commands.Where(command => command.Roles == Roles.Administrator && topic.Verbs.Any(verb => command.Verb.StartsWith(verb, StringComparison.Ordinal)))]))
            .Where(topic => topic.Commands.Count > 0),
    ];
}
