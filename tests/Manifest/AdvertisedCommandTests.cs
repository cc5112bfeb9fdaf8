using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Manifest;

namespace TeamsEmailBot.Tests.Manifest;

/// <summary>
/// What the package advertises is what the bot understands: the tool knows no bot (and the bot no manifest), so this holds the two lists together. In the
/// menu of Teams stand the commands that are whole as they are; those that name a task are buttons on its card and stand in help.
/// </summary>
public sealed class AdvertisedCommandTests
{
    // A list may take a filter; without one it is whole, too.
    private static readonly List<Command> Menu = [.. CommandTable.All.Where(command =>
        command is { Usage: CommandUsage.Alone or CommandUsage.Topic, IsInMenu: true } || command.Usage == CommandUsage.About && AdvertisedCommand.All.Any(known => known.English == command.TitlesIn(Words.English)[0]))];

    [Fact]
    public void The_package_advertises_the_commands_that_are_whole_as_they_are() =>
        Assert.Equal(
            Menu.Select(command => (command.TitlesIn(Words.English)[0], command.TitlesIn(Words.German)[0])),
            AdvertisedCommand.All.Select(command => (command.English, command.German)));

    [Fact]
    public void Every_language_the_bot_speaks_has_a_title_for_every_command() =>
        Assert.All(AdvertisedCommand.All, command => Assert.All(Words.All, words => Assert.NotNull(command.In(words.Language))));

    [Fact]
    public void What_Teams_puts_into_the_message_is_understood_whatever_the_language()
    {
        foreach (var (advertised, expected) in AdvertisedCommand.All.Zip(Menu))
        {
            foreach (var title in new[] { advertised.English, advertised.German })
            {
                Assert.Equal(expected.Verb, TypedText.Read(title, Roles.Agent | Roles.Administrator)?.Command.Verb);
            }
        }
    }

    [Fact]
    public void Teams_shows_them_all() => Assert.InRange(AdvertisedCommand.All.Count, 1, CommandRules.MostCommands);
}
