using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

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
