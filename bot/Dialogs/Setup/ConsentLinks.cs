using System.Collections.Concurrent;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>Gives an administrator the consent link that he has already while it counts, so that looking at a card again does not make another one.</summary>
internal sealed class ConsentLinks(ConsentDesk desk, TimeProvider time)
{
    /// <summary>A link with less time left is replaced: he needs some to sign in and read.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<AgentId, ConsentLink> links = new();

    /// <summary>A link that can be used now, and what came of the one before it when it was used up.</summary>
    public async Task<(Outcome<ConsentLink> Link, ConsentState? Former)> ForAsync(AgentId administrator, CancellationToken cancellation)
    {
        var former = links.TryGetValue(administrator, out var last) ? await desk.FindAsync(last.Id, administrator, cancellation) : null;
        if (former is { Outcome: ConsentOutcome.Open } && last!.ExpiresAt - time.GetUtcNow() >= Enough)
            return (last, null);
        var link = await desk.BeginAsync(administrator, cancellation);
        if (link.Succeeded)
            links[administrator] = link.Value;
        return (link, former is { UsedAt: not null } ? former : null);
    }
}
