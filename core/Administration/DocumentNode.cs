using System.Text.Json;

namespace TeamsEmailBot.Core.Administration;

/// <summary>A value of the document with its place. <see cref="Text"/> is null for a string that is no valid Unicode, <see cref="Number"/> for one beyond decimal.</summary>
internal sealed record DocumentNode(string Path, int Line, JsonValueKind Kind)
{
    public string? Text { get; init; }

    public decimal? Number { get; init; }

    public IReadOnlyDictionary<string, DocumentNode> Members { get; init; } = new Dictionary<string, DocumentNode>();

    public IReadOnlyList<DocumentNode> Items { get; init; } = [];

    /// <summary>What it is, in the words of the messages.</summary>
    public string Name => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
