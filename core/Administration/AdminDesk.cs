using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Carries out what administrators want: checked by the rules, written under the revision, noted in the audit trail. Whether the caller is an administrator is the caller's to check.</summary>
public sealed class AdminDesk(ConfigurationStore store)
{
    /// <summary>Carries out one command.</summary>
    /// <param name="by">Object id of the administrator, or <c>setup</c>.</param>
    /// <param name="basis">
    /// The revision that the administrator saw: if the configuration is a newer one, the answer is a conflict. Null for a command that is right whatever else was
    /// changed (a licence given, a service suspended): it is applied to the newest, and of two who want the last licence the second is refused (N-009).
    /// </param>
    public async Task<AdminOutcome> ExecuteAsync(AdminCommand command, string by, long? basis, CancellationToken cancellation)
    {
        while (true)
        {
            var now = store.Current;
            if (basis is { } seen && seen != now.Revision)
                return new AdminOutcome.Conflict(now);
            var findings = new Findings();
            var next = command.Apply(now, findings);
            var report = ConfigurationRules.Check(next);
            ConfigurationProblem[] problems = [.. findings.Report().Problems, .. Caused(now, report)];
            if (problems.Length > 0)
                return new AdminOutcome.Refused(problems);
            var commit = await store.CommitAsync(now.Revision, next, by, command.GetType().Name, cancellation);
            if (commit.Outcome != CommitOutcome.Conflict)
                return new AdminOutcome.Done(commit.Configuration, commit.Outcome == CommitOutcome.Written, report.Warnings);
            if (basis is not null)
                return new AdminOutcome.Conflict(commit.Configuration);
        }
    }

    // What was wrong before (rules may have become stricter with an update) must not bar a change that has nothing to do with it. Paths move when lists change, so
    // a problem is recognised by how often its rule is broken with the same words.
    private static IEnumerable<ConfigurationProblem> Caused(Configuration now, ConfigurationReport next)
    {
        if (next.IsSound)
            return [];
        var old = ConfigurationRules.Check(now).Problems.CountBy(problem => (problem.Code, problem.Message)).ToDictionary();
        return next.Problems.GroupBy(problem => (problem.Code, problem.Message))
            .Where(group => group.Count() > old.GetValueOrDefault(group.Key))
            .SelectMany(group => group);
    }
}
