using System.Text.Json.Serialization;

namespace TeamsEmailBot.Bot.Cards.Elements;

/// <summary>
/// Text of our own. Teams reads it as Markdown, so nothing that comes from outside may be in it, names included: that belongs into a <see cref="TextRun"/>.
/// </summary>
internal sealed record TextBlock(string Text) : CardElement
{
    public bool Wrap { get; } = true;

    public TextStyle? Style { get; init; }

    public TextSize? Size { get; init; }

    public TextWeight? Weight { get; init; }

    public TextColor? Color { get; init; }

    public bool? IsSubtle { get; init; }
}

/// <summary>Text that is shown letter by letter, never as Markdown.</summary>
internal sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : CardElement;

/// <summary>A stretch of verbatim text; the only place for text from mails and for names.</summary>
internal sealed record TextRun(string Text)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "TextRun";

    public TextSize? Size { get; init; }

    public TextWeight? Weight { get; init; }

    public TextColor? Color { get; init; }

    public bool? IsSubtle { get; init; }

    public bool? Italic { get; init; }

    public FontType? FontType { get; init; }
}

internal enum TextStyle
{
    [JsonStringEnumMemberName("heading")]
    Heading,
}

internal enum FontType
{
    /// <summary>Every letter as wide as the others, for what is to be copied.</summary>
    Monospace,
}

internal enum TextSize
{
    Small,
    Medium,
    Large,
}

internal enum TextWeight
{
    Bolder,
}

internal enum TextColor
{
    Good,
    Warning,
    Attention,
    Accent,
}
