using System.Text;

namespace TeamsEmailBot.Tests.Journeys.Support;

/// <summary>Finds words in bytes, however they are written: UTF-8, UTF-16, escaped for JSON, Base64 of either at any offset; in lower and upper case too.</summary>
internal static class Leaks
{
    /// <summary>The words that are in <paramref name="bytes"/>, with the form they were found in.</summary>
    public static IReadOnlyList<string> In(ReadOnlyMemory<byte> bytes, IEnumerable<string> words) =>
        [.. from word in words from form in Forms(word) where bytes.Span.IndexOf(form.Bytes) >= 0 select $"{word} ({form.Name})"];

    public static IEnumerable<(string Name, byte[] Bytes)> Forms(string word)
    {
        foreach (var text in new HashSet<string>([word, word.ToLowerInvariant(), word.ToUpperInvariant()]))
        {
            var (eight, sixteen) = (Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text));
            yield return ("UTF-8", eight);
            yield return ("UTF-16", sixteen);
            yield return ("UTF-16, big end first", Encoding.BigEndianUnicode.GetBytes(text));
            yield return ("JSON", Encoding.UTF8.GetBytes(System.Text.Encodings.Web.JavaScriptEncoder.Default.Encode(text)));
            for (var offset = 0; offset < 3; offset++)
            {
                yield return ($"Base64 of UTF-8 at {offset}", Base64(eight, offset));
                yield return ($"Base64 of UTF-16 at {offset}", Base64(sixteen, offset));
            }
        }
    }

    // What stands before and after is not known, so only the letters that the word alone decides are looked for.
    private static byte[] Base64(byte[] word, int offset)
    {
        var whole = new byte[offset + word.Length];
        word.CopyTo(whole, offset);
        var encoded = Convert.ToBase64String(whole).TrimEnd('=');
        var last = whole.Length % 3 == 0 ? encoded.Length : encoded.Length - 1;
        return Encoding.ASCII.GetBytes(encoded[(offset == 0 ? 0 : offset + 1)..last]);
    }
}
