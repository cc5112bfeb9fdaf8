using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>What may be saved, but will probably not do what the administrator wants (N-001, N-013, X-002).</summary>
internal static class ConfigurationWarnings
{
    public static void Check(Configuration configuration, Findings findings)
    {
        if (!configuration.Tenant.EmailEnabled && configuration.Services.Any(service => service.EmailEnabled))
            findings.Warning("$.tenant.emailEnabled", ProblemCode.EmailOff, "Services are set up for e-mail, but e-mail is off for the tenant, so nothing is in effect.", "An administrator switches it on in the tenant's settings (emailEnabled).");
        if (configuration.Users.Count > 0 && !configuration.Users.Any(user => user.Roles.HasFlag(Roles.Administrator)))
            findings.Warning("$.users", ProblemCode.NoAdministrator, "Nobody is an administrator.", "Give at least one person the role administrator.");
        Users(configuration, findings);
        Services(configuration, findings);
        Workflows(configuration, findings);
    }

    private static void Workflows(Configuration configuration, Findings findings)
    {
        for (var i = 0; i < configuration.Workflows.Count; i++)
        {
            var activities = configuration.Workflows[i].Activities;
            var decided = activities.TakeWhile(activity => activity.When is not null || WorkflowCatalog.Of(activity.Kind) is not { Decides: true }).Count() + 1;
            if (decided < activities.Count)
                findings.Warning($"$.workflows[{i}].activities[{decided}]", ProblemCode.ActivityUnreachable, "The activity before takes every mail, so this one never runs.", "Give the activity before a condition, or remove this one.");
            for (var j = 0; j < activities.Count; j++)
                if (activities[j].Service is { } other && configuration.Service(other) is { IsLive: false } target)
                    findings.Warning($"$.workflows[{i}].activities[{j}].service", ProblemCode.ServiceNotLive, $"The service {target.Name} takes no mail now, so mail stays with its own service.", "Finish the set-up of that service or let it resume, or choose another one.");
        }
    }

    private static void Users(Configuration configuration, Findings findings)
    {
        HashSet<AgentId> assigned = [.. configuration.Services.SelectMany(service => service.AgentIds)];
        for (var i = 0; i < configuration.Users.Count; i++)
            if (configuration.Users[i] is { HasEmailLicence: true } user && !assigned.Contains(user.Id))
                findings.Warning($"$.users[{i}].emailLicence", ProblemCode.LicenceIdle, "This person has an e-mail licence, but belongs to no service.", "Add the person to a service, or give the licence to somebody else.");
    }

    private static void Services(Configuration configuration, Findings findings)
    {
        HashSet<AgentId> licensed = [.. configuration.Users.Where(user => user.HasEmailLicence).Select(user => user.Id)];
        for (var i = 0; i < configuration.Services.Count; i++)
            if (configuration.Services[i].EmailEnabled && !configuration.Services[i].AgentIds.Any(licensed.Contains))
                findings.Warning($"$.services[{i}].agents", ProblemCode.NobodyLicensed, "No agent of this service has an e-mail licence, so its mail waits.", "Give at least one of its agents an e-mail licence.");
    }
}
