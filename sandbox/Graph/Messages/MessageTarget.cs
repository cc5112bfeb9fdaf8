using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>What a $filter can look at in a message.</summary>
internal sealed class MessageTarget(StoredMessage message) : IFilterTarget
{
    /// <summary>Properties that $filter and $orderby take.</summary>
    public static object? Read(StoredMessage message, string path) => path switch
    {
        "receivedDateTime" => message.ReceivedAt,
        "sentDateTime" => message.SentAt,
        "createdDateTime" => message.CreatedAt,
        "lastModifiedDateTime" => message.ModifiedAt,
        "subject" => message.Subject,
        "isRead" => message.IsRead,
        "isDraft" => message.IsDraft,
        "hasAttachments" => message.Attachments.Exists(a => !a.File.IsInline),
        "importance" => message.Importance,
        "internetMessageId" => message.InternetMessageId,
        "conversationId" => message.ConversationId,
        "parentFolderId" => message.Folder.Id,
        "from/emailAddress/address" => message.From?.Address,
        "sender/emailAddress/address" => message.Sender?.Address,
        _ => throw GraphRefusal.BadRequest($"Could not find a property named '{path}' on type 'Microsoft.OutlookServices.Message' that can be filtered."),
    };

    public object? Read(string path) => Read(message, path);

    public IEnumerable<IFilterTarget> ReadMany(string path)
    {
        if (!string.Equals(path, "singleValueExtendedProperties", StringComparison.OrdinalIgnoreCase))
            throw GraphRefusal.BadRequest($"'{path}' cannot be filtered with any().");
        return message.ExtendedProperties
            .Append(new(ExtendedProperty.MessageClass, message.MessageClass))
            .Select(p => new PropertyTarget(p.Key, p.Value));
    }

    private sealed class PropertyTarget(string id, string value) : IFilterTarget
    {
        public object? Read(string path) => path switch
        {
            "id" => id,
            "value" => value,
            _ => throw GraphRefusal.BadRequest($"An extended property has no '{path}'."),
        };

        public IEnumerable<IFilterTarget> ReadMany(string path) => throw GraphRefusal.BadRequest("any() within any() is not supported.");
    }
}
