using System.Collections.Concurrent;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Who may configure: the users with that role, and those of the setting <c>Bot:Admins</c>, who may from the start. A UPN of the setting is looked up once.</summary>
internal sealed class Administrators(BotOptions options, IConfigurationSource configuration, IDirectory directory, TimeProvider time)
{
    /// <summary>A UPN that the directory does not know, or could not be asked about, is asked about again after this time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, LookedUp> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, each once.</summary>
    public async ValueTask<IReadOnlyList<AgentId>> AllAsync(CancellationToken cancellation)
    {
        var all = configuration.Current.Users.Where(user => user.Roles.HasFlag(Roles.Administrator)).Select(user => user.Id).ToList();
        foreach (var named in options.Admins)
            if (await FindAsync(named, cancellation) is { } id)
                all.Add(id);
        return [.. all.DistinctBy(id => id.Value, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whether the setting names this person.</summary>
    public async ValueTask<bool> AreNamedAsync(string objectId, CancellationToken cancellation)
    {
        foreach (var named in options.Admins)
            if (await FindAsync(named, cancellation) is { } id && string.Equals(id.Value, objectId, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private async ValueTask<AgentId?> FindAsync(string named, CancellationToken cancellation)
    {
        if (Guid.TryParse(named, out _))
            return new AgentId(named);
        if (configuration.Current.Users.FirstOrDefault(user => string.Equals(user.UserPrincipalName, named, StringComparison.OrdinalIgnoreCase)) is { } user)
            return user.Id;
        if (known.TryGetValue(named, out var before) && (before.Id is not null || time.GetUtcNow() - before.At < Patience))
            return before.Id;
        var found = await directory.FindAsync(named, cancellation);
        var id = found.Succeeded ? new AgentId(found.Value.Id) : (AgentId?)null;
        known[named] = new LookedUp(id, time.GetUtcNow());
        return id;
    }

    private sealed record LookedUp(AgentId? Id, DateTimeOffset At);
}
