using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>
/// What happens around the mail of a checked day, about as often as mail comes: presence, duty, licences, membership, limits, orders, switches. When the last mail has come everybody
/// may work, so that the day ends.
/// </summary>
internal sealed class DayEvents(DayRun day)
{
    private readonly Random chance = day.Plan.Chance("events");
    private readonly Configuration before = day.Current;

    public void Begin() => day.Later(chance.Exponential(TimeSpan.FromSeconds(1 / day.Plan.Rate)), () =>
    {
        if (day.Mails.Count == day.Plan.Mails)
        {
            Restore();
            return;
        }

        Happen();
        Begin();
    });

    private void Happen()
    {
        var agent = DayTenant.Agent(chance.Next(day.Plan.Agents));
        var service = day.Current.Services[chance.Next(day.Current.Services.Count)];
        switch (chance.Next(9))
        {
            case 0 or 1:
                day.Exchange.SetPresence(agent, chance.Next(DayRules.Presences.Length));
                break;
            case 2:
                SetDuty(agent, false);
                day.Later(chance.Exponential(day.Plan.Handling), () => SetDuty(agent, true));
                break;
            case 3:
                day.Change(now => now with { Users = [.. now.Users.Select(user => user.Id == agent ? user with { HasEmailLicence = !user.HasEmailLicence } : user)] });
                break;
            case 4:
                var members = before.Service(service.Id)!.Agents;
                Change(service with { Agents = [.. members.Where(_ => chance.Next(4) > 0)] });
                break;
            case 5:
                day.Change(now => now with { Tenant = now.Tenant with { AllowGuests = !now.Tenant.AllowGuests } });
                break;
            case 6:
                Change(service with { Distribution = service.Distribution with { TasksPerAgent = 1 + chance.Next(day.Plan.TasksPerAgent) } });
                break;
            case 7:
                Change(service with { Distribution = service.Distribution with { Order = (OfferOrder)chance.Next(5) } });
                break;
            default:
                var (busy, meeting, away) = (chance.Next(2) == 0, chance.Next(2) == 0, chance.Next(2) == 0);
                Change(service with { Distribution = service.Distribution with { DeliverWhenBusy = busy, DeliverInMeeting = meeting, DeliverWhenAway = away } });
                break;
        }
    }

    private void Restore()
    {
        day.Change(now => before with { Revision = now.Revision, Tenant = before.Tenant with { AllowGuests = true }, Users = [.. before.Users.Select(user => user with { HasEmailLicence = true })] });
        for (var agent = 0; agent < day.Plan.Agents; agent++)
        {
            day.Exchange.SetPresence(DayTenant.Agent(agent), 0);
            SetDuty(DayTenant.Agent(agent), true);
        }
    }

    private void Change(Service service) => day.Change(now => now with { Services = [.. now.Services.Select(one => one.Id == service.Id ? service : one)] });

    private void SetDuty(AgentId agent, bool onDuty) => day.After(TimeSpan.Zero, bench => bench.SetDutyAsync(agent, onDuty, default), _ => { });
}
