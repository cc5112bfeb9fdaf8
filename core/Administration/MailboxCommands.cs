using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Adds a mailbox; it stays disabled until a service uses it (G-015, G-016).</summary>
public sealed record AddMailbox(Mailbox Mailbox) : AdminCommand
{
    /// <summary>The unit that it is in, when there is none at all yet.</summary>
    public OrganizationUnit? FirstUnit { get; init; }

    internal override Configuration Apply(Configuration now, Findings findings) => now with
    {
        Units = FirstUnit is { } unit && now.Units.Count == 0 ? [unit] : now.Units,
        Mailboxes = Records.Add(now.Mailboxes, Mailbox, mailbox => mailbox.Id.Value, "$.mailboxes", "mailbox", findings),
    };
}

/// <summary>
/// Changes the mailbox <paramref name="Id"/>. Another Exchange mailbox in its place (another object id, or a user principal name that is not an address of the
/// present one), or one for sending, is refused while a service uses it (N-023); a mailbox that was renamed in Exchange is not another one (N-055).
/// </summary>
public sealed record ChangeMailbox(MailboxId Id, Mailbox Mailbox) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        var next = now with { Mailboxes = Records.Edit(now.Mailboxes, Id.Value, mailbox => mailbox.Id.Value, _ => Mailbox, "$.mailboxes", "mailbox", findings) };
        if (now.Mailbox(Id) is { } before && now.ServiceOf(Id) is { } service)
        {
            if (IsAnother(before))
                Locked("userPrincipalName", "exchanged");
            if (before.Direction != Mailbox.Direction)
                Locked("direction", "turned into one for sending");

            void Locked(string field, string what) => findings.Problem(
                $"$.mailboxes[{Records.IndexOf(now.Mailboxes, Id.Value, mailbox => mailbox.Id.Value)}].{field}",
                ProblemCode.InUse,
                $"The mailbox cannot be {what} while the service {service.Name} uses it.",
                $"Take the mailbox off the service {service.Name} first.");
        }

        return next;
    }

    // A rename in Exchange keeps the object id and, as the directory tells it, carries the new name among its addresses.
    private bool IsAnother(Mailbox before) =>
        Mailbox.Id != Id || (!before.Owns(Mailbox.UserPrincipalName) && !Mailbox.Addresses.Contains(Mailbox.UserPrincipalName, StringComparer.OrdinalIgnoreCase));
}

/// <summary>
/// Takes over what the directory says of the mailbox: its name and its addresses (N-055). An address that it lost and nothing else proves goes from its From list,
/// and the service sends from the mailbox's own again: what happened in Exchange is no choice of ours to refuse.
/// </summary>
public sealed record TakeOverIdentity(MailboxId Id, string UserPrincipalName, IReadOnlyList<string> Addresses) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        if (now.Mailbox(Id) is not { } before)
            return now;
        var renamed = before with { UserPrincipalName = UserPrincipalName, Addresses = Addresses };
        var after = renamed with { FromAddresses = [.. before.FromAddresses.Where(from => from.ProvenAt is not null || renamed.Owns(from.Address))] };
        return new ChangeMailbox(Id, after).Apply(now, findings) with { Services = [.. now.Services.Select(service => Listed(service, after))] };
    }

    private static Service Listed(Service service, Mailbox mailbox) =>
        service.Mailbox == mailbox.Id && service.FromAddress is { } from && mailbox.From(from) is null ? service with { FromAddress = null } : service;
}

/// <summary>Removes a mailbox that no service uses (G-019).</summary>
public sealed record RemoveMailbox(MailboxId Id) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        string[] services = now.ServiceOf(Id) is { } service ? [service.Name] : [];
        Records.RefuseInUse(services, "$.mailboxes", "mailbox", "Take the mailbox off the service first.", findings);
        return now with { Mailboxes = Records.Remove(now.Mailboxes, Id.Value, mailbox => mailbox.Id.Value, "$.mailboxes", "mailbox", findings) };
    }
}

/// <summary>Takes an address off the From list of a mailbox; a service that sent from it sends from the mailbox's own again (G-036).</summary>
public sealed record RemoveFromAddress(MailboxId Mailbox, string Address) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) => now with
    {
        Mailboxes = Records.Edit(
            now.Mailboxes, Mailbox.Value, mailbox => mailbox.Id.Value,
            mailbox => mailbox with { FromAddresses = [.. mailbox.FromAddresses.Where(from => !from.Is(Address))] }, "$.mailboxes", "mailbox", findings),
        Services = [.. now.Services.Select(service =>
            service.Mailbox == Mailbox && string.Equals(service.FromAddress, Address, StringComparison.OrdinalIgnoreCase) ? service with { FromAddress = null } : service)],
    };
}

/// <summary>
/// Takes in mail that was received before the mailbox was assigned, from <paramref name="From"/> on, as far as it still lies in the Inbox (N-061). Changes nothing
/// when mail is taken in from then on already.
/// </summary>
public sealed record Backfill(MailboxId Mailbox, DateTimeOffset From) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        if (now.WatchingService(Mailbox) is not { } service)
        {
            findings.Problem("$.mailboxes", ProblemCode.NotThere, "No service takes in mail of this mailbox now.", "Assign the mailbox to a service, or let service or tenant resume.");
            return now;
        }

        return (service.BackfillFrom ?? service.WatchedSince) is { } begin && From >= begin
            ? now
            : now with { Services = [.. now.Services.Select(other => other.Id == service.Id ? other with { BackfillFrom = From } : other)] };
    }
}
