namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>The folders every mailbox has (graph.md 4).</summary>
internal static class WellKnownFolders
{
    public const string Root = "msgfolderroot";
    public const string Inbox = "inbox";
    public const string Drafts = "drafts";
    public const string SentItems = "sentitems";
    public const string DeletedItems = "deleteditems";

    /// <summary>Where a deletion for good ends; not part of a listing of the whole mailbox.</summary>
    public const string Recoverable = "recoverableitemsdeletions";

    /// <summary>Folders under the root: well-known name, English and German display name.</summary>
    public static readonly IReadOnlyList<(string Name, string English, string German)> UnderRoot =
    [
        ("archive", "Archive", "Archiv"),
        ("conversationhistory", "Conversation History", "Unterhaltungsverlauf"),
        (DeletedItems, "Deleted Items", "Gelöschte Elemente"),
        (Drafts, "Drafts", "Entwürfe"),
        (Inbox, "Inbox", "Posteingang"),
        ("junkemail", "Junk Email", "Junk-E-Mail"),
        ("outbox", "Outbox", "Postausgang"),
        (SentItems, "Sent Items", "Gesendete Elemente"),
    ];

    /// <summary>Every name that may stand in place of an id; those that this mailbox does not have answer 404.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "archive", "clutter", "conflicts", "conversationhistory", DeletedItems, Drafts, Inbox, "junkemail", "localfailures", Root, "outbox",
        Recoverable, "scheduled", "searchfolders", SentItems, "serverfailures", "syncissues",
    };
}
