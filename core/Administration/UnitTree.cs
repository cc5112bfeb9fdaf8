using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>The units as a tree; bears unknown parents and cycles, because it is asked before they are mended.</summary>
internal sealed class UnitTree
{
    private readonly Dictionary<UnitId, OrganizationUnit> units = [];

    public UnitTree(IEnumerable<OrganizationUnit> all)
    {
        foreach (var unit in all)
            units.TryAdd(unit.Id, unit);
    }

    public bool Has(UnitId unit) => units.ContainsKey(unit);

    /// <summary>True when a unit is, in the end, its own parent.</summary>
    public bool IsInCycle(UnitId unit) => units.TryGetValue(unit, out var start) && start.Parent is { } parent && Upwards(parent).Contains(unit);

    private IEnumerable<UnitId> Upwards(UnitId from)
    {
        var seen = new HashSet<UnitId>();
        for (UnitId? at = from; at is { } unit && seen.Add(unit); at = units.GetValueOrDefault(unit)?.Parent)
            yield return unit;
    }
}
