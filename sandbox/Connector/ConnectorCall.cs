namespace TeamsEmailBot.Sandbox.Connector;

internal enum ConnectorCallKind
{
    Unknown,
    WrongVerb,
    Create,
    Send,
    Update,
    Delete,
    Members,
    Member,
    PagedMembers,
    Attachment,
}

/// <summary>What a request to the connector asks for.</summary>
/// <param name="Activity">Id of the activity, or of the member.</param>
internal sealed record ConnectorCall(ConnectorCallKind Kind, string Pattern, string Summary, string Conversation = "", string Activity = "")
{
    public static ConnectorCall Read(string method, IReadOnlyList<string> path) => path switch
    {
        ["v3", "conversations"] => Only(method, "POST", new(ConnectorCallKind.Create, "v3/conversations", "create conversation")),
        ["v3", "conversations", var c, "activities"] => Only(method, "POST", new(ConnectorCallKind.Send, "v3/conversations/{c}/activities", "send", c)),
        ["v3", "conversations", var c, "activities", var a] => method switch
        {
            "POST" => new(ConnectorCallKind.Send, "v3/conversations/{c}/activities/{a}", "reply", c, a),
            "PUT" => new(ConnectorCallKind.Update, "v3/conversations/{c}/activities/{a}", "update", c, a),
            "DELETE" => new(ConnectorCallKind.Delete, "v3/conversations/{c}/activities/{a}", "delete", c, a),
            _ => Wrong("v3/conversations/{c}/activities/{a}"),
        },
        ["v3", "conversations", var c, "members"] => Only(method, "GET", new(ConnectorCallKind.Members, "v3/conversations/{c}/members", "members", c)),
        ["v3", "conversations", var c, "members", var m] =>
            Only(method, "GET", new(ConnectorCallKind.Member, "v3/conversations/{c}/members/{m}", "member", c, m)),
        ["v3", "conversations", var c, "pagedmembers"] =>
            Only(method, "GET", new(ConnectorCallKind.PagedMembers, "v3/conversations/{c}/pagedmembers", "paged members", c)),
        ["v3", "conversations", var c, "activities", _, "members"] =>
            Only(method, "GET", new(ConnectorCallKind.Members, "v3/conversations/{c}/activities/{a}/members", "activity members", c)),
        ["v3", "attachments", var id, "views", "original"] =>
            Only(method, "GET", new(ConnectorCallKind.Attachment, "v3/attachments/{id}/views/original", "picture", Activity: id)),
        _ => new(ConnectorCallKind.Unknown, "?", "unknown request"),
    };

    private static ConnectorCall Only(string method, string allowed, ConnectorCall call) => method == allowed ? call : Wrong(call.Pattern);

    private static ConnectorCall Wrong(string pattern) => new(ConnectorCallKind.WrongVerb, pattern, "wrong verb");
}
