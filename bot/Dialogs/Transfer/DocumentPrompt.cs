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

    /// <summary>More do not fit a card, and who mends these finds the others with the next try.</summary>
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
        return ValueTask.FromResult(Given.Not(string.Join('\n', Told(words, problems, problem => words.Say(TransferPhrase.AtLine, problem.Line ?? 1, Place(problem), ProblemWords.Of(words, problem))))));
    }

    // What could not be read is not put back into the field: it may be as large as a card.
    public override CardElement Field(string label, string? value, Words words) =>
        new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill]) { IsMultiline = true, IsRequired = true };

    public override string Hint(Words words) => words[TransferPhrase.FileHint];

    /// <summary>The first of the problems, and how many more there are.</summary>
    public static IEnumerable<string> Told(Words words, IReadOnlyList<ConfigurationProblem> problems, Func<ConfigurationProblem, string> say)
    {
        var said = problems.Take(MostProblems).Select(say);
        return problems.Count > MostProblems ? said.Append(words.Say(TransferPhrase.MoreProblems, problems.Count - MostProblems)) : said;
    }

    /// <summary>Where it is in the document; a name that is none may be of any length.</summary>
    public static string Place(ConfigurationProblem problem) => SafeText.Line(problem.Path, CardParts.AddressLength);
}
