using System.Globalization;
using Azure.Core;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>
/// Puts files into drafts (graph.md 5.3): small ones with one request, larger ones piece by piece through an upload session. At most one piece of a file is in memory. The
/// session's address is as good as a password, so it goes into no log.
/// </summary>
internal sealed class GraphFileUpload(GraphHttp http)
{
    /// <summary>Surely taken by a plain request: "about 3 MB" of a request of 4 MB.</summary>
    private const int SurelySmall = 3_000_000;

    /// <summary>Above it a plain request is refused; below it a session is.</summary>
    private const int Small = 3 * 1024 * 1024;

    /// <summary>The largest multiple of 320 KiB below 4 MB.</summary>
    private const int Piece = 12 * 320 * 1024;

    private static readonly Failure Unreadable = new(FailureCategory.Transient, "FileUnreadable");

    public async Task<Outcome<Done>> AddAsync(MailboxId mailbox, MessageId draft, OutgoingFile file, CancellationToken cancellation)
    {
        var path = $"messages/{GraphUrl.Segment(draft.Value)}/attachments";
        // Not from a pool: a request that was given up may still read it.
        var buffer = new byte[Math.Min(Piece, file.Bytes)];
        if (file.Bytes <= SurelySmall)
            return await PostAsync(mailbox, path, file, buffer, cancellation);
        var session = await http.SendAsync<string>(
            GraphCall.Mail(RequestMethod.Post, "CreateUpload", mailbox, path + "/createUploadSession") with
            {
                Body = GraphBody.Of(new UploadWire(new UploadItemWire("file", file.Name, file.Bytes, file.ContentType))),
            },
            answer => answer.Text("uploadUrl") is { Length: > 0 } url ? url : GraphErrors.Unreadable,
            cancellation);
        // Where exactly the border lies is not written anywhere.
        if (session.Failure?.Code == "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize" && file.Bytes <= Small)
            return await PostAsync(mailbox, path, file, buffer, cancellation);
        if (!session.Succeeded)
            return session.Failure;
        return http.MayUpload(session.Value)
            ? await PutAsync(mailbox, session.Value, file, buffer, cancellation)
            : new Failure(FailureCategory.Refused, "UploadElsewhere");
    }

    private async Task<Outcome<Done>> PostAsync(MailboxId mailbox, string path, OutgoingFile file, byte[] buffer, CancellationToken cancellation)
    {
        var content = buffer.AsMemory(0, (int)file.Bytes);
        if (!await FillAsync(file, content, isLast: true, cancellation))
            return Unreadable;
        return await http.SendForNothingAsync(
            GraphCall.Mail(RequestMethod.Post, "AddFile", mailbox, path) with
            {
                Repeatable = false,
                Body = GraphBody.Of(new FileWire(file.Name, file.ContentType, content)),
            },
            cancellation);
    }

    private async Task<Outcome<Done>> PutAsync(MailboxId mailbox, string session, OutgoingFile file, byte[] buffer, CancellationToken cancellation)
    {
        for (var from = 0L; from < file.Bytes;)
        {
            var piece = buffer.AsMemory(0, (int)Math.Min(Piece, file.Bytes - from));
            var isLast = from + piece.Length == file.Bytes;
            if (!await FillAsync(file, piece, isLast, cancellation))
                return Unreadable;
            var sent = await http.SendForNothingAsync(
                new GraphCall(RequestMethod.Put, "UploadPiece", GraphTarget.Mail, mailbox.Value, session)
                {
                    Range = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{from + piece.Length - 1}/{file.Bytes}"),
                    Body = piece,
                    // Before the last piece there is no file in the draft, and afterwards there may be.
                    Repeatable = !isLast,
                },
                cancellation);
            if (!sent.Succeeded)
                return sent.Failure;
            from += piece.Length;
        }

        return Done.It;
    }

    // False when the file turns out to be shorter, or longer, than it was told to be, or cannot be read any more.
    private static async Task<bool> FillAsync(OutgoingFile file, Memory<byte> into, bool isLast, CancellationToken cancellation)
    {
        try
        {
            await file.Content.ReadExactlyAsync(into, cancellation);
            return !isLast || await file.Content.ReadAsync(new byte[1], cancellation) == 0;
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            return false;
        }
    }
}
