using System.Net;
using System.Text;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>Fetches files that people attach to their messages. Teams keeps them in OneDrive, so no other host is ever asked, whatever the message says.</summary>
internal sealed class FileReader(HttpClient http)
{
    private static readonly string[] Hosts = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn"];

    /// <summary>The text of a file of UTF-8, or why there is none.</summary>
    public async Task<(string? Text, string? Reason)> ReadAsync(SharedFile file, int largest, Words words, CancellationToken cancellation)
    {
        if (file.Address.Scheme != Uri.UriSchemeHttps || !file.Address.IsDefaultPort || !Hosts.Any(host => file.Address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)))
            return (null, words[DialogPhrase.FileElsewhere]);
        try
        {
            using var response = await http.GetAsync(file.Address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode != HttpStatusCode.OK)
                return (null, words.Say(DialogPhrase.FileFails, (int)response.StatusCode));
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            var bytes = new byte[largest + 1];
            var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
            if (length > largest)
                return (null, words.Say(DialogPhrase.FileTooLarge, largest / 1024));
            // Windows' editors put a mark in front.
            return (Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF'), null);
        }
        catch (HttpRequestException failure)
        {
            return (null, words.Say(DialogPhrase.FileFails, failure.HttpRequestError));
        }
    }
}
