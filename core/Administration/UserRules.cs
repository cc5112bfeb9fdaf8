using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for the people (N-021, E-004).</summary>
internal static class UserRules
{
    public static void Check(Configuration configuration, UnitTree units, Findings findings)
    {
        var users = configuration.Users;
        var repeated = new HashSet<int>();
        ConfigurationRules.Repeated(users, user => user.UserPrincipalName, i => Repeated(i, "userPrincipalName"));
        ConfigurationRules.Repeated(users, user => user.Id.Value, i => Repeated(i, "id"));
        for (var i = 0; i < users.Count; i++)
        {
            findings.Id($"$.users[{i}].id", users[i].Id.Value);
            findings.UserPrincipalName($"$.users[{i}].userPrincipalName", users[i].UserPrincipalName);
            if (users[i] is { IsGuest: true, Roles: not Roles.None } && !configuration.Tenant.AllowGuests)
                findings.Problem($"$.users[{i}].roles", ProblemCode.GuestNotAllowed, "Guests of the tenant have no role here.", "Take the roles away, or allow guests in the tenant's settings (allowGuests).");
            for (var j = 0; j < users[i].SupervisedUnits.Count; j++)
                if (!units.Has(users[i].SupervisedUnits[j]))
                    findings.UnknownReference($"$.users[{i}].supervisedUnits[{j}]", "unit");
            for (var j = 0; j < users[i].SupervisedServices.Count; j++)
                if (configuration.Service(users[i].SupervisedServices[j]) is null)
                    findings.UnknownReference($"$.users[{i}].supervisedServices[{j}]", "service");
        }

        void Repeated(int i, string field)
        {
            if (repeated.Add(i))
                findings.Problem($"$.users[{i}].{field}", ProblemCode.Duplicate, "This person is listed already.", "List every person once, with all roles.");
        }
    }
}
