using System.Text;
using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Classification;

/// <summary>
/// A mail of the corpus, as Exchange would take it in: headers unfolded and decoded, text in Unicode, files apart. The lines <c>X-Corpus-…</c> at its head say what
/// is expected, and what Exchange would add (message class, Graph's type); they are no part of the mail.
/// </summary>
internal sealed partial class EmlFile
{
    private const string Own = "X-Corpus-";

    /// <summary>Headers that Graph does not show for received mail (graph.md 5.1).</summary>
    private static readonly string[] Envelope = ["From", "To", "Cc", "Bcc", "Sender", "Reply-To", "Subject"];

    private readonly MimePart root;

    static EmlFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private EmlFile(string name, byte[] bytes)
    {
        (Name, Mime) = (name, string.Join("\r\n", Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line.StartsWith(Own, StringComparison.Ordinal))));
        root = MimePart.Read(bytes);
    }

    public static IReadOnlyList<EmlFile> Corpus { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFolder.Of("tests", "Classification", "Corpus"), "*.eml").Order(StringComparer.Ordinal)
            .Select(file => new EmlFile(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file))),
    ];

    public string Name { get; }

    /// <summary>The mail as it travels.</summary>
    public string Mime { get; }

    public MailVerdict Expected => (root.Header(Own + "Verdict") ?? "").Split(' ') is [var kind, var rule]
        ? new MailVerdict(Enum.Parse<MailClass>(kind), rule)
        : throw new InvalidDataException($"{Name} says no verdict.");

    /// <summary>Why this mail is in the corpus.</summary>
    public string Why => root.Header(Own + "Why") ?? throw new InvalidDataException($"{Name} does not say why.");

    /// <summary>ISO 639.</summary>
    public string Language => root.Header(Own + "Language") ?? throw new InvalidDataException($"{Name} does not name its language.");

    /// <summary>Whether the mail only says thank you (F-49).</summary>
    public bool IsThanks => root.Header(Own + "Thanks") == "yes";

    public static EmlFile Named(string name) => Corpus.Single(file => file.Name == name);

    public IReadOnlyList<MailHeader> Headers =>
    [
        .. root.Headers.Where(header => !header.Name.StartsWith(Own, StringComparison.Ordinal) && !Envelope.Contains(header.Name, StringComparer.OrdinalIgnoreCase)),
    ];

    public string Subject => Decoded(root.Header("Subject") ?? "");

    public MailAddress? From => Addresses("From").FirstOrDefault();

    /// <summary>As the engine gets it.</summary>
    public MailItem ToItem() => new()
    {
        Id = new MessageId(Name),
        InternetMessageId = root.Header("Message-ID"),
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Subject = Subject,
        From = From,
        ReplyTo = Addresses("Reply-To"),
        To = Addresses("To"),
        Cc = Addresses("Cc"),
        Body = Html is { } html ? new MailBody(true, html) : new MailBody(false, Text),
        HasAttachments = Files.Any(file => !file.IsInline),
        Headers = Headers,
        MessageClass = root.Header(Own + "Class"),
        DerivedType = root.Header(Own + "Type"),
    };

    /// <summary>As it arrives in the simulated mailbox.</summary>
    public IncomingMail ToIncoming() => new()
    {
        From = From is { } from ? new SandboxAddress(from.Address, from.Name) : null,
        Subject = Subject,
        Text = Text,
        Html = Html,
        Cc = [.. Addresses("Cc").Select(address => new SandboxAddress(address.Address, address.Name))],
        ReplyTo = [.. Addresses("Reply-To").Select(address => new SandboxAddress(address.Address, address.Name))],
        Headers = [.. Headers.Where(header => header.Name is not "Message-ID" and not "Date" and not "MIME-Version").Select(header => new SandboxHeader(header.Name, header.Value))],
        Attachments = Files,
        InternetMessageId = root.Header("Message-ID") ?? "",
        MessageClass = root.Header(Own + "Class") ?? "IPM.Note",
        DerivedType = root.Header(Own + "Type"),
        Mime = Mime,
    };

    private string Text => Leaf("text/plain") is { } part ? CharsetOf(part).GetString(part.Content()).TrimEnd() : "";

    private string? Html => Leaf("text/html") is { } part ? CharsetOf(part).GetString(part.Content()) : null;

    private IReadOnlyList<SandboxFile> Files =>
    [
        .. Outside(root).Where(part => !part.Type.StartsWith("multipart/", StringComparison.Ordinal) && (part.Header("Content-Disposition") is not null || part.Header("Content-ID") is not null)).Select(part => new SandboxFile(
            FileName(part), part.Type, part.Content(),
            part.Header("Content-Disposition")?.StartsWith("inline", StringComparison.OrdinalIgnoreCase) == true, part.Header("Content-ID")?.Trim('<', '>'))),
    ];

    // Parts of mails within the mail are not the mail's own.
    private static IEnumerable<MimePart> Outside(MimePart part) =>
        part.Type.StartsWith("multipart/", StringComparison.Ordinal) ? part.Parts.SelectMany(Outside).Prepend(part) : [part];

    private static string FileName(MimePart part) => FileNames().Match(part.Header("Content-Disposition") ?? "") is { Success: true } match ? Decoded(match.Groups[1].Value) : part.Parameter("name") ?? "";

    private MimePart? Leaf(string type) => Outside(root).FirstOrDefault(part => part.Type == type && part.Header("Content-Disposition")?.StartsWith("attachment", StringComparison.OrdinalIgnoreCase) != true);

    private static Encoding CharsetOf(MimePart part) => Encoding.GetEncoding(part.Parameter("charset") ?? "utf-8");

    private List<MailAddress> Addresses(string header) => root.Header(header) is not { } list
        ? []
        : [.. Persons().Matches(list).Select(match => new MailAddress(match.Groups[2].Value, match.Groups[1].Value.Trim().Trim('"') is { Length: > 0 } name ? Decoded(name) : null))];

    private static string Decoded(string text) => Words().Replace(Between().Replace(text, "?="), match =>
    {
        var bytes = match.Groups[2].Value is "B" or "b"
            ? Convert.FromBase64String(match.Groups[3].Value)
            : TransferEncoding.QuotedPrintable(Encoding.ASCII.GetBytes(match.Groups[3].Value.Replace('_', ' ')));
        return Encoding.GetEncoding(match.Groups[1].Value).GetString(bytes);
    });

    [GeneratedRegex(@"=\?([^?]+)\?([BbQq])\?([^?]*)\?=")]
    private static partial Regex Words();

    [GeneratedRegex(@"\?=\s+(?==\?)")]
    private static partial Regex Between();

    [GeneratedRegex("""(?:((?:"[^"]*"|[^<>,"])*)<)?([^<>,\s"]+@[^<>,\s"]+)""")]
    private static partial Regex Persons();

    [GeneratedRegex("""filename="?([^";]+)"?""")]
    private static partial Regex FileNames();
}
