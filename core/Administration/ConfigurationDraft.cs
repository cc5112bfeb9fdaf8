using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

internal sealed record DraftUser(DraftIdentity Identity, Roles Roles, bool HasEmailLicence);

internal sealed record DraftMailbox(DraftIdentity Identity, string Name, UnitId Unit, int MaxMailMegabytes, FolderNames Folders);

/// <summary>A service with its references as written.</summary>
internal sealed record DraftService(Service Service, string? Mailbox, IReadOnlyList<string> Agents);

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
        })],
        [.. Mailboxes.Zip(boxes, (mailbox, box) => new Mailbox
        {
            Id = new(box.Id),
            Name = mailbox.Name,
            Unit = mailbox.Unit,
            UserPrincipalName = box.UserPrincipalName,
            Addresses = box.Addresses,
            MaxMailMegabytes = mailbox.MaxMailMegabytes,
            Folders = mailbox.Folders,
        })],
        Workflows,
        [.. Services.Select(service => service.Service with
        {
            Mailbox = service.Mailbox is { } mailbox ? new(Find(mailbox, Mailboxes.Select(entry => entry.Identity), boxes)) : null,
            Agents = [.. service.Agents.Select(agent => new AgentId(Find(agent, Users.Select(entry => entry.Identity), people)))],
        })]);

    /// <summary>
    /// Paths of references that only the directory can judge: an object id where some entry is given by user principal name, or the other way round.
    /// </summary>
    public IEnumerable<string> Undecided()
    {
        for (var i = 0; i < Services.Count; i++)
        {
            if (Services[i].Mailbox is { } mailbox && IsUndecided(mailbox, Mailboxes.Select(entry => entry.Identity)))
                yield return $"$.services[{i}].mailbox";
            for (var j = 0; j < Services[i].Agents.Count; j++)
                if (IsUndecided(Services[i].Agents[j], Users.Select(entry => entry.Identity)))
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
