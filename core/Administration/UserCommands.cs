using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Adds a person, as found in the directory.</summary>
public sealed record AddUser(User User) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Users = Records.Add(now.Users, User, user => user.Id.Value, "$.users", "user", findings) };
}

/// <summary>Changes roles, licence or what the directory says of a person.</summary>
public sealed record ChangeUser(User User) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Users = Records.Change(now.Users, User, user => user.Id.Value, "$.users", "user", findings) };
}

/// <summary>Gives a person an e-mail licence or takes it; the same state as <see cref="ChangeUser"/> writes (N-010, N-011).</summary>
public sealed record SetEmailLicence(AgentId User, bool Assigned) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Users = Records.Edit(now.Users, User.Value, user => user.Id.Value, user => user with { HasEmailLicence = Assigned }, "$.users", "user", findings) };
}

/// <summary>Removes a person and takes the person off all services.</summary>
public sealed record RemoveUser(AgentId Id) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) => now with
    {
        Users = Records.Remove(now.Users, Id.Value, user => user.Id.Value, "$.users", "user", findings),
        Services = [.. now.Services.Select(service => service.Serves(Id) ? service with { Agents = [.. service.Agents.Where(member => member.Agent != Id)] } : service)],
    };
}
