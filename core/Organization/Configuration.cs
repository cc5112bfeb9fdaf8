using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Everything an administrator configured, as one immutable picture. <paramref name="Revision"/> rises with every change; 0 = nothing configured yet.</summary>
public sealed record Configuration(
    long Revision,
    TenantSettings Tenant,
    IReadOnlyList<OrganizationUnit> Units,
    IReadOnlyList<User> Users,
    IReadOnlyList<Mailbox> Mailboxes,
    IReadOnlyList<Workflow> Workflows,
    IReadOnlyList<Service> Services)
{
    public static readonly Configuration Empty = new(0, new TenantSettings(), [], [], [], [], []);

    public User? User(AgentId id) => Users.FirstOrDefault(user => user.Id == id);

    /// <summary>What the person is called; a question mark for who is not configured any more.</summary>
    public string NameOf(AgentId id) => User(id)?.DisplayName ?? "?";

    public Mailbox? Mailbox(MailboxId id) => Mailboxes.FirstOrDefault(mailbox => mailbox.Id == id);

    public Service? Service(ServiceId id) => Services.FirstOrDefault(service => service.Id == id);

    public Workflow? Workflow(WorkflowId id) => Workflows.FirstOrDefault(workflow => workflow.Id == id);

    /// <summary>The service whose queue the mailbox feeds; null when the mailbox is not assigned.</summary>
    public Service? ServiceOf(MailboxId mailbox) => Services.FirstOrDefault(service => service.Mailbox == mailbox);

    /// <summary>Whom an answer of the mailbox comes from (G-020, G-023); null = the mailbox itself.</summary>
    /// <param name="chosen">One of <see cref="SendersOf"/>; null = the service's default.</param>
    public MailAddress? SenderOf(MailboxId mailbox, string? chosen = null) =>
        (chosen ?? ServiceOf(mailbox)?.FromAddress) is { } address && Mailbox(mailbox)?.From(address) is { } from ? from.Shown : null;

    /// <summary>Whom answers of the mailbox may come from, the default first (G-032).</summary>
    public IReadOnlyList<MailAddress> SendersOf(MailboxId mailbox)
    {
        if (Mailbox(mailbox) is not { } box)
            return [];
        var usual = ServiceOf(mailbox)?.FromAddress ?? box.UserPrincipalName;
        var itself = new MailAddress(box.UserPrincipalName);
        var listed = box.FromAddresses.Select(from => from.Shown);
        return [.. (box.From(box.UserPrincipalName) is null ? listed.Prepend(itself) : listed).OrderByDescending(sender => sender.SameAs(usual))];
    }

    /// <summary>True when mail of this mailbox is taken in now.</summary>
    public bool IsWatched(MailboxId mailbox) => WatchingService(mailbox) is not null;

    /// <summary>The service that takes in mail of this mailbox now; null when none does.</summary>
    public Service? WatchingService(MailboxId mailbox) => Tenant.EmailEnabled && ServiceOf(mailbox) is { IsLive: true } service ? service : null;

    /// <summary>True when the address belongs to any configured mailbox, or answers leave from it (F-35, F-48).</summary>
    public bool IsOwnAddress(string address) => Mailboxes.Any(mailbox => mailbox.Owns(address) || mailbox.From(address) is not null);

    /// <summary>True when what belongs to <paramref name="owner"/> can be used in <paramref name="unit"/>: the owner is that unit or lies above it (N-019, N-066).</summary>
    public bool IsVisible(UnitId owner, UnitId unit)
    {
        // More steps than units would be a circle.
        UnitId? at = unit;
        for (var steps = 0; at is { } here && steps <= Units.Count; steps++)
        {
            if (here == owner)
                return true;
            at = Units.FirstOrDefault(one => one.Id == here)?.Parent;
        }

        return false;
    }

    /// <summary>True when the person sees and steers the service: an administrator every one, a supervisor those that he was given and those of his units.</summary>
    public bool Supervises(User user, Service service) =>
        user.Roles.HasFlag(Roles.Administrator)
        || (user.Roles.HasFlag(Roles.Supervisor)
            && (user.SupervisedServices.Contains(service.Id) || user.SupervisedUnits.Any(unit => IsVisible(unit, service.Unit))));

    /// <summary>The supervisors of a service, without administrators; nobody for none.</summary>
    public IReadOnlyList<AgentId> SupervisorsOf(ServiceId? id) => id is { } some && Service(some) is { } service
        ? [.. Users.Where(user => user.Roles.HasFlag(Roles.Supervisor) && Supervises(user, service)).Select(user => user.Id)]
        : [];

    /// <summary>True when mail that carries this mark left one of the configured mailboxes (F-48).</summary>
    public bool IsOwnMark(string mark) => Mailboxes.Any(mailbox => OwnMark.Of(mailbox.Id) == mark);

    /// <summary>True when the tenant or the service does not want mail of this address (V-13).</summary>
    public bool IsBlocked(Service service, string address) => SenderList.Covers(Tenant.BlockedSenders.Concat(service.BlockedSenders), address);
}

/// <summary>Gives the current configuration; reading it costs nothing.</summary>
public interface IConfigurationSource
{
    Configuration Current { get; }
}
