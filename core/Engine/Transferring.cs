using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Gives a task on at its holder's wish. To a colleague it is an offer like those of distribution, with a place taken first (decision 6), which may be one beyond his limit:
/// a person wants it so. To another service it is a hand-over. Null = done.
/// </summary>
internal sealed class Transferring(
    TaskSteps steps, TaskTable tasks, Giving giving, Candidates candidates, Handover handover, PeopleSearch people, IAgentDesk desk, IConfigurationSource configuration,
    NewId newId, TimeProvider time)
{
    public async Task<TransferTargets> TargetsAsync(AgentId giver, ServiceId now, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var judged = new Dictionary<ServiceId, IReadOnlyList<JudgedAgent>>();
        foreach (var service in current.Services.Where(service => service.IsLive))
            judged[service.Id] = await candidates.JudgeAsync(current, service, cancellation);
        var found = await people.ForAsync(giver, cancellation);
        return new(
            [
                .. current.Services.Where(service => service.IsLive && service.Id != now).OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(service => new ServiceTarget(service.Id, service.Name, judged[service.Id].Count(agent => agent.Against.Count == 0))),
            ],
            [
                .. found.People.Where(user => ServiceFor(current, user.Id, now) is not null)
                    .Select(user => new ColleagueTarget(user.Id, user.DisplayName, Against(judged, ServiceFor(current, user.Id, now)!.Id, user.Id))),
            ],
            found.IsFiltered);
    }

    public async Task<(Refusal? Refusal, string? Code)> ToColleagueAsync(AgentId giver, TaskKey key, long version, AgentId to, string comment, CancellationToken cancellation)
    {
        if (comment.Length > ReplyLimits.CommentCharacters)
            return (Refusal.CommentTooLong, null);
        var current = configuration.Current;
        // What the picker does not show cannot be reached by a forged card either (I9).
        var found = await people.ForAsync(giver, cancellation);
        if (found.People.All(user => user.Id != to) || await tasks.FindAsync(key, cancellation) is not { Value: { } task } || ServiceFor(current, to, task.Service) is not { } service)
            return (Refusal.ColleagueNotThere, Reasons.NotMember.Code);
        var judged = await candidates.JudgeAsync(current, service, cancellation);
        if (Against(new() { [service.Id] = judged }, service.Id, to) is [var reason, ..])
            return (Refusal.ColleagueNotThere, reason.Code);
        if (!await TellAsync(giver, to, key, comment, cancellation))
            return (Refusal.CommentNotDelivered, null);
        await handover.AnnounceAsync(key.Service, service.Id, cancellation);
        return await OfferAsync(giver, key, version, to, service, cancellation) ? default : (Refusal.Stale, null);
    }

    public async Task<(Refusal? Refusal, string? Code)> ToServiceAsync(AgentId giver, TaskKey key, long version, ServiceId to, CancellationToken cancellation)
    {
        if (configuration.Current.Service(to) is not { IsLive: true } || await tasks.FindAsync(key, cancellation) is not { Value: { } task } || task.Service == to)
            return (Refusal.ServiceNotThere, null);
        await handover.AnnounceAsync(key.Service, to, cancellation);
        var step = await steps.TakeAsync(key, (before, now) => before.Version == version ? before.TransferTo(to, giver, now) : null, Follow.Transferred, cancellation);
        return step.Taken ? default : (Refusal.Stale, null);
    }

    /// <summary>Brings what somebody wrote about a task to a colleague, and says whether it surely arrived. It is stored nowhere (I6).</summary>
    public async Task<bool> TellAsync(AgentId from, AgentId to, TaskKey key, string comment, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(comment))
            return true;
        var notice = new Notice(NoticeKind.Comment, Task: key) { ByName = configuration.Current.User(from)?.DisplayName, Text = comment };
        return await desk.TellAsync(to, notice, cancellation) is { Result: DeskResult.Delivered };
    }

    private async Task<bool> OfferAsync(AgentId giver, TaskKey key, long version, AgentId to, Service service, CancellationToken cancellation)
    {
        var at = time.GetUtcNow();
        var offer = new Offer(new OfferId(newId()), to, at, at + service.Distribution.OfferTime, [Reasons.FromColleague]) { From = giver };
        var step = await giving.OfferAsync(
            key, offer, int.MaxValue, (before, place, now) => before.Version == version ? before.TransferTo(place, service.Id, now) : null, Follow.Transferred, cancellation);
        return step is { Taken: true };
    }

    // The service he works for on the task: the present one if he belongs to it, else one of his own.
    private static Service? ServiceFor(Configuration current, AgentId agent, ServiceId now) => current.Services
        .Where(service => service.IsLive && service.Serves(agent)).OrderBy(service => service.Id != now).ThenBy(service => service.Id.Value, StringComparer.Ordinal).FirstOrDefault();

    // That all his places are taken, or that he is still busy with the last one, is for him to say.
    private static List<Reason> Against(Dictionary<ServiceId, IReadOnlyList<JudgedAgent>> judged, ServiceId service, AgentId agent) =>
        [.. judged[service].First(one => one.Member.Agent == agent).Against.Where(reason => reason.Code is not (Reasons.AtLimitCode or Reasons.AfterWorkCode))];
}
