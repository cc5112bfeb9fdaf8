namespace TeamsEmailBot.Core.Organization;

/// <summary>What one configuration has that another has not, record by record, as the audit trail would tell it.</summary>
public static class ConfigurationDifference
{
    /// <summary>The changes that lead from <paramref name="old"/> to <paramref name="next"/>; empty when they say the same.</summary>
    public static IReadOnlyList<AuditedChange> Between(Configuration old, Configuration next) =>
        [.. ConfigurationRows.Changes(ConfigurationRows.Of(old), ConfigurationRows.Of(next)).Select(RowAudit.Describe)];
}
