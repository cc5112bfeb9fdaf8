using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Control;

/// <summary>Reads the tenant for the page.</summary>
internal static class StateReader
{
    public static StateView Read(TenantState tenant)
    {
        lock (tenant.Sync)
            return new StateView(
                tenant.Now,
                new ClockView((tenant.Clock as SandboxClock)?.Offset.TotalSeconds ?? 0, tenant.World.TimeZone),
                tenant.World.TenantId,
                tenant.World.TenantName,
                tenant.World.BotName,
                [.. tenant.People.Select(Person)],
                [.. tenant.World.Customers.Select(c => new AddressView(c.Name, c.Address))],
                [.. tenant.Exchange.Mailboxes.Select(m => Mailbox(m, tenant.Now))],
                Faults(tenant),
                tenant.Access.IsStrict ? Access(tenant) : null);
    }

    public static FaultsView Faults(TenantState tenant)
    {
        var faults = tenant.Faults;
        return new FaultsView(
            faults.GraphDown, faults.GraphThrottled, faults.GraphSlowSeconds, faults.TeamsDown, faults.TeamsThrottled, faults.DropNotifications);
    }

    public static AddressView? Address(SandboxAddress? address) => address is null ? null : new AddressView(address.Name, address.Address);

    private static AccessView Access(TenantState tenant) => new(
        [.. tenant.Access.Roles.Order(StringComparer.Ordinal)],
        tenant.Exchange.Mailboxes.Where(mailbox => tenant.Access.GrantedFrom(mailbox.Id) is not null).ToDictionary(mailbox => mailbox.Id, mailbox => tenant.Access.GrantedFrom(mailbox.Id)!.Value));

    private static PersonView Person(Person p) => new(
        p.Id, p.Name, p.UserPrincipalName, p.Address, p.Start.Role, new PresenceView(p.Availability, p.Activity), p.Installed, p.Blocked);

    private static MailboxView Mailbox(Mailbox mailbox, DateTimeOffset now) =>
        new(mailbox.Id, mailbox.Start.Name, mailbox.Start.Address, [.. InOrder(mailbox, mailbox.Root).Select(f => Folder(mailbox, f, now))]);

    /// <summary>Children after their parents, the Inbox first.</summary>
    private static IEnumerable<MailFolder> InOrder(Mailbox mailbox, MailFolder parent) => mailbox.Children(parent)
        .OrderByDescending(f => f.Is(WellKnownFolders.Inbox)).ThenBy(f => f.DisplayName, StringComparer.OrdinalIgnoreCase)
        .SelectMany(f => InOrder(mailbox, f).Prepend(f));

    private static FolderView Folder(Mailbox mailbox, MailFolder folder, DateTimeOffset now)
    {
        var inside = mailbox.Visible(folder, now).ToList();
        return new FolderView(folder.Id, folder.DisplayName, folder.WellKnownName, inside.Count, inside.Count(m => !m.IsRead));
    }
}
