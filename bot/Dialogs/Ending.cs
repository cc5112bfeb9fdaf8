using TeamsEmailBot.Bot.Cards.Elements;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>What became of a dialog's act.</summary>
internal abstract record Ending
{
    private Ending()
    {
    }

    /// <summary>It is done. What is so now is said in the place of the dialog's card.</summary>
    internal sealed record Done(IReadOnlyList<Note> Notes) : Ending
    {
        public Done(Note note)
            : this([note])
        {
        }

        /// <summary>How far a long way is gone, a line for each of its steps; shown above the notes.</summary>
        public IReadOnlyList<string> Progress { get; init; } = [];

        /// <summary>What one may want to do next.</summary>
        public IReadOnlyList<CardAction> Buttons { get; init; } = [];

        /// <summary>A card that shows the result better than words.</summary>
        public AdaptiveCard? Card { get; init; }
    }

    /// <summary>Nothing was changed; each problem with the key of the question it belongs to, or none.</summary>
    internal sealed record Refused(IReadOnlyList<(string? Key, string Text)> Problems) : Ending;

    /// <summary>Another dialog comes first; when it is done, this one is shown again.</summary>
    /// <param name="About">The answer to its first question; empty for none.</param>
    internal sealed record Go(string Verb, string About = "") : Ending;

    /// <summary>Nothing was changed, because the configuration is another one by now; the dialog is looked at anew.</summary>
    internal sealed record Stale : Ending;
}
