using System.Text.Json;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>A file that somebody attached to a message in the personal chat. The address works without sign-in and for a few minutes only.</summary>
/// <param name="Name">As the sender's device calls it; anything may stand there.</param>
internal sealed record SharedFile(Uri Address, string Name)
{
    private const string ContentType = "application/vnd.microsoft.teams.file.download.info";

    /// <summary>As many as Teams lets a person send at once.</summary>
    private const int Most = 10;

    /// <summary>The files of a message, in the order in which they were given.</summary>
    public static IReadOnlyList<SharedFile> In(Activity activity) => activity.Attachments is not { } attachments ? [] :
    [
        .. attachments
            // A list may have empty places, and then it is none of ours (I9).
            .Where(attachment => attachment is { ContentType: ContentType })
            .Select(attachment => attachment.Content is { ValueKind: JsonValueKind.Object } content && content.TryGetProperty("downloadUrl", out var url) && url.ValueKind == JsonValueKind.String
                && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address) ? new SharedFile(address, attachment.Name ?? "") : null)
            .OfType<SharedFile>()
            .Take(Most),
    ];
}
