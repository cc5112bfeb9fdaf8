using System.Net;
using System.Text;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>Fetches files that people attach to their messages. Teams keeps them in OneDrive, so no other host is ever asked, whatever the message says.</summary>
internal sealed class FileReader(HttpClient http)
{
    private static readonly string[] Hosts = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn"];

    /// <summary>The text of a file of UTF-8, or why there is none.</summary>
    public async Task<(string? Text, string? Reason)> ReadAsync(SharedFile file, int largest, Words words, CancellationToken cancellation)
    {
        if (!IsWhereTeamsKeepsFiles(file.Address))
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
        catch (IOException)
        {
            // The connection broke before the end.
            return (null, words.Say(DialogPhrase.FileFails, HttpRequestError.ResponseEnded));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, words.Say(DialogPhrase.FileFails, (int)HttpStatusCode.RequestTimeout));
        }
    }

    /// <summary>A file whose length is known and whose bytes have not come yet, or why there is none. Whoever gets it disposes of it.</summary>
    public async Task<(OpenedFile? File, string? Reason)> OpenAsync(SharedFile file, Words words, CancellationToken cancellation)
    {
        if (!IsWhereTeamsKeepsFiles(file.Address))
            return (null, words[DialogPhrase.FileElsewhere]);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.GetAsync(file.Address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode != HttpStatusCode.OK)
                return (null, words.Say(DialogPhrase.FileFails, (int)response.StatusCode));
            var name = FileName.Clean(file.Name) ?? "";
            if (response.Content.Headers.ContentLength is not { } length)
                return (null, words.Say(FilePhrase.NoLength, SafeText.Line(name, CardParts.NameLength)));
            var content = new OutgoingFile(name, response.Content.Headers.ContentType?.MediaType, length, await response.Content.ReadAsStreamAsync(cancellation));
            var opened = new OpenedFile(content, response);
            response = null;
            return (opened, null);
        }
        catch (HttpRequestException failure)
        {
            return (null, words.Say(DialogPhrase.FileFails, failure.HttpRequestError));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, words.Say(DialogPhrase.FileFails, (int)HttpStatusCode.RequestTimeout));
        }
        finally
        {
            response?.Dispose();
        }
    }

    private static bool IsWhereTeamsKeepsFiles(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && Hosts.Any(host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A file on its way, and where it comes from: a connection, or memory.</summary>
internal sealed record OpenedFile(OutgoingFile File, IDisposable Source) : IDisposable
{
    public void Dispose() => Source.Dispose();
}
