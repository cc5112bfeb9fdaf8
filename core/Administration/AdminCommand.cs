using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>A change that an administrator wants. Data only: <see cref="AdminDesk"/> carries it out. The name of the type is its name in the audit trail.</summary>
public abstract record AdminCommand
{
    private protected AdminCommand()
    {
    }

    /// <summary>The configuration afterwards; whether it is sound is for <see cref="ConfigurationRules"/> to say. Findings are what the change itself forbids.</summary>
    internal abstract Configuration Apply(Configuration now, Findings findings);
}

/// <summary>Sets the settings of the tenant.</summary>
public sealed record SetTenant(TenantSettings Settings) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) => now with { Tenant = Settings };
}

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

/// <summary>Adds a mailbox; it stays disabled until a service uses it (G-015, G-016).</summary>
public sealed record AddMailbox(Mailbox Mailbox) : AdminCommand
{
    /// <summary>The unit that it is in, when there is none at all yet.</summary>
    public OrganizationUnit? FirstUnit { get; init; }

    internal override Configuration Apply(Configuration now, Findings findings) => now with
    {
        Units = FirstUnit is { } unit && now.Units.Count == 0 ? [unit] : now.Units,
        Mailboxes = Records.Add(now.Mailboxes, Mailbox, mailbox => mailbox.Id.Value, "$.mailboxes", "mailbox", findings),
    };
}

/// <summary>
/// Changes the mailbox <paramref name="Id"/>. Another Exchange mailbox in its place (another object id, or a user principal name that is not an address of the
/// present one), or one for sending, is refused while a service uses it (N-023); a mailbox that was renamed in Exchange is not another one (N-055).
/// </summary>
public sealed record ChangeMailbox(MailboxId Id, Mailbox Mailbox) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        var next = now with { Mailboxes = Records.Edit(now.Mailboxes, Id.Value, mailbox => mailbox.Id.Value, _ => Mailbox, "$.mailboxes", "mailbox", findings) };
        if (now.Mailbox(Id) is { } before && now.ServiceOf(Id) is { } service)
        {
            if (IsAnother(before))
                Locked("userPrincipalName", "exchanged");
            if (before.Direction != Mailbox.Direction)
                Locked("direction", "turned into one for sending");

            void Locked(string field, string what) => findings.Problem(
                $"$.mailboxes[{Records.IndexOf(now.Mailboxes, Id.Value, mailbox => mailbox.Id.Value)}].{field}",
                ProblemCode.InUse,
                $"The mailbox cannot be {what} while the service {service.Name} uses it.",
                $"Take the mailbox off the service {service.Name} first.");
        }

        return next;
    }

    // A rename in Exchange keeps the object id and, as the directory tells it, carries the new name among its addresses.
    private bool IsAnother(Mailbox before) =>
        Mailbox.Id != Id || (!before.Owns(Mailbox.UserPrincipalName) && !Mailbox.Addresses.Contains(Mailbox.UserPrincipalName, StringComparer.OrdinalIgnoreCase));
}

/// <summary>
/// Takes over what the directory says of the mailbox: its name and its addresses (N-055). An address that it lost and nothing else proves goes from its From list,
/// and the service sends from the mailbox's own again: what happened in Exchange is no choice of ours to refuse.
/// </summary>
public sealed record TakeOverIdentity(MailboxId Id, string UserPrincipalName, IReadOnlyList<string> Addresses) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        if (now.Mailbox(Id) is not { } before)
            return now;
        var renamed = before with { UserPrincipalName = UserPrincipalName, Addresses = Addresses };
        var after = renamed with { FromAddresses = [.. before.FromAddresses.Where(from => from.ProvenAt is not null || renamed.Owns(from.Address))] };
        return new ChangeMailbox(Id, after).Apply(now, findings) with { Services = [.. now.Services.Select(service => Listed(service, after))] };
    }

    private static Service Listed(Service service, Mailbox mailbox) =>
        service.Mailbox == mailbox.Id && service.FromAddress is { } from && mailbox.From(from) is null ? service with { FromAddress = null } : service;
}

/// <summary>Removes a mailbox that no service uses (G-019).</summary>
public sealed record RemoveMailbox(MailboxId Id) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        string[] services = now.ServiceOf(Id) is { } service ? [service.Name] : [];
        Records.RefuseInUse(services, "$.mailboxes", "mailbox", "Take the mailbox off the service first.", findings);
        return now with { Mailboxes = Records.Remove(now.Mailboxes, Id.Value, mailbox => mailbox.Id.Value, "$.mailboxes", "mailbox", findings) };
    }
}

/// <summary>Takes an address off the From list of a mailbox; a service that sent from it sends from the mailbox's own again (G-036).</summary>
public sealed record RemoveFromAddress(MailboxId Mailbox, string Address) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) => now with
    {
        Mailboxes = Records.Edit(
            now.Mailboxes, Mailbox.Value, mailbox => mailbox.Id.Value,
            mailbox => mailbox with { FromAddresses = [.. mailbox.FromAddresses.Where(from => !from.Is(Address))] }, "$.mailboxes", "mailbox", findings),
        Services = [.. now.Services.Select(service =>
            service.Mailbox == Mailbox && string.Equals(service.FromAddress, Address, StringComparison.OrdinalIgnoreCase) ? service with { FromAddress = null } : service)],
    };
}

/// <summary>Adds a workflow (N-064).</summary>
public sealed record AddWorkflow(Workflow Workflow) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Workflows = Records.Add(now.Workflows, Workflow, workflow => workflow.Id.Value, "$.workflows", "workflow", findings) };
}

/// <summary>Changes a workflow; the id stays.</summary>
public sealed record ChangeWorkflow(Workflow Workflow) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Workflows = Records.Change(now.Workflows, Workflow, workflow => workflow.Id.Value, "$.workflows", "workflow", findings) };
}

/// <summary>Removes a workflow that no service uses.</summary>
public sealed record RemoveWorkflow(WorkflowId Id) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        Records.RefuseInUse(
            [.. now.Services.Where(service => service.Workflow == Id).Select(service => service.Name)], "$.workflows", "workflow", "Choose another workflow for them first.", findings);
        return now with { Workflows = Records.Remove(now.Workflows, Id.Value, workflow => workflow.Id.Value, "$.workflows", "workflow", findings) };
    }
}

/// <summary>Adds a service.</summary>
public sealed record AddService(Service Service) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Services = Records.Add(now.Services, Service, service => service.Id.Value, "$.services", "service", findings) };
}

/// <summary>Changes a service: agents, mailbox, workflow, licence, distribution; the id stays.</summary>
public sealed record ChangeService(Service Service) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Services = Records.Change(now.Services, Service, service => service.Id.Value, "$.services", "service", findings) };
}

/// <summary>Opens the overflow of a service, or closes it (null).</summary>
public sealed record SetOverflow(ServiceId Id, OpenOverflow? Overflow) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Services = Records.Edit(now.Services, Id.Value, service => service.Id.Value, service => service with { OpenOverflow = Overflow }, "$.services", "service", findings) };
}

/// <summary>Sets how many tasks each agent of a service may hold.</summary>
public sealed record SetTasksPerAgent(ServiceId Id, int Tasks) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) => now with
    {
        Services = Records.Edit(
            now.Services, Id.Value, service => service.Id.Value,
            service => service with { Distribution = service.Distribution with { TasksPerAgent = Tasks } }, "$.services", "service", findings),
    };
}

/// <summary>Suspends a service (no new work, its mailbox is disabled: I10, G-017) or lets it resume.</summary>
public sealed record SuspendService(ServiceId Id, bool Suspended) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Services = Records.Edit(now.Services, Id.Value, service => service.Id.Value, service => service with { Suspended = Suspended }, "$.services", "service", findings) };
}

/// <summary>Removes a service that no workflow hands mail to; its mailbox becomes free.</summary>
public sealed record RemoveService(ServiceId Id) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        Records.RefuseInUse(
            [.. now.Workflows.Where(workflow => workflow.Activities.Any(activity => activity.Service == Id)).Select(workflow => workflow.Name)],
            "$.services", "service", "Take the service out of these workflows first.", findings);
        return now with
        {
            Services =
            [
                .. Records.Remove(now.Services, Id.Value, service => service.Id.Value, "$.services", "service", findings)
                    .Select(service => service.OpenOverflow?.To == Id ? service with { OpenOverflow = null } : service),
            ],
            Users = [.. now.Users.Select(user =>
                user.SupervisedServices.Contains(Id) ? user with { SupervisedServices = [.. user.SupervisedServices.Where(service => service != Id)] } : user)],
        };
    }
}

/// <summary>Several changes that are made together or not at all.</summary>
public sealed record ChangeTogether(IReadOnlyList<AdminCommand> Changes) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) => Changes.Aggregate(now, (next, change) => change.Apply(next, findings));
}

/// <summary>Replaces everything, as a configuration document does.</summary>
public sealed record ImportConfiguration(Configuration Configuration) : AdminCommand
{
    // What is open today is no part of a document and stays as it is.
    internal override Configuration Apply(Configuration now, Findings findings) => Configuration with
    {
        Services = [.. Configuration.Services.Select(service => service with
        {
            OpenOverflow = now.Service(service.Id)?.OpenOverflow is { } open && Configuration.Service(open.To) is not null ? open : null,
        })],
    };
}

/// <summary>
/// Takes in mail that was received before the mailbox was assigned, from <paramref name="From"/> on, as far as it still lies in the Inbox (N-061). Changes nothing
/// when mail is taken in from then on already.
/// </summary>
public sealed record Backfill(MailboxId Mailbox, DateTimeOffset From) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        if (now.WatchingService(Mailbox) is not { } service)
        {
            findings.Problem("$.mailboxes", ProblemCode.NotThere, "No service takes in mail of this mailbox now.", "Assign the mailbox to a service, or let service or tenant resume.");
            return now;
        }

        return (service.BackfillFrom ?? service.WatchedSince) is { } begin && From >= begin
            ? now
            : now with { Services = [.. now.Services.Select(other => other.Id == service.Id ? other with { BackfillFrom = From } : other)] };
    }
}
