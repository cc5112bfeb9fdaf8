using System.Text.Json;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>A file that somebody attached to a message in the personal chat. The address works without sign-in and for a few minutes only.</summary>
internal sealed record SharedFile(Uri Address)
{
    private const string ContentType = "application/vnd.microsoft.teams.file.download.info";

    /// <summary>The first file of a message; null when there is none.</summary>
    public static SharedFile? In(Activity activity) => activity.Attachments?
        // A list may have empty places, and then it is none of ours (I9).
        .Where(attachment => attachment is { ContentType: ContentType })
        .Select(attachment => attachment.Content is { ValueKind: JsonValueKind.Object } content && content.TryGetProperty("downloadUrl", out var url) && url.ValueKind == JsonValueKind.String
            && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address) ? new SharedFile(address) : null)
        .FirstOrDefault(file => file is not null);
}
