using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for the tree of units.</summary>
internal static class UnitRules
{
    public static void Check(Configuration configuration, UnitTree tree, Findings findings)
    {
        ConfigurationRules.Repeated(configuration.Units, unit => unit.Id.Value, i => findings.Problem(
            $"$.units[{i}].id", ProblemCode.Duplicate, "Another unit has this id.", "Give every unit an id of its own; upper and lower case do not make a difference."));
        for (var i = 0; i < configuration.Units.Count; i++)
        {
            var unit = configuration.Units[i];
            findings.Id($"$.units[{i}].id", unit.Id.Value);
            findings.Name($"$.units[{i}].name", unit.Name);
            if (unit.Parent is not { } parent)
                continue;
            if (!tree.Has(parent))
                findings.UnknownReference($"$.units[{i}].parent", "unit");
            else if (tree.IsInCycle(unit.Id))
                findings.Problem($"$.units[{i}].parent", ProblemCode.UnitCycle, "The unit is its own parent, directly or through others.", "Break the circle: one of its units must have another parent or none.");
        }
    }
}
