using Azure.Core;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Lists the ids of a folder's mails, in large pages because nothing else comes along.</summary>
internal sealed class GraphMailCensus(GraphHttp http) : IMailCensus
{
    public Task<Outcome<IReadOnlyList<CountedMail>>> CountAsync(
        MailboxId mailbox, string folderId, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) =>
        http.AllAsync(
            GraphCall.Mail(RequestMethod.Get, "CountMails", mailbox, $"mailFolders/{GraphUrl.Segment(folderId)}/messages" + GraphUrl.Query(
                ("$select", "id,internetMessageId,receivedDateTime,isDraft"),
                ("$filter", $"receivedDateTime ge {GraphUrl.Time(from)} and receivedDateTime lt {GraphUrl.Time(before)}"),
                ("$top", "500"))),
            entry => entry.Text("id") is { Length: > 0 } id && entry.Time("receivedDateTime") is { } received && !entry.Flag("isDraft")
                ? new CountedMail(new MessageId(id), entry.Text("internetMessageId"), received)
                : null,
            cancellation);
}
