using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Units;

/// <summary>The questions that several dialogs about units ask.</summary>
internal static class UnitQuestions
{
    private const string Top = "-";
    private const int NameLength = 80;

    public static Question Which(Visit visit) =>
        new("which", visit.Words[UnitPhrase.Which], UnitChoices.Prompt(visit.Configuration.Units)) { Text = visit.Words[UnitPhrase.WhichAsk], IsSubject = true };

    /// <summary>The unit that was chosen; null when somebody removed it meanwhile.</summary>
    public static OrganizationUnit? Chosen(Visit visit) => visit.Configuration.Units.FirstOrDefault(unit => unit.Id.Value == visit["which"]);

    public static Question Name(Visit visit, OrganizationUnit? unit) =>
        new("name", visit.Words[UnitPhrase.Name], new TextPrompt(NameLength)) { Text = visit.Words[UnitPhrase.NameAsk], Initial = unit?.Name };

    /// <summary>Where it belongs. The first unit is at the top without a question.</summary>
    public static Question Parent(Visit visit, OrganizationUnit? unit)
    {
        var others = visit.Configuration.Units.Where(other => other.Id != unit?.Id).ToList();
        return new Question("parent", visit.Words[UnitPhrase.Parent], new ChoicePrompt(
            [new Option(Top, visit.Words[UnitPhrase.Top]), .. UnitChoices.InOrder(visit.Configuration.Units).Where(entry => others.Contains(entry.Unit)).Select(entry => new Option(entry.Unit.Id.Value, entry.Unit.Name))]))
        {
            Text = visit.Words[UnitPhrase.ParentAsk], Help = visit.Words[UnitPhrase.Help],
            Initial = unit is not null || others.Count == 0 ? unit?.Parent?.Value ?? Top : null,
        };
    }

    public static UnitId? ParentOf(Visit visit) => visit["parent"] == Top ? null : new UnitId(visit["parent"]);
}
