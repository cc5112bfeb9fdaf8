using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Adds a unit.</summary>
public sealed record AddUnit(OrganizationUnit Unit) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Units = Records.Add(now.Units, Unit, unit => unit.Id.Value, "$.units", "unit", findings) };
}

/// <summary>Changes name or parent of a unit; the id stays.</summary>
public sealed record ChangeUnit(OrganizationUnit Unit) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Units = Records.Change(now.Units, Unit, unit => unit.Id.Value, "$.units", "unit", findings) };
}

/// <summary>Removes a unit that nothing is in; whoever supervised it does not any more.</summary>
public sealed record RemoveUnit(UnitId Id) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        string[] users =
        [
            .. now.Units.Where(unit => unit.Parent == Id).Select(unit => unit.Name),
            .. now.Mailboxes.Where(mailbox => mailbox.Unit == Id).Select(mailbox => mailbox.Name),
            .. now.Workflows.Where(workflow => workflow.Unit == Id).Select(workflow => workflow.Name),
            .. now.Services.Where(service => service.Unit == Id).Select(service => service.Name),
        ];
        Records.RefuseInUse(users, "$.units", "unit", "Move or remove them first.", findings);
        return now with
        {
            Units = Records.Remove(now.Units, Id.Value, unit => unit.Id.Value, "$.units", "unit", findings),
            Users = [.. now.Users.Select(user => user.SupervisedUnits.Contains(Id) ? user with { SupervisedUnits = [.. user.SupervisedUnits.Where(unit => unit != Id)] } : user)],
        };
    }
}
