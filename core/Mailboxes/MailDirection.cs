using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>What a mailbox is for (G-006, G-014).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MailDirection>))]
public enum MailDirection
{
    /// <summary>Its Inbox feeds the queue of a service; it answers, too.</summary>
    Inbound,

    /// <summary>For sending alone: it is never watched and feeds no service, but it counts as ours.</summary>
    Outbound,
}
