using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Whether a service works, and the words for its settings.</summary>
internal static class ServiceWords
{
    /// <summary>Why no mail of the service becomes a task now; empty when it does. What only follows from another reason is left out.</summary>
    public static IReadOnlyList<ServicePhrase> Against(Configuration configuration, Service service)
    {
        var reasons = new List<ServicePhrase>();
        if (!configuration.Tenant.EmailEnabled)
            reasons.Add(ServicePhrase.NotTenant);
        if (service.Suspended)
            reasons.Add(ServicePhrase.NotSuspended);
        if (!service.HasServiceLicence)
            return [.. reasons, ServicePhrase.NotLicence];
        if (!service.EmailEnabled)
            return [.. reasons, ServicePhrase.NotEmail];
        if (service.Mailbox is null)
            reasons.Add(ServicePhrase.NotMailbox);
        if (service.Workflow is null)
            reasons.Add(ServicePhrase.NotWorkflow);
        return reasons;
    }

    /// <summary>What is not right although mail becomes tasks: nobody gets them.</summary>
    public static ServicePhrase? Concern(Configuration configuration, Service service) =>
        service.Agents.Count == 0 ? ServicePhrase.NobodyThere
        : !service.AgentIds.Any(agent => configuration.User(agent) is { HasEmailLicence: true }) ? ServicePhrase.NobodyLicensed
        : null;

    /// <summary>Live, or why not, in one line.</summary>
    public static string Life(Words words, Configuration configuration, Service service) => Against(configuration, service) switch
    {
        [] => words[ServicePhrase.Live],
        var reasons => words.Say(ServicePhrase.NotLive, string.Join("; ", reasons.Select(reason => words[reason]))),
    };

    public static string Of(Words words, ParkedPlace which) => words[which switch
    {
        ParkedPlace.Never => ServicePhrase.ParkedNever,
        ParkedPlace.Always => ServicePhrase.ParkedAlways,
        _ => ServicePhrase.ParkedWaiting,
    }];

    public static string Of(Words words, OfferOrder order) => words[order switch
    {
        OfferOrder.LongestIdle => ServicePhrase.OrderIdle,
        OfferOrder.RoundRobin => ServicePhrase.OrderTurn,
        OfferOrder.MostFreeCapacity => ServicePhrase.OrderFree,
        OfferOrder.SkillMatch => ServicePhrase.OrderSkills,
        OfferOrder.Priority => ServicePhrase.OrderPriority,
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    }];
}
