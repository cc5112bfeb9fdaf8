using System.Text.Json.Serialization;

namespace TeamsEmailBot.Bot.Cards.Elements;

/// <summary>A text field. The client asks for a missing required value with <see cref="ErrorMessage"/> before it sends anything.</summary>
/// <param name="Id">Name of the value in the data; never a name that the button's data uses (teams.md 2.4).</param>
internal sealed record TextInput(string Id, string Label, string ErrorMessage) : CardElement
{
    public bool IsMultiline { get; init; }

    public bool IsRequired { get; init; }

    public int? MaxLength { get; init; }

    public string? Placeholder { get; init; }

    public string? Value { get; init; }
}

/// <summary>A check box; its value is "true" or "false".</summary>
internal sealed record ToggleInput(string Id, string Label, string Title) : CardElement
{
    public string? Value { get; init; }
}

/// <summary>One of several, or several of them when <see cref="IsMultiSelect"/>; the value is the choice's own, several separated by commas.</summary>
internal sealed record ChoiceSet(string Id, string Label, string ErrorMessage, IReadOnlyList<Choice> Choices) : CardElement
{
    public bool IsRequired { get; init; }

    public bool? IsMultiSelect { get; init; }

    public ChoiceStyle Style { get; init; }

    public bool Wrap { get; } = true;

    public string? Value { get; init; }
}

/// <param name="Title">Shown letter by letter.</param>
internal sealed record Choice(string Title, string Value);

internal enum ChoiceStyle
{
    [JsonStringEnumMemberName("compact")]
    Compact,

    [JsonStringEnumMemberName("expanded")]
    Expanded,
}
