using System.Globalization;
using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Skills and their levels, as <c>German 5</c>; without a level it is the middle one.</summary>
internal sealed partial class SkillsPrompt(IReadOnlyList<AgentSkill> present) : ListPrompt([.. present.Select(Write)], ServiceAgent.MostSkills)
{
    private const int Middle = 3;

    protected override char[] Separators => [';', ','];

    public static string Write(AgentSkill skill) => string.Create(CultureInfo.InvariantCulture, $"{skill.Name} {skill.Level}");

    /// <summary>The skills of a canonical value.</summary>
    public static IReadOnlyList<AgentSkill> Of(string value) =>
        [.. Split(value).Select(entry => new AgentSkill(entry[..^2], entry[^1] - '0'))];

    protected override string Example(Words words) => words[ServicePhrase.SkillExample];

    protected override Given ReadEntry(string entry, Words words)
    {
        var match = Form().Match(entry);
        var name = match.Groups["name"].Value.Trim();
        if (!match.Success || name.Length == 0 || name.EnumerateRunes().Count() > AgentSkill.MaxNameLength || name.Any(char.IsControl))
            return Given.Not(words.Say(ServicePhrase.SkillName, AgentSkill.MaxNameLength));
        var level = match.Groups["level"] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : Middle;
        return level is >= AgentSkill.Lowest and <= AgentSkill.Highest
            ? Given.Of(Write(new AgentSkill(name, level)))
            : Given.Not(words.Say(ServicePhrase.SkillLevel, AgentSkill.Lowest, AgentSkill.Highest));
    }

    protected override bool IsSame(string one, string other) => string.Equals(one[..^2], other[..^2], StringComparison.OrdinalIgnoreCase);

    // A skill is taken off by its name alone, too.
    protected override bool Means(string typed, string entry) =>
        base.Means(typed, entry) || string.Equals(typed, entry[..^2], StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(?<name>.*?)((\s*[:=]\s*|\s+)(?<level>[0-9]{1,4}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
