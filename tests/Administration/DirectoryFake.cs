using System.Collections.Concurrent;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Tests.Administration;

/// <summary>A directory of a few accounts, found by object id, user principal name or address; can be away.</summary>
internal sealed class DirectoryFake(params DirectoryUser[] accounts) : IDirectory
{
    public Failure? Away { get; set; }

    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>What counting by a filter says.</summary>
    public Func<string, Outcome<int>> Count { get; set; } = _ => 0;

    public static DirectoryUser Account(string id, string userPrincipalName, string name = "Somebody", bool guest = false, params string[] addresses) =>
        new(id, name, userPrincipalName, [userPrincipalName, .. addresses], guest);

    public Task<Outcome<DirectoryUser>> FindAsync(string idOrUpn, CancellationToken cancellation)
    {
        Asked.Enqueue(idOrUpn);
        if (Away is { } failure)
            return Task.FromResult<Outcome<DirectoryUser>>(failure);
        var found = accounts.FirstOrDefault(account => Same(account.Id) || Same(account.UserPrincipalName) || account.Addresses.Any(Same));
        return Task.FromResult(found is null ? new Failure(FailureCategory.NotFound, "Request_ResourceNotFound") : (Outcome<DirectoryUser>)found);

        bool Same(string value) => string.Equals(value, idOrUpn, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whom a people filter finds; everybody unless said otherwise.</summary>
    public Func<string, DirectoryUser, bool> Finds { get; set; } = (_, _) => true;

    public Task<Outcome<IReadOnlySet<string>>> AmongAsync(IReadOnlyList<string> ids, string filter, CancellationToken cancellation)
    {
        Asked.Enqueue(filter);
        return Task.FromResult(Away is { } failure
            ? failure
            : (Outcome<IReadOnlySet<string>>)accounts.Where(account => ids.Contains(account.Id) && Finds(filter, account)).Select(account => account.Id).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    public Task<Outcome<IReadOnlyList<DirectoryUser>>> SearchAsync(string text, string filter, int most, CancellationToken cancellation)
    {
        Asked.Enqueue(filter);
        return Task.FromResult(Away is { } failure
            ? failure
            : (Outcome<IReadOnlyList<DirectoryUser>>)accounts.Where(account => account.DisplayName.StartsWith(text, StringComparison.OrdinalIgnoreCase) && Finds(filter, account)).Take(most).ToList());
    }

    public Task<Outcome<int>> CountAsync(string filter, CancellationToken cancellation)
    {
        Asked.Enqueue(filter);
        return Task.FromResult(Away is { } failure ? failure : Count(filter));
    }
}
