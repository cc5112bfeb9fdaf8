using System.Net;

namespace TeamsEmailBot.Tests.Support;

/// <summary>The OneDrive in which Teams keeps what people drop into chats; files are found by their path.</summary>
internal sealed class FakeDrive : HttpMessageHandler
{
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Paths that were asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Says nothing of a file's length.</summary>
    public bool HidesLengths { get; set; }

    /// <summary>Puts a file there and says where.</summary>
    public Uri Put(string name, byte[] content)
    {
        var path = $"/personal/{Files.Count}/{Uri.EscapeDataString(name)}";
        Files[path] = content;
        return new Uri($"https://contoso-my.sharepoint.com{path}?tempauth=secret");
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Asked)
            Asked.Add(request.RequestUri!.AbsolutePath);
        if (!Files.TryGetValue(request.RequestUri.AbsolutePath, out var content))
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
        HttpContent body = HidesLengths ? new StreamContent(new Endless(content)) : new ByteArrayContent(content);
        body.Headers.ContentType = new("application/octet-stream");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = body });
    }

    // A stream that cannot be measured, as a chunked answer.
    private sealed class Endless(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
