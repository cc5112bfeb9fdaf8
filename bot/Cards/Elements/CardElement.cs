using System.Text.Json.Serialization;

namespace TeamsEmailBot.Bot.Cards.Elements;

/// <summary>An element of a card's body. The list is the allow-list: everything here is in version 1.5 and drawn by every Teams client, or has a fallback that is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(ColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
[JsonDerivedType(typeof(ToggleInput), "Input.Toggle")]
[JsonDerivedType(typeof(ChoiceSet), "Input.ChoiceSet")]
[JsonDerivedType(typeof(GroupedBarChart), "Chart.VerticalBar.Grouped")]
[JsonDerivedType(typeof(BarChart), "Chart.VerticalBar")]
[JsonDerivedType(typeof(LineChart), "Chart.Line")]
internal abstract record CardElement
{
    public Spacing? Spacing { get; init; }

    public bool? Separator { get; init; }
}

/// <summary>Elements of one style that belong together.</summary>
internal sealed record Container(IReadOnlyList<CardElement> Items) : CardElement
{
    public ContainerStyle? Style { get; init; }
}

/// <summary>Elements side by side.</summary>
internal sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement;

/// <param name="Width"><c>auto</c> or <c>stretch</c>.</param>
internal sealed record Column(string Width, IReadOnlyList<CardElement> Items)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "Column";

    public VerticalAlignment? VerticalContentAlignment { get; init; }
}

internal enum Spacing
{
    None,
    Small,
    Medium,
    Large,
}

internal enum VerticalAlignment
{
    Top,
    Center,
    Bottom,
}

internal enum ContainerStyle
{
    [JsonStringEnumMemberName("emphasis")]
    Emphasis,

    [JsonStringEnumMemberName("good")]
    Good,

    [JsonStringEnumMemberName("warning")]
    Warning,

    [JsonStringEnumMemberName("attention")]
    Attention,

    [JsonStringEnumMemberName("accent")]
    Accent,
}
