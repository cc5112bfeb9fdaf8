using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

internal sealed record DraftUser(DraftIdentity Identity, Roles Roles, bool HasEmailLicence, IReadOnlyList<UnitId> SupervisedUnits, IReadOnlyList<ServiceId> SupervisedServices);

/// <summary>A mailbox with who it is as written; the identity inside <paramref name="Mailbox"/> is still empty.</summary>
internal sealed record DraftMailbox(DraftIdentity Identity, Mailbox Mailbox);

/// <summary>An agent of a service with the reference as written; the id inside <paramref name="Member"/> is still empty.</summary>
internal sealed record DraftAgent(string User, ServiceAgent Member);

/// <summary>A service with its references as written.</summary>
internal sealed record DraftService(Service Service, string? Mailbox, IReadOnlyList<DraftAgent> Agents);

/// <summary>What the document says, before the directory was asked who is meant. Lists keep the indexes of the document.</summary>
internal sealed record ConfigurationDraft(
    TenantSettings Tenant,
    IReadOnlyList<OrganizationUnit> Units,
    IReadOnlyList<DraftUser> Users,
    IReadOnlyList<DraftMailbox> Mailboxes,
    IReadOnlyList<Workflow> Workflows,
    IReadOnlyList<DraftService> Services)
{
    /// <summary>The configuration, with the people and mailboxes given in the order of the document.</summary>
    public Configuration With(IReadOnlyList<DirectoryUser> people, IReadOnlyList<DirectoryUser> boxes) => new(
        0,
        Tenant,
        Units,
        [.. Users.Zip(people, (user, person) => new User
        {
            Id = new(person.Id),
            DisplayName = person.DisplayName,
            UserPrincipalName = person.UserPrincipalName,
            Roles = user.Roles,
            HasEmailLicence = user.HasEmailLicence,
            IsGuest = person.IsGuest,
            SupervisedUnits = user.SupervisedUnits,
            SupervisedServices = user.SupervisedServices,
        })],
        [.. Mailboxes.Zip(boxes, (mailbox, box) => mailbox.Mailbox with { Id = new(box.Id), UserPrincipalName = box.UserPrincipalName, Addresses = box.Addresses })],
        Workflows,
        [.. Services.Select(service => service.Service with
        {
            Mailbox = service.Mailbox is { } mailbox ? new(Find(mailbox, Mailboxes.Select(entry => entry.Identity), boxes)) : null,
            Agents = [.. service.Agents.Select(agent => agent.Member with { Agent = new(Find(agent.User, Users.Select(entry => entry.Identity), people)) })],
        })]);

    /// <summary>
    /// Paths that only the directory can judge: an object id where some entry is given by user principal name, or the other way round; an address that may be one
    /// of the mailbox's own.
    /// </summary>
    public IEnumerable<string> Undecided()
    {
        for (var i = 0; i < Mailboxes.Count; i++)
            for (var j = 0; j < Mailboxes[i].Mailbox.FromAddresses.Count; j++)
                if (Mailboxes[i].Mailbox.FromAddresses[j].ProvenAt is null)
                    yield return $"$.mailboxes[{i}].fromAddresses[{j}].provenAt";
        for (var i = 0; i < Services.Count; i++)
        {
            if (Services[i].Mailbox is { } mailbox && IsUndecided(mailbox, Mailboxes.Select(entry => entry.Identity)))
                yield return $"$.services[{i}].mailbox";
            for (var j = 0; j < Services[i].Agents.Count; j++)
                if (IsUndecided(Services[i].Agents[j].User, Users.Select(entry => entry.Identity)))
                    yield return $"$.services[{i}].agents[{j}]";
        }
    }

    // A reference that names nothing stays as it is: the rules find that nothing has this id.
    private static string Find(string reference, IEnumerable<DraftIdentity> written, IReadOnlyList<DirectoryUser> found)
    {
        var i = 0;
        foreach (var identity in written)
        {
            if (identity.IsNamed(reference) || DraftIdentity.Is(found[i].Id, reference) || DraftIdentity.Is(found[i].UserPrincipalName, reference))
                return found[i].Id;
            i++;
        }

        return reference;
    }

    private static bool IsUndecided(string reference, IEnumerable<DraftIdentity> written) =>
        reference.Contains('@')
            ? written.Any(identity => identity is { UserPrincipalName: null, Id: not null })
            : Guid.TryParse(reference, out _) && written.Any(identity => identity is { Id: null, UserPrincipalName: not null });
}
