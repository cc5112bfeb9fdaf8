using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Organization;

/// <summary>A user (or the user object of a shared mailbox) in Entra ID.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Addresses">Primary SMTP address and all aliases, without the <c>smtp:</c> prefix.</param>
/// <param name="IsGuest">True for <c>userType</c> Guest (E-004).</param>
public sealed record DirectoryUser(string Id, string DisplayName, string UserPrincipalName, IReadOnlyList<string> Addresses, bool IsGuest)
{
    /// <summary>Whether the account has any licence.</summary>
    public bool IsLicensed { get; init; }

    /// <summary>Whether the account comes from an Active Directory on premises.</summary>
    public bool IsSynchronised { get; init; }
}

/// <summary>Port: people and mailboxes in Entra ID.</summary>
public interface IDirectory
{
    /// <summary>Looks a user up by object id, UPN, or address; <see cref="FailureCategory.NotFound"/> when there is none.</summary>
    Task<Outcome<DirectoryUser>> FindAsync(string idOrUpn, CancellationToken cancellation);

    /// <summary>
    /// How many accounts a people filter finds. <see cref="FailureCategory.Invalid"/> when Graph does not understand the filter,
    /// <see cref="FailureCategory.Refused"/> when a permission for one of its fields is missing.
    /// </summary>
    /// <param name="filter">See <see cref="PeopleFilter"/>; not empty.</param>
    Task<Outcome<int>> CountAsync(string filter, CancellationToken cancellation);

    /// <summary>Which of these accounts a people filter finds, by object id without case; fails as <see cref="CountAsync"/> does.</summary>
    Task<Outcome<IReadOnlySet<string>>> AmongAsync(IReadOnlyList<string> ids, string filter, CancellationToken cancellation);

    /// <summary>
    /// Accounts whose name or address begins with <paramref name="text"/>, narrowed by a people filter: both must hold. Fails as <see cref="CountAsync"/> does.
    /// </summary>
    /// <param name="filter">Empty for the whole tenant.</param>
    /// <param name="most">No more than these are told.</param>
    Task<Outcome<IReadOnlyList<DirectoryUser>>> SearchAsync(string text, string filter, int most, CancellationToken cancellation);
}
