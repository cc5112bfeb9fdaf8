using System.Buffers;
using System.Globalization;
using Coder = System.Buffers.Text.Base64;

namespace TeamsEmailBot.Core.Classification;

/// <summary>Content-Transfer-Encoding (RFC 2045, 6.7 and 6.8); what is broken is left as it stands.</summary>
internal static class TransferEncoding
{
    public static byte[] Base64(ReadOnlySpan<byte> text)
    {
        var clean = new byte[text.Length + 3];
        var length = 0;
        foreach (var letter in text)
            if (char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'+' or (byte)'/')
                clean[length++] = letter;
        while (length % 4 != 0)
            clean[length++] = (byte)'=';
        var decoded = new byte[Coder.GetMaxDecodedFromUtf8Length(length)];
        return Coder.DecodeFromUtf8(clean.AsSpan(0, length), decoded, out _, out var written) == OperationStatus.Done
            ? decoded[..written]
            : text.ToArray();
    }

    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text)
    {
        var decoded = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '=')
                decoded.Add(text[at]);
            else if (text[at..] is [_, (byte)'\r', (byte)'\n', ..])
                at += 2;
            else if (text[at..] is [_, (byte)'\n', ..])
                at++;
            else if (at + 2 < text.Length && byte.TryParse(text.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                decoded.Add(value);
                at += 2;
            }
            else
                decoded.Add(text[at]);
        }

        return [.. decoded];
    }
}
