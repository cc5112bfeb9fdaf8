using System.Text.Json;
using Azure.Core;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Answers in the thread: draft, check, send (graph.md 5.5). Only createReply writes In-Reply-To and References (F-31, F-32).</summary>
internal sealed class GraphReplySender(GraphHttp http, GraphFileUpload files, ILogger<GraphReplySender> logger) : IReplySender
{
    /// <summary>Of the marks of automatic mail Graph lets only those begin with x- that are set here; Auto-Submitted it removes (graph.md 5.5).</summary>
    private static readonly ExtendedPropertyWire[] Automatic = [new(ExtendedProperty.AutoResponseSuppress, "-1"), new(ExtendedProperty.Header("X-Autoreply"), "yes")];

    public async Task<Outcome<ReplyDraft>> CreateDraftAsync(
        MailboxId mailbox, MessageId original, ReplyContent content, CancellationToken cancellation)
    {
        var message = Message(content);
        var created = await http.SendAsync(
            GraphCall.Mail(RequestMethod.Post, "CreateReply", mailbox, $"messages/{GraphUrl.Segment(original.Value)}/createReply") with
            {
                Repeatable = false,
                Body = GraphBody.Of(new ReplyWire(Marked(message, mailbox, content))),
            },
            answer => ReadDraft(answer, content),
            cancellation);
        if (!created.Succeeded)
            return created.Failure;
        if (created.Value.HoldsContent)
            return created.Value.Draft;
        return await CorrectAsync(mailbox, created.Value.Draft, message, content, cancellation);
    }

    public Task<Outcome<ReplyDraft>> PrepareDraftAsync(MailboxId mailbox, MessageId original, AnswerId mark, CancellationToken cancellation) =>
        http.SendAsync<ReplyDraft>(
            GraphCall.Mail(RequestMethod.Post, "PrepareReply", mailbox, $"messages/{GraphUrl.Segment(original.Value)}/createReply") with
            {
                Repeatable = false,
                // Without the digest of its content it is never taken for an answer.
                Body = GraphBody.Of(new PreparedReplyWire(new PreparedWire(
                [
                    new ExtendedPropertyWire(ExtendedProperty.Answer, mark.Value),
                    new ExtendedPropertyWire(ExtendedProperty.Header(OwnMark.Header), OwnMark.Of(mailbox)),
                ]))),
            },
            answer => ReadDraft(answer) is { } draft ? draft : GraphErrors.Unreadable,
            cancellation);

    public Task<Outcome<Done>> AddFileAsync(MailboxId mailbox, MessageId draft, OutgoingFile file, CancellationToken cancellation) =>
        files.AddAsync(mailbox, draft, file, cancellation);

    public async Task<Outcome<ReplyDraft>> CompleteDraftAsync(MailboxId mailbox, MessageId draft, ReplyContent content, CancellationToken cancellation)
    {
        var completed = await http.SendAsync(
            GraphCall.Mail(RequestMethod.Patch, "CompleteReply", mailbox, $"messages/{GraphUrl.Segment(draft.Value)}") with
            {
                // Coming late it would overwrite what a later press wrote.
                Repeatable = false,
                Body = GraphBody.Of(Marked(Message(content), mailbox, content)),
            },
            answer => ReadDraft(answer, content),
            cancellation);
        if (!completed.Succeeded)
            return completed.Failure;
        return completed.Value.HoldsContent ? completed.Value.Draft : new Failure(FailureCategory.Invalid, "DraftNotKept");
    }

    public async Task<Outcome<ReplyDraft?>> FindDraftAsync(MailboxId mailbox, AnswerId answer, CancellationToken cancellation)
    {
        var found = await http.AllAsync(
            GraphCall.Mail(RequestMethod.Get, "FindDraft", mailbox, "messages" + GraphUrl.Query(
                ("$select", "id,internetMessageId,isDraft,body,from,toRecipients,ccRecipients"),
                ("$expand", $"singleValueExtendedProperties($filter=id eq {GraphUrl.Literal(ExtendedProperty.Content)})"),
                ("$filter", Carries(answer)))) with { Prefer = "outlook.body-content-type=\"html\"" },
            // We may have died between the draft and its correction: a draft that is not whole is left for the sweeper, not for sending.
            entry => ReadDraft(entry) is { } draft && (!entry.Flag("isDraft") || ReplyCheck.IsWhole(entry)) ? new Found(draft, entry.Flag("isDraft")) : null,
            cancellation);
        if (!found.Succeeded)
            return found.Failure;
        // If one was sent, that is the answer; another one with the same mark is left over from an attempt whose outcome was not known.
        return found.Value.OrderBy(one => one.IsDraft).FirstOrDefault()?.Draft;
    }

    public Task<Outcome<Done>> SendAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation) =>
        http.SendForNothingAsync(
            GraphCall.Mail(RequestMethod.Post, "Send", mailbox, $"messages/{GraphUrl.Segment(draft.Value)}/send") with { Repeatable = false },
            cancellation);

    public async Task<Outcome<DraftState>> GetStateAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation)
    {
        var state = await http.SendAsync<DraftState>(
            GraphCall.Mail(RequestMethod.Get, "GetDraftState", mailbox, $"messages/{GraphUrl.Segment(draft.Value)}"
                + GraphUrl.Query(("$select", "id,isDraft"))),
            // Nothing but a clear false means sent.
            answer => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("isDraft", out var isDraft)
                ? isDraft.ValueKind switch
                {
                    JsonValueKind.True => DraftState.Unsent,
                    JsonValueKind.False => DraftState.Sent,
                    _ => GraphErrors.Unreadable,
                }
                : GraphErrors.Unreadable,
            cancellation);
        return state.Failure?.Category == FailureCategory.NotFound ? DraftState.Missing : state;
    }

    public async Task<Outcome<MailAddress?>> SentFromAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation)
    {
        var read = await http.SendAsync<MailAddress?>(
            GraphCall.Mail(RequestMethod.Get, "GetSender", mailbox, $"messages/{GraphUrl.Segment(draft.Value)}" + GraphUrl.Query(("$select", "isDraft,from"))),
            answer => answer.Flag("isDraft") || answer.Object("from") is not { } from ? default(MailAddress) : MailItemReading.Address(from),
            cancellation);
        return read.Failure?.Category == FailureCategory.NotFound ? default(MailAddress) : read;
    }

    public async Task<Outcome<Done>> DeleteDraftAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation)
    {
        // The id survives the sending: deleting unseen could delete the copy in Sent Items, the proof that the customer was answered.
        var state = await GetStateAsync(mailbox, draft, cancellation);
        if (!state.Succeeded)
            return state.Failure;
        if (state.Value == DraftState.Sent)
            return new Failure(FailureCategory.Conflict, "AlreadySent");
        if (state.Value == DraftState.Missing)
            return Done.It;
        var deleted = await http.SendForNothingAsync(
            GraphCall.Mail(RequestMethod.Delete, "DeleteDraft", mailbox, $"messages/{GraphUrl.Segment(draft.Value)}"), cancellation);
        return deleted.Failure?.Category == FailureCategory.NotFound ? Done.It : deleted;
    }

    public async Task<Outcome<Done>> SweepAsync(MailboxId mailbox, AnswerId mark, CancellationToken cancellation)
    {
        var found = await http.AllAsync(
            GraphCall.Mail(RequestMethod.Get, "SweepDrafts", mailbox, "messages" + GraphUrl.Query(("$select", "id,isDraft"), ("$filter", Carries(mark)))),
            entry => ReadDraft(entry) is { } draft ? new Found(draft, entry.Flag("isDraft")) : null,
            cancellation);
        if (!found.Succeeded)
            return found.Failure;
        foreach (var one in found.Value.Where(one => one.IsDraft))
            if ((await DeleteDraftAsync(mailbox, one.Draft.Id, cancellation)).Failure is { Category: not FailureCategory.Conflict } failure)
                return failure;
        return Done.It;
    }

    private static string Carries(AnswerId mark) =>
        $"singleValueExtendedProperties/Any(ep: ep/id eq {GraphUrl.Literal(ExtendedProperty.Answer)} and ep/value eq {GraphUrl.Literal(mark.Value)})";

    private static MessageWire Message(ReplyContent content) => new(new BodyWire("html", content.Html), RecipientWire.Of(content.To), RecipientWire.Of(content.Cc))
    {
        From = content.From is { } from ? RecipientWire.Of(from) : null,
    };

    private static MessageWire Marked(MessageWire message, MailboxId mailbox, ReplyContent content) => message with
    {
        SingleValueExtendedProperties =
        [
            new ExtendedPropertyWire(ExtendedProperty.Answer, content.Answer.Value),
            new ExtendedPropertyWire(ExtendedProperty.Content, ReplyCheck.Digest(content)),
            new ExtendedPropertyWire(ExtendedProperty.Header(OwnMark.Header), OwnMark.Of(mailbox)),
            .. content.IsAutomatic ? Automatic : [],
        ],
    };

    private async Task<Outcome<ReplyDraft>> CorrectAsync(
        MailboxId mailbox, ReplyDraft draft, MessageWire message, ReplyContent content, CancellationToken cancellation)
    {
        var corrected = await http.SendAsync(
            GraphCall.Mail(RequestMethod.Patch, "CorrectDraft", mailbox, $"messages/{GraphUrl.Segment(draft.Id.Value)}") with
            {
                Body = GraphBody.Of(message),
            },
            answer => ReadDraft(answer, content),
            cancellation);
        var good = corrected.Succeeded && corrected.Value.HoldsContent;
        GraphLog.DraftDiffered(logger, mailbox.Value, draft.Id.Value, good);
        if (good)
            return corrected.Value.Draft;

        // Leave no draft with the wrong words or readers behind, if we can; if not, its digest keeps it from being found and sent.
        await DeleteDraftAsync(mailbox, draft.Id, cancellation);
        return corrected.Succeeded ? new Failure(FailureCategory.Invalid, "DraftNotKept") : corrected.Failure;
    }

    private static Outcome<Checked> ReadDraft(JsonElement answer, ReplyContent content) =>
        ReadDraft(answer) is { } draft ? new Checked(draft, ReplyCheck.Holds(answer, content)) : GraphErrors.Unreadable;

    private static ReplyDraft? ReadDraft(JsonElement answer) =>
        answer.Text("id") is { Length: > 0 } id ? new ReplyDraft(new MessageId(id), answer.Text("internetMessageId")) : null;

    private sealed record Checked(ReplyDraft Draft, bool HoldsContent);

    private sealed record Found(ReplyDraft Draft, bool IsDraft);
}
