using System.Text.Json;
using System.Text.Unicode;

namespace TeamsEmailBot.Core.Administration;

/// <summary>
/// Reads JSON into nodes that know their path and line. Comments and trailing commas are tolerated, because people write the document by hand; a repeated name is
/// a problem, because which of the two holds is anybody's guess. Malformed JSON is one problem with its line; nothing throws.
/// </summary>
internal sealed class DocumentTree
{
    private readonly byte[] utf8;
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private int counted;
    private int line = 1;

    private DocumentTree(ReadOnlySpan<byte> utf8) => this.utf8 = utf8.ToArray();

    /// <summary>Null when the document is no JSON.</summary>
    public DocumentNode? Root { get; private set; }

    public List<ConfigurationProblem> Problems { get; } = [];

    public static DocumentTree Read(ReadOnlySpan<byte> utf8)
    {
        var tree = new DocumentTree(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
        tree.Read();
        return tree;
    }

    /// <summary>The line of the path, or of the nearest thing around it that is in the document.</summary>
    public int LineOf(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.AsSpan().LastIndexOfAny('.', '['))])
            if (lines.TryGetValue(at, out var found))
                return found;
        return 1;
    }

    private void Read()
    {
        if (!Utf8.IsValid(utf8))
        {
            Problems.Add(new("$", ProblemCode.NotJson, "The document is not UTF-8 text.", "Save the file as UTF-8."));
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 });
            if (!reader.Read())
                throw new JsonException("empty", null, 0, 0);
            var root = Value(ref reader, "$");
            // Reading on to the end finds what follows the value.
            reader.Read();
            Root = root;
        }
        catch (JsonException exception)
        {
            Problems.Add(new("$", ProblemCode.NotJson, $"The document is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} cannot be read.", "Look for a missing quotation mark, comma or bracket there or just before.")
            {
                Line = (int?)exception.LineNumber + 1,
            });
        }
    }

    private DocumentNode Value(ref Utf8JsonReader reader, string path)
    {
        var at = LineAt(reader.TokenStartIndex);
        lines.TryAdd(path, at);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new(path, at, JsonValueKind.Object) { Members = Members(ref reader, path) };
            case JsonTokenType.StartArray:
                var items = new List<DocumentNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Value(ref reader, $"{path}[{items.Count}]"));
                return new(path, at, JsonValueKind.Array) { Items = items };
            case JsonTokenType.String:
                return new(path, at, JsonValueKind.String) { Text = Text(ref reader) };
            case JsonTokenType.Number:
                return new(path, at, JsonValueKind.Number) { Number = reader.TryGetDecimal(out var number) ? number : null };
            case JsonTokenType.True:
                return new(path, at, JsonValueKind.True);
            case JsonTokenType.False:
                return new(path, at, JsonValueKind.False);
            default:
                return new(path, at, JsonValueKind.Null);
        }
    }

    private Dictionary<string, DocumentNode> Members(ref Utf8JsonReader reader, string path)
    {
        var members = new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader) ?? "\uFFFD";
            var place = path + Step(name);
            var nameLine = LineAt(reader.TokenStartIndex);
            reader.Read();
            var value = Value(ref reader, place);
            if (!members.TryAdd(name, value))
                Problems.Add(new(place, ProblemCode.DuplicateProperty, "This name occurs twice in the same object.", "Keep one of the two.") { Line = nameLine });
        }

        return members;
    }

    // A text with half a surrogate pair is valid JSON and no Unicode.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Step(string name) =>
        name.Length is > 0 and <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$')
            ? "." + name
            : $"['{string.Concat(name.Take(60).Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\'' or '\\' ? '\uFFFD' : c))}']";

    // Tokens come in order, so every byte is looked at once.
    private int LineAt(long index)
    {
        line += utf8.AsSpan(counted, (int)index - counted).Count((byte)'\n');
        counted = (int)index;
        return line;
    }
}
