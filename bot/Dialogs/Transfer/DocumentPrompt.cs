using System.Text;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs.Transfer;

/// <summary>A configuration document: pasted into the field or the chat, or attached to a message as a file.</summary>
internal sealed class DocumentPrompt : Prompt, ITakesFiles
{
    /// <summary>Of the text that is kept with the dialog; a larger document is for <c>Setup:File</c>.</summary>
    private const int MostBytes = 200 * 1024;

    private const int MostProblems = 8;

    public int LargestFile => MostBytes;

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        if (given.Length == 0)
            return ValueTask.FromResult(Given.Not(words[DialogPhrase.PleaseFill]));
        var utf8 = Encoding.UTF8.GetBytes(given);
        if (utf8.Length > MostBytes)
            return ValueTask.FromResult(Given.Not(words.Say(TransferPhrase.TooLarge, MostBytes / 1024)));
        var problems = ConfigurationDocument.Read(utf8).Problems;
        if (problems.Count == 0)
            return ValueTask.FromResult(Given.Of(given));
        var said = problems.Take(MostProblems).Select(problem => words.Say(TransferPhrase.AtLine, problem.Line ?? 1, problem.Path, ProblemWords.Of(words, problem)));
        return ValueTask.FromResult(Given.Not(string.Join('\n', said.Append(problems.Count > MostProblems ? words.Say(TransferPhrase.MoreProblems, problems.Count - MostProblems) : "")).TrimEnd()));
    }

    // What could not be read is not put back into the field: it may be as large as a card.
    public override CardElement Field(string label, string? value, Words words) =>
        new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill]) { IsMultiline = true, IsRequired = true };

    public override string Hint(Words words) => words[TransferPhrase.FileHint];
}
