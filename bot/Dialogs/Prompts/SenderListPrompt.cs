using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>Addresses and domains whose mail opens no tasks (V-13).</summary>
internal sealed class SenderListPrompt(IReadOnlyList<string> present) : ListPrompt(present, SenderList.MaxEntries)
{
    protected override char[] Separators => [';', ','];

    protected override string Example(Words words) => "ads@news.example";

    protected override Given ReadEntry(string entry, Words words) =>
        SenderList.IsEntry(entry) ? Given.Of(entry) : Given.Not(words[DialogPhrase.NoSender]);
}
