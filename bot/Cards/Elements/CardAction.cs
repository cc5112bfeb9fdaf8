using System.Text.Json.Serialization;

namespace TeamsEmailBot.Bot.Cards.Elements;

/// <summary>A button. Its title is our own text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteAction), "Action.Execute")]
[JsonDerivedType(typeof(SubmitAction), "Action.Submit")]
[JsonDerivedType(typeof(OpenUrlAction), "Action.OpenUrl")]
internal abstract record CardAction(string Title)
{
    public ActionStyle? Style { get; init; }

    public ActionMode? Mode { get; init; }
}

/// <summary>
/// Comes back as an invoke that can answer with a card. Always with a verb (without one Teams sends nothing at all) and, as a button, always with a
/// <see cref="Fallback"/> for clients that do not know it (teams.md 4.3).
/// </summary>
internal sealed record ExecuteAction(string Title, string Verb, ActionData Data) : CardAction(Title)
{
    public AssociatedInputs? AssociatedInputs { get; init; }

    // Declared as the base type: only then its "type" is written.
    public CardAction? Fallback { get; init; }
}

/// <summary>Comes back as a message with <c>value</c>, or opens a dialog when the data say so.</summary>
internal sealed record SubmitAction(string Title, ActionData Data) : CardAction(Title)
{
    public AssociatedInputs? AssociatedInputs { get; init; }
}

/// <summary>Opens an address in the browser; https only.</summary>
internal sealed record OpenUrlAction(string Title, string Url) : CardAction(Title);

/// <summary>Buttons in a row, six at most (teams.md 4.2).</summary>
internal sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;

/// <summary>
/// All that a button carries: what to do, on which task, as of which version. Never content, so that a stale or forged card can do no harm (I9, F-74).
/// </summary>
/// <param name="S">Service.</param>
/// <param name="T">Task.</param>
/// <param name="V">Version of the task that the card shows, or step of the dialog.</param>
/// <param name="M">Mailbox, for what administrators do.</param>
/// <param name="X">What a dialog or a list is opened for: the id of a record.</param>
/// <param name="Teams">Set when Teams itself shall act: open a dialog.</param>
internal sealed record ActionData(
    string Verb,
    string? S = null,
    string? T = null,
    long? V = null,
    string? M = null,
    string? X = null,
    [property: JsonPropertyName("msteams")] TeamsBehaviour? Teams = null);

/// <param name="Type"><c>task/fetch</c> opens a dialog.</param>
internal sealed record TeamsBehaviour(string Type);

internal enum ActionStyle
{
    [JsonStringEnumMemberName("positive")]
    Positive,

    [JsonStringEnumMemberName("destructive")]
    Destructive,
}

internal enum ActionMode
{
    /// <summary>In the menu behind the three dots, where the client has one; else a button as the others (teams.md 4.2).</summary>
    [JsonStringEnumMemberName("secondary")]
    Secondary,
}

internal enum AssociatedInputs
{
    /// <summary>The button works while a required field is empty, and sends no field.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
