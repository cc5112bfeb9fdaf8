using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Which fields a mailbox of the document has.</summary>
internal static class MailboxReader
{
    public static DraftMailbox Read(Fields fields)
    {
        var mailbox = new DraftMailbox(
            DraftReader.Identity(fields),
            new Mailbox
            {
                Id = default,
                UserPrincipalName = "",
                Name = fields.Required("name"),
                Unit = new(fields.Required("unit")),
                MaxMailMegabytes = fields.Number("maxMailMegabytes", Mailbox.MinSizeMegabytes),
                Folders = fields.Inner("folders") is { } folders ? Folders(folders) : new(),
                Direction = fields.Choice("direction", MailDirection.Inbound),
                IsPilot = fields.Flag("pilot"),
                FromAddresses = fields.Objects("fromAddresses", From),
            });
        fields.Close();
        return mailbox;
    }

    private static FolderNames Folders(Fields fields)
    {
        var defaults = new FolderNames();
        var folders = new FolderNames(fields.Text("handled") ?? defaults.Handled, fields.Text("ended") ?? defaults.Ended, fields.Text("failed") ?? defaults.Failed);
        fields.Close();
        return folders;
    }

    private static FromAddress From(Fields fields)
    {
        var from = new FromAddress(
            fields.Required("address"),
            fields.Text("displayName"),
            fields.Value("provenAt", DocumentWords.Instant, "Write an instant of ISO 8601, for example 2026-11-21T17:00:00Z, or leave it out."));
        fields.Close();
        return from;
    }
}
