using System.Text.Json;
using Azure.Core;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Lists Sent Items. Headers are absent there (graph.md 5.1), so what a mail answers is read from its MAPI property.</summary>
internal sealed class GraphSentItems(GraphHttp http) : ISentItems
{
    public Task<Outcome<IReadOnlyList<SentMail>>> ListAsync(MailboxId mailbox, DateTimeOffset since, CancellationToken cancellation) =>
        http.AllAsync(
            GraphCall.Mail(RequestMethod.Get, "ListSent", mailbox, "mailFolders/sentitems/messages" + GraphUrl.Query(
                ("$select", "id,conversationId,sentDateTime,sender"),
                ("$expand", $"singleValueExtendedProperties($filter=id eq '{ExtendedProperty.InReplyTo}' or id eq '{ExtendedProperty.Answer}')"),
                ("$filter", $"sentDateTime ge {GraphUrl.Time(since)}"),
                ("$orderby", "sentDateTime asc"),
                ("$top", "100"))),
            Read,
            cancellation);

    private static SentMail? Read(JsonElement message) =>
        message.Text("id") is { Length: > 0 } id && message.Time("sentDateTime") is { } sentAt
            ? new SentMail(new MessageId(id), sentAt, ExtendedProperty.Value(message, ExtendedProperty.Answer) is not null)
            {
                InReplyTo = ExtendedProperty.Value(message, ExtendedProperty.InReplyTo),
                ConversationId = message.Text("conversationId"),
                Sender = message.Object("sender")?.Object("emailAddress") is { } sender && sender.Text("address") is { Length: > 0 } address
                    ? new MailAddress(address, sender.Text("name"))
                    : null,
            }
            : null;
}
