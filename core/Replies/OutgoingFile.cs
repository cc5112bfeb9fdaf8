namespace TeamsEmailBot.Core.Replies;

/// <summary>A file that shall leave with an answer. Its bytes go from where they come from into Exchange and are kept nowhere (I6).</summary>
/// <param name="Name">As <see cref="FileName.Clean"/> left it.</param>
/// <param name="ContentType">Media type; null when nobody told it.</param>
/// <param name="Bytes">Length, told before the first byte is read.</param>
/// <param name="Content">Read once, from its beginning to its end. Whoever made it disposes of it.</param>
public sealed record OutgoingFile(string Name, string? ContentType, long Bytes, Stream Content);

/// <summary>How much may leave with one answer.</summary>
public static class FileLimits
{
    /// <summary>
    /// 25 MB for all files of an answer together. Base64 with its line ends makes 34.2 MB of them; a mailbox sends messages of 35 MB unless its administrator set another
    /// limit, so that nearly 1 MB is left for text and quotation (graph.md 5.3, F-27).
    /// </summary>
    public const long Total = 25 * 1024 * 1024;
}
