using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>One step of one person.</summary>
/// <param name="Stored">What the step goes out from; null for the first dialog of a person.</param>
/// <param name="Card">The card that was clicked; null when the step was typed.</param>
internal sealed record DialogStep(Person Person, Dialog Dialog, Stored<DialogState>? Stored, CardPlace? Card)
{
    public DialogState State => Stored?.Value ?? new DialogState();

    public Words Words => Person.Reader.Words;
}

/// <summary>What is said with a step besides the step itself.</summary>
internal sealed record DialogSaying
{
    public IReadOnlyList<Note> Notes { get; init; } = [];

    public IReadOnlyList<(string? Key, string Text)> Problems { get; init; } = [];

    public string? Given { get; init; }

    public bool ShowsHelp { get; init; }

    /// <summary>True when the summary is shown although the dialog has none of its own, because it could not act.</summary>
    public bool IsSumming { get; init; }
}
