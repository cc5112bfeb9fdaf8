using System.Text.Json;
using Azure.Core;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Test mail: a draft first, because only a draft tells the Message-ID by which the arriving copy is found (graph.md 5.5).</summary>
internal sealed class GraphTestMail(GraphHttp http) : ITestMail
{
    public async Task<Outcome<SentTestMail>> SendAsync(MailboxId mailbox, TestMail mail, CancellationToken cancellation)
    {
        var message = new TestMailWire(mail.Subject, new BodyWire("text", mail.Text), [new RecipientWire(new AddressWire(mail.To, null))])
        {
            From = mail.From is { } from ? new RecipientWire(new AddressWire(from, null)) : null,
            SingleValueExtendedProperties =
            [
                new ExtendedPropertyWire(ExtendedProperty.Header(OwnMark.Header), OwnMark.Of(mailbox)), new ExtendedPropertyWire(ExtendedProperty.AutoResponseSuppress, "-1"),
            ],
        };
        var draft = await http.SendAsync(
            GraphCall.Mail(RequestMethod.Post, "CreateTestMail", mailbox, "messages") with { Repeatable = false, Body = GraphBody.Of(message), MayBeRefused = true }, Read, cancellation);
        if (!draft.Succeeded)
            return draft;
        var path = $"messages/{GraphUrl.Segment(draft.Value.Id.Value)}";
        var sent = await http.SendForNothingAsync(
            GraphCall.Mail(RequestMethod.Post, "SendTestMail", mailbox, path + "/send") with { Repeatable = false, MayBeRefused = true }, cancellation);
        if (sent.Succeeded)
            return draft;
        // After an unclear answer it may have left, and then this would delete the copy in Sent Items.
        if (sent.Failure.Category != FailureCategory.Unknown)
            await http.SendForNothingAsync(GraphCall.Mail(RequestMethod.Delete, "DeleteTestMail", mailbox, path), cancellation);
        return sent.Failure;
    }

    public async Task<Outcome<DateTimeOffset?>> FindArrivalAsync(MailboxId mailbox, SentTestMail sent, CancellationToken cancellation)
    {
        var found = await http.AllAsync(
            GraphCall.Mail(RequestMethod.Get, "FindTestMail", mailbox, "messages" + GraphUrl.Query(
                ("$select", "id,receivedDateTime"), ("$filter", $"internetMessageId eq {GraphUrl.Literal(sent.InternetMessageId)}"))),
            // The copy in Sent Items has the draft's id; the other one came by mail.
            entry => entry.Text("id") is { Length: > 0 } id && id != sent.Id.Value && entry.Time("receivedDateTime") is { } at ? new Arrival(at) : null,
            cancellation);
        return !found.Succeeded ? found.Failure : found.Value is [var first, ..] ? first.At : (DateTimeOffset?)null;
    }

    private static Outcome<SentTestMail> Read(JsonElement answer) =>
        answer.Text("id") is { Length: > 0 } id && answer.Text("internetMessageId") is { Length: > 0 } name ? new SentTestMail(new MessageId(id), name) : GraphErrors.Unreadable;

    private sealed record Arrival(DateTimeOffset At);
}
