using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for mailboxes (N-017 to N-022, N-046, G-022, G-028, G-034).</summary>
internal static class MailboxRules
{
    public static void Check(Configuration configuration, UnitTree units, Findings findings)
    {
        var mailboxes = configuration.Mailboxes;
        Uniqueness(mailboxes, findings);
        for (var i = 0; i < mailboxes.Count; i++)
        {
            var (mailbox, path) = (mailboxes[i], $"$.mailboxes[{i}]");
            findings.Id($"{path}.id", mailbox.Id.Value);
            findings.UserPrincipalName($"{path}.userPrincipalName", mailbox.UserPrincipalName);
            if (!Texts.IsMailboxName(mailbox.Name))
                findings.Problem($"{path}.name", ProblemCode.BadName, "This is not a name for a mailbox.", $"Use 1 to {Mailbox.MaxNameLength} letters, digits, spaces and @ _ . - without spaces at the ends.");
            if (!units.Has(mailbox.Unit))
                findings.UnknownReference($"{path}.unit", "unit");
            findings.Range($"{path}.maxMailMegabytes", mailbox.MaxMailMegabytes, Mailbox.MinSizeMegabytes, Mailbox.MaxSizeMegabytes);
            Folders(mailbox.Folders, $"{path}.folders", findings);
            FromAddresses(mailbox, $"{path}.fromAddresses", findings);
        }
    }

    /// <summary>Two entries are the same mailbox when they share the object id or any address, whatever is written in the document (N-022).</summary>
    private static void Uniqueness(IReadOnlyList<Mailbox> mailboxes, Findings findings)
    {
        var owners = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < mailboxes.Count; i++)
        {
            string[] addresses = [mailboxes[i].UserPrincipalName, .. mailboxes[i].Addresses];
            var taken = addresses.Any(address => owners.TryGetValue(address, out var owner) && owner != i);
            foreach (var address in addresses.Where(address => address.Length > 0))
                owners.TryAdd(address, i);
            if (!ids.Add(mailboxes[i].Id.Value) && !taken)
                findings.Problem($"$.mailboxes[{i}].id", ProblemCode.Duplicate, "This mailbox is listed already.", "List every mailbox once; it can serve one service only.");
            else if (taken)
                findings.Problem($"$.mailboxes[{i}].userPrincipalName", ProblemCode.AddressTaken, "Another mailbox of this configuration has this address or one of its aliases.", "List every mailbox once; it can serve one service only.");
        }
    }

    private static void FromAddresses(Mailbox mailbox, string path, Findings findings)
    {
        if (mailbox.FromAddresses.Count > Mailbox.MostFromAddresses)
            findings.Problem(path, ProblemCode.OutOfRange, "This list is too long.", $"List at most {Mailbox.MostFromAddresses} addresses.");
        ConfigurationRules.Repeated(mailbox.FromAddresses, from => from.Address, i => findings.Problem(
            $"{path}[{i}].address", ProblemCode.Duplicate, "This address is listed already.", "List every address once."));
        for (var i = 0; i < mailbox.FromAddresses.Count; i++)
        {
            var from = mailbox.FromAddresses[i];
            if (!Texts.IsAddress(from.Address))
                findings.Problem($"{path}[{i}].address", ProblemCode.BadAddress, "This is not an address.", "Write name@domain.example.");
            else if (from.ProvenAt is null && !mailbox.Owns(from.Address))
                findings.Problem($"{path}[{i}].provenAt", ProblemCode.FromNotProven, "This is not an address of the mailbox, and nothing shows that Exchange lets the mailbox send from it.", "Give the mailbox the right Send As on the address, and probe it.");
            if (from.DisplayName is { } name && !Texts.IsName(name))
                findings.Problem($"{path}[{i}].displayName", ProblemCode.BadName, "This is not a name.", $"Use 1 to {Texts.NameLength} characters without line breaks and without spaces at the ends, or leave it out.");
        }
    }

    private static void Folders(FolderNames names, string path, Findings findings)
    {
        (string Field, string Name)[] folders = [("handled", names.Handled), ("ended", names.Ended), ("failed", names.Failed)];
        for (var i = 0; i < folders.Length; i++)
        {
            var (field, name) = folders[i];
            if (!Texts.IsOneLine(name, Texts.FolderLength))
                findings.Problem($"{path}.{field}", ProblemCode.BadName, "This is not a folder name.", $"Use 1 to {Texts.FolderLength} characters without line breaks and without spaces at the ends.");
            else if (string.Equals(name, "Inbox", StringComparison.OrdinalIgnoreCase))
                findings.Problem($"{path}.{field}", ProblemCode.FolderNames, "The Inbox cannot be an outcome folder: filed mail would come in again.", "Name another folder.");
            else if (folders[..i].Any(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
                findings.Problem($"{path}.{field}", ProblemCode.FolderNames, "Another outcome folder has this name.", "Give the three folders three names.");
        }
    }
}
