using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>What the bot can do in personal chats (teams.md 3). Call it under the tenant's lock.</summary>
internal sealed class Conversations(TenantState tenant)
{
    /// <summary>About 100 KB, counted in UTF-16 (teams.md 4.2, F-57).</summary>
    private const int MostBytes = 100 * 1024;

    private static readonly string[] Accepted = ["message", "typing"];

    /// <summary>Personal only: one member by Teams id or object id in the field id, tenant named (teams.md 3.1).</summary>
    public ConnectorAnswer Create(JsonObject body)
    {
        ChatContent.RefuseNulls(body);
        if (ConnectorJson.Bool(body["isGroup"]) == true || body["members"] is not JsonArray { Count: 1 } members)
            throw ConnectorRefusal.BadSyntax("Incorrect conversation creation parameters");
        var named = ConnectorJson.Text(body["tenantId"]) ?? ConnectorJson.Text(body["channelData"]?["tenant"]?["id"]);
        if (!string.Equals(named, tenant.World.TenantId, StringComparison.OrdinalIgnoreCase))
            throw ConnectorRefusal.BadSyntax("Incorrect conversation creation parameters: tenantId is missing or wrong.");
        var id = ConnectorJson.Text(members[0]?["id"]) ?? throw ConnectorRefusal.BadSyntax("Incorrect conversation creation parameters: a member needs an id.");
        var person = tenant.People.FirstOrDefault(p => p.TeamsId == id || string.Equals(p.Id, id, StringComparison.OrdinalIgnoreCase))
            ?? throw ConnectorRefusal.BadArgument("Failed to decrypt pairwise id");
        CheckReachable(person);
        return new ConnectorAnswer(201, new JsonObject { ["id"] = tenant.Chats.Open(person).Id });
    }

    public ConnectorAnswer Send(string conversation, JsonObject activity, int utf16Bytes)
    {
        var chat = Writable(conversation);
        var type = Check(activity, utf16Bytes);
        if (type == "typing")
            return new ConnectorAnswer(202);
        var parts = ChatContent.Read(activity);
        if (parts.Count == 0)
            throw ConnectorRefusal.BadSyntax("Activity must have text or attachments.");
        List<ChatActivity> added = [.. parts.Select(part => tenant.Chats.Add(chat, part, fromBot: true))];
        added.ForEach(a => Inspect(chat, a));
        // Text and attachment in one activity become several messages, and no id comes back.
        return added is [var one] ? new ConnectorAnswer(201, new JsonObject { ["id"] = one.Id }) : new ConnectorAnswer(202);
    }

    public ConnectorAnswer Update(string conversation, string activityId, JsonObject activity, int utf16Bytes)
    {
        var chat = Writable(conversation);
        var type = Check(activity, utf16Bytes);
        var known = chat.Find(activityId) is { FromBot: true } found ? found : throw ConnectorRefusal.NoActivity();
        var parts = ChatContent.Read(activity);
        if (type != "message" || parts is not [var content])
            throw ConnectorRefusal.BadSyntax("Activity resulted into multiple skype activities");
        tenant.Chats.Update(chat, known, content);
        Inspect(chat, chat.Find(activityId)!);
        return new ConnectorAnswer(200, new JsonObject { ["id"] = activityId });
    }

    public ConnectorAnswer Delete(string conversation, string activityId)
    {
        var chat = Writable(conversation);
        tenant.Chats.Delete(chat, chat.Find(activityId) is { FromBot: true } found ? found : throw ConnectorRefusal.NoActivity());
        return new ConnectorAnswer(200);
    }

    public ConnectorAnswer Members(string conversation) => new(200, new JsonArray(Write(Known(conversation).Person)));

    public ConnectorAnswer PagedMembers(string conversation, string? pageSize)
    {
        if (pageSize is not null && !(int.TryParse(pageSize, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 50 and <= 500))
            throw ConnectorRefusal.BadArgument("pageSize must be between 50 and 500.");
        return new ConnectorAnswer(200, new JsonObject { ["members"] = new JsonArray(Write(Known(conversation).Person)) });
    }

    public ConnectorAnswer Member(string conversation, string id)
    {
        var person = Known(conversation).Person;
        return id == person.TeamsId || string.Equals(id, person.Id, StringComparison.OrdinalIgnoreCase)
            ? new ConnectorAnswer(200, Write(person))
            : throw new ConnectorRefusal(404, "MemberNotFoundInConversation", "Member not found in conversation.");
    }

    /// <summary>UTF-16 size of a body as it was sent.</summary>
    public static int Utf16Bytes(byte[] body) => Encoding.UTF8.GetCharCount(body) * 2;

    private static string Check(JsonObject activity, int utf16Bytes)
    {
        if (utf16Bytes > MostBytes)
            throw new ConnectorRefusal(413, "MessageSizeTooBig", "Message size too large.");
        ChatContent.RefuseNulls(activity);
        var type = ConnectorJson.Text(activity["type"]);
        return Accepted.Contains(type) ? type! : throw ConnectorRefusal.BadArgument($"Unknown activity type '{type}'.");
    }

    private Chat Known(string conversation) => tenant.Chats.Find(conversation) is { Exists: true } chat ? chat : throw ConnectorRefusal.NoConversation();

    private Chat Writable(string conversation)
    {
        var chat = Known(conversation);
        CheckReachable(chat.Person);
        return chat;
    }

    private void CheckReachable(Person person)
    {
        if (tenant.Faults.BotDisabledByAdmin)
            throw new ConnectorRefusal(403, "BotDisabledByAdmin", "The tenant admin disabled this bot");
        if (!person.Installed)
            throw new ConnectorRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        if (person.Blocked)
            throw new ConnectorRefusal(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.");
    }

    private void Inspect(Chat chat, ChatActivity activity)
    {
        if (activity.Card is null)
            return;
        foreach (var what in CardInspector.Inspect(activity.Card))
            tenant.Chats.Violations.Add(new CardViolation(chat.Person.Id, activity.Id, what));
        if (string.IsNullOrEmpty(activity.Summary))
            tenant.Chats.Violations.Add(new CardViolation(chat.Person.Id, activity.Id, "A card without summary: people see \"Sent a card\"."));
    }

    private JsonObject Write(Person person) => new()
    {
        ["id"] = person.TeamsId,
        ["aadObjectId"] = person.Id,
        ["name"] = person.Name,
        ["givenName"] = person.Name.Split(' ')[0],
        ["surname"] = person.Name.Split(' ')[^1],
        ["email"] = person.Address,
        ["userPrincipalName"] = person.UserPrincipalName,
        ["tenantId"] = tenant.World.TenantId,
        ["userRole"] = person.Start.Guest ? "guest" : "user",
    };
}
