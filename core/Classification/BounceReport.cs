using System.Text;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Core.Classification;

/// <summary>
/// What a report says of the mail it is about: RFC 3464 and 8098 where servers keep to them, plain text with a copy of the mail where they do not (Exim, qmail).
/// Several recipients are one report (F-45).
/// </summary>
/// <param name="IsFinal">False when the report says that the mail was only delayed, or delivered; null when it does not say.</param>
/// <param name="Status">Enhanced status of the first failed recipient (RFC 3463), for example <c>5.1.1</c>; null when there is none.</param>
/// <param name="Ids">Message-IDs of the mail and of the thread it was in.</param>
/// <param name="Text">All text, to find our key in; in memory only (I6).</param>
public sealed partial record BounceReport(bool? IsFinal, string? Status, IReadOnlyList<string> Ids, string Text)
{
    /// <summary>The head of the original is near the beginning; a report can carry the whole of it, files included.</summary>
    private const int MostBytes = 512 * 1024;

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "Original-Message-ID", "Message-ID", "In-Reply-To", "References" };

    public static readonly BounceReport Empty = new(null, null, [], "");

    public static BounceReport Read(ReadOnlyMemory<byte> mime)
    {
        var root = MimePart.Read(mime.Length > MostBytes ? mime[..MostBytes] : mime);
        var parts = root.All().ToList();
        var text = string.Join('\n', parts.Where(IsText).Select(part => Encoding.UTF8.GetString(part.Content())));
        var fields = text.Split('\n').Select(line => line.Trim()).ToList();
        var actions = Values(fields, "Action:").Select(value => value.ToLowerInvariant()).ToList();
        var status = Values(fields, "Status:").Select(value => value.Split(' ')[0]).FirstOrDefault(value => value.StartsWith('5'))
            ?? Values(fields, "Status:").Select(value => value.Split(' ')[0]).FirstOrDefault(value => value.StartsWith('4'))
            ?? (Enhanced().Match(text) is { Success: true } found ? found.Value : null);
        return new(actions.Count == 0 ? null : actions.Contains("failed"), status, [.. Named(root, parts, fields).Distinct(StringComparer.Ordinal).Take(20)], text);
    }

    /// <summary>Message-IDs in a header's value.</summary>
    public static IEnumerable<string> IdsIn(string? value) => value is null ? [] : MessageId().Matches(value).Select(match => match.Value);

    private static IEnumerable<string> Named(MimePart root, List<MimePart> parts, List<string> fields)
    {
        // The report's own Message-ID is not that of the mail.
        foreach (var part in parts)
            foreach (var header in part.Headers.Where(header => Names.Contains(header.Name) && (part != root || !header.Name.Equals("Message-ID", StringComparison.OrdinalIgnoreCase))))
                foreach (var id in IdsIn(header.Value))
                    yield return id;
        foreach (var name in Names)
            foreach (var value in Values(fields, $"{name}:"))
                foreach (var id in IdsIn(value))
                    yield return id;
    }

    private static IEnumerable<string> Values(IEnumerable<string> fields, string name) =>
        fields.Where(field => field.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Select(field => field[name.Length..].Trim()).Where(value => value.Length > 0);

    private static bool IsText(MimePart part) =>
        part.Parts.Count == 0 && (part.Type.StartsWith("text/", StringComparison.Ordinal) || part.Type is "message/delivery-status" or "message/global-delivery-status" or "message/disposition-notification");

    [GeneratedRegex(@"<[^<>\s]{3,250}>")]
    private static partial Regex MessageId();

    [GeneratedRegex(@"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])")]
    private static partial Regex Enhanced();
}
