using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>
/// The rules for a whole configuration, in one place: the document, the commands and the dialogs all ask here. Every finding is reported, each with its path in
/// the document that an export would write (indexes are those of the lists of the configuration).
/// </summary>
public static class ConfigurationRules
{
    public static ConfigurationReport Check(Configuration configuration)
    {
        var findings = new Findings();
        var units = new UnitTree(configuration.Units);
        TenantRules.Check(configuration, findings);
        UnitRules.Check(configuration, units, findings);
        UserRules.Check(configuration, units, findings);
        MailboxRules.Check(configuration, units, findings);
        WorkflowRules.Check(configuration, units, findings);
        ServiceRules.Check(configuration, units, findings);
        ConfigurationWarnings.Check(configuration, findings);
        return findings.Report();
    }

    /// <summary>Calls <paramref name="repeated"/> with the index of every item whose key came before (without regard to case, so that two ids never differ in case alone).</summary>
    internal static void Repeated<T>(IReadOnlyList<T> items, Func<T, string> key, Action<int> repeated)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < items.Count; i++)
            if (key(items[i]) is { Length: > 0 } value && !seen.Add(value))
                repeated(i);
    }
}
