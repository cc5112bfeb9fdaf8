using System.Text;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>
/// A mail as it travels, taken apart into headers and parts (RFC 2045, 2046), as far as reports need it: text of any encoding, mails within mails. What comes from
/// outside may be broken or endless; then what was understood counts, and depth and number of parts are bounded.
/// </summary>
internal sealed record MimePart(IReadOnlyList<MailHeader> Headers, ReadOnlyMemory<byte> Body, IReadOnlyList<MimePart> Parts)
{
    private const int MaxDepth = 8;
    private const int MaxParts = 100;

    /// <summary>Type without parameters, lower case; text/plain when the part does not say.</summary>
    public string Type => Header("Content-Type") is { } type ? type.Split(';')[0].Trim().ToLowerInvariant() : "text/plain";

    public static MimePart Read(ReadOnlyMemory<byte> mime) => Read(mime, 0);

    public string? Header(string name) => Headers.FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>A parameter of Content-Type, without quotes.</summary>
    public string? Parameter(string name)
    {
        foreach (var parameter in (Header("Content-Type") ?? "").Split(';').Skip(1))
            if (parameter.Split('=', 2) is [var key, var value] && string.Equals(key.Trim(), name, StringComparison.OrdinalIgnoreCase))
                return value.Trim().Trim('"');
        return null;
    }

    /// <summary>This part and all within it, in order.</summary>
    public IEnumerable<MimePart> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    /// <summary>The body decoded to bytes of the charset.</summary>
    public byte[] Content() => Header("Content-Transfer-Encoding")?.Trim().ToLowerInvariant() switch
    {
        "base64" => TransferEncoding.Base64(Body.Span),
        "quoted-printable" => TransferEncoding.QuotedPrintable(Body.Span),
        _ => Body.ToArray(),
    };

    private static MimePart Read(ReadOnlyMemory<byte> mime, int depth)
    {
        var headers = ReadHeaders(mime.Span, out var length);
        var part = new MimePart(headers, mime[length..], []);
        if (depth == MaxDepth)
            return part;
        if (part.Type.StartsWith("multipart/", StringComparison.Ordinal) && part.Parameter("boundary") is { Length: > 0 } boundary)
            return part with { Parts = [.. Split(part.Body, boundary).Take(MaxParts).Select(inner => Read(inner, depth + 1))] };
        return part.Type is "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers"
            ? part with { Parts = [Read(part.Content(), depth + 1)] }
            : part;
    }

    private static List<MailHeader> ReadHeaders(ReadOnlySpan<byte> mime, out int length)
    {
        var headers = new List<MailHeader>();
        length = 0;
        while (length < mime.Length)
        {
            var line = NextLine(mime[length..], out var taken);
            if (line.IsEmpty)
            {
                length += taken;
                break;
            }

            var text = Encoding.UTF8.GetString(line);
            if (text[0] is ' ' or '\t' && headers.Count > 0)
                headers[^1] = headers[^1] with { Value = $"{headers[^1].Value} {text.Trim()}" };
            else if (text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && !text.AsSpan(0, colon).ContainsAny(' ', '\t'))
                headers.Add(new MailHeader(text[..colon], text[(colon + 1)..].Trim()));
            else if (headers.Count == 0)
                // No header at all: everything is body.
                break;
            length += taken;
        }

        return headers;
    }

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string boundary)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        var delimiter = Encoding.UTF8.GetBytes($"--{boundary}");
        var start = -1;
        for (var at = 0; at < body.Length;)
        {
            var line = NextLine(body.Span[at..], out var taken);
            if (line.StartsWith(delimiter) && line[delimiter.Length..].TrimEnd((byte)' ') is [] or [(byte)'-', (byte)'-'])
            {
                if (start >= 0)
                    parts.Add(body[start..at]);
                start = line.EndsWith("--"u8) && line.Length > delimiter.Length ? -1 : at + taken;
            }

            at += taken;
        }

        if (start >= 0)
            parts.Add(body[start..]);
        return parts;
    }

    private static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> text, out int taken)
    {
        var end = text.IndexOf((byte)'\n');
        taken = end < 0 ? text.Length : end + 1;
        return text[..(end < 0 ? text.Length : end)].TrimEnd((byte)'\r');
    }
}
