using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>A picture that was fetched, or why it was not.</summary>
/// <param name="Problem">A status or a word for who looks into it; null when the picture is there.</param>
internal sealed record FetchedPicture(byte[] Content, string? MediaType, string? Problem = null);

/// <summary>
/// Fetches the pictures that people paste into their messages. Unlike files, which lie in OneDrive, Teams keeps them with the conversation and gives them to who shows the
/// Connector's token. So nothing but an attachment of an allowed host is ever asked for, whatever the message says (I9).
/// </summary>
internal sealed class PastedPictures(HttpPipeline pipeline, ServiceHosts hosts)
{
    /// <summary>Teams makes pasted pictures smaller than this; anything larger is dropped into the chat as a file.</summary>
    public const int Largest = 10 * 1024 * 1024;

    private const string Attachments = "/v3/attachments/";

    public async Task<FetchedPicture> FetchAsync(Uri address, CancellationToken cancellation)
    {
        if (!hosts.Allows(address) || !address.AbsolutePath.Contains(Attachments, StringComparison.Ordinal))
            return Not("NotAllowed");
        using var message = pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(address);
        message.Request.Headers.SetValue("User-Agent", "TeamsEmailBot/1.0");
        try
        {
            await pipeline.SendAsync(message, cancellation);
            if (message.Response.Status != StatusCodes.Status200OK || message.Response.ContentStream is not { } stream)
                return Not(message.Response.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var bytes = new byte[Math.Min(message.Response.Headers.ContentLength ?? Largest, Largest) + 1];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
            return length > Largest ? Not("TooLarge") : new(bytes[..length], message.Response.Headers.ContentType?.Split(';')[0].Trim());
        }
        catch (AuthenticationFailedException)
        {
            return Not("NoToken");
        }
        catch (Exception failure) when (failure is RequestFailedException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Not("NoAnswer");
        }
    }

    private static FetchedPicture Not(string problem) => new([], null, problem);
}
