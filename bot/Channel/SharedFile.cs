using System.Text.Json;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>A file that somebody attached to a message in the personal chat, or a picture that he pasted into it.</summary>
/// <param name="Address">Of a file it works without sign-in and for a few minutes only; a picture is given to who shows the Connector's token.</param>
/// <param name="Name">As the sender's device calls it; anything may stand there. Empty for most pictures.</param>
internal sealed record SharedFile(Uri Address, string Name)
{
    private const string ContentType = "application/vnd.microsoft.teams.file.download.info";
    private const string Picture = "image/";

    /// <summary>As many as Teams lets a person send at once.</summary>
    private const int Most = 10;

    public bool IsPicture { get; init; }

    /// <summary>The files of a message, in the order in which they were given.</summary>
    public static IReadOnlyList<SharedFile> In(Activity activity) => activity.Attachments is not { } attachments ? [] :
    [
        // A list may have empty places, and then it is none of ours (I9).
        .. attachments.Select(attachment => attachment is null ? null : File(attachment) ?? Pasted(attachment)).OfType<SharedFile>().Take(Most),
    ];

    private static SharedFile? File(Attachment attachment) =>
        attachment is { ContentType: ContentType, Content: { ValueKind: JsonValueKind.Object } content } && content.TryGetProperty("downloadUrl", out var url)
        && url.ValueKind == JsonValueKind.String && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address)
            ? new SharedFile(address, attachment.Name ?? "")
            : null;

    // "image/*": which kind it is, Teams says when it gives the picture out.
    private static SharedFile? Pasted(Attachment attachment) =>
        attachment.ContentType?.StartsWith(Picture, StringComparison.OrdinalIgnoreCase) == true && Uri.TryCreate(attachment.ContentUrl, UriKind.Absolute, out var address)
            ? new SharedFile(address, attachment.Name ?? "") { IsPicture = true }
            : null;
}
