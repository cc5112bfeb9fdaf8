using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>One thing that a dialog wants to know.</summary>
/// <param name="Key">Names the answer; that of a record's field is the field's name in the configuration document, so that problems find their question.</param>
/// <param name="Label">Names it on the card and in the summary.</param>
internal sealed record Question(string Key, string Label, Prompt Prompt)
{
    /// <summary>The question as a sentence; the label when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>More about it, for who types <c>help</c>.</summary>
    public string? Help { get; init; }

    /// <summary>What holds unless it is answered, in the prompt's canonical form.</summary>
    public string? Initial { get; init; }

    /// <summary>False: it is not asked but can be changed on the summary. Unless said otherwise what has an initial value is not asked.</summary>
    public bool? IsAsked { get; init; }

    /// <summary>False for what is no value of a record, for example a check.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>True for what the dialog is about: once it is known it stands below the title, and not among the values that can be changed.</summary>
    public bool IsSubject { get; init; }

    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>How far a long way is gone, a line for each of its steps; shown above the question.</summary>
    public IReadOnlyList<string> Progress { get; init; } = [];

    /// <summary>What was found, a line each; shown below the notes.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Text to copy, for example a script; shown letter by letter.</summary>
    public string? Copy { get; init; }

    public IReadOnlyList<Link> Links { get; init; } = [];

    public bool MustBeAsked => IsAsked ?? Initial is null;
}

/// <summary>Something that is said beside a question or at the end.</summary>
internal sealed record Note(CalloutKind Kind, string Text);

/// <summary>A page that opens in the browser; https only.</summary>
internal sealed record Link(string Title, Uri Address);
