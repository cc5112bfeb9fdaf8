using System.Collections.Concurrent;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>Gives an administrator the consent link that he has already while it counts, so that looking at a card again does not make another one.</summary>
internal sealed class ConsentLinks(ConsentDesk desk, TimeProvider time)
{
    /// <summary>A link with less time left is replaced: he needs some to sign in and read.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<AgentId, (ConsentLink Link, ConsentState? Former)> links = new();

    /// <summary>A link that can be used now, and what came of the one before it when that was used up.</summary>
    public async Task<(Outcome<ConsentLink> Link, ConsentState? Former)> ForAsync(AgentId administrator, CancellationToken cancellation)
    {
        var hasOne = links.TryGetValue(administrator, out var last);
        var state = hasOne ? await desk.FindAsync(last.Link.Id, administrator, cancellation) : null;
        if (state is { Outcome: ConsentOutcome.Open } && last.Link.ExpiresAt - time.GetUtcNow() >= Enough)
            return (last.Link, last.Former);
        var former = state is { UsedAt: not null } ? state : null;
        var link = await desk.BeginAsync(administrator, cancellation);
        if (link.Succeeded)
            links[administrator] = (link.Value, former);
        return (link, former);
    }
}
