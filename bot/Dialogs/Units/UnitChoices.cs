using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Units;

/// <summary>Units to choose from, as a tree.</summary>
internal static class UnitChoices
{
    /// <summary>Every unit after the one it belongs to, by name, with its depth.</summary>
    public static IEnumerable<(OrganizationUnit Unit, int Depth)> InOrder(IReadOnlyList<OrganizationUnit> units) => Below(units, null, 0);

    public static ChoicePrompt Prompt(IReadOnlyList<OrganizationUnit> units) =>
        new([.. InOrder(units).Select(entry => new Option(entry.Unit.Id.Value, entry.Unit.Name))]);

    private static IEnumerable<(OrganizationUnit Unit, int Depth)> Below(IReadOnlyList<OrganizationUnit> units, UnitId? parent, int depth) => units
        .Where(unit => unit.Parent == parent)
        .OrderBy(unit => unit.Name, StringComparer.CurrentCultureIgnoreCase)
        .SelectMany(unit => Below(units, unit.Id, depth + 1).Prepend((unit, depth)));
}
