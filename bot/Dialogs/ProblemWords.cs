using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>What the rules found, in the person's language. English is the rules' own and names the details; other languages say what the rule is.</summary>
internal static class ProblemWords
{
    public static string Of(Words words, ConfigurationProblem problem) =>
        words != Words.English && Enum.TryParse<ProblemPhrase>(problem.Code, out var phrase) ? words[phrase] : $"{problem.Message} {problem.Remedy}";
}
