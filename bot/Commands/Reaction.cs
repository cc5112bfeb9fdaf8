using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>What the person gets to see. Whether it comes as an invoke's answer, an update or a new message depends on how he asked.</summary>
internal abstract record Reaction
{
    private Reaction()
    {
    }

    /// <summary>A card in place of the one that was clicked, or a new one.</summary>
    /// <param name="IsSending">True when it says that an answer is on its way.</param>
    internal sealed record Show(AdaptiveCard Card, bool IsSending = false) : Reaction
    {
        /// <summary>Called with the place of the card when it was posted as a new one.</summary>
        public Func<CardPlace, CancellationToken, Task>? Posted { get; init; }

        /// <summary>A card that this one takes the place of, when it is posted as a new one.</summary>
        public CardPlace? Former { get; init; }
    }

    /// <summary>One sentence; the card stays as it is.</summary>
    internal sealed record Say(string Text) : Reaction;

    /// <summary>The same with a sentence before it, unless the card has no room for more.</summary>
    public Reaction Remarked(Reader reader, string sentence)
    {
        if (this is Say say)
            return new Say($"{sentence} {say.Text}");
        var show = (Show)this;
        var card = show.Card with { Body = [Callout.Of(reader, CalloutKind.Note, sentence), .. show.Card.Body] };
        return card.Measure() < AdaptiveCard.Budget ? show with { Card = card } : show;
    }

    /// <summary>The reaction as a card, where there is no other way to say something.</summary>
    public AdaptiveCard AsCard(Reader reader) => this switch
    {
        Show show => show.Card,
        Say say => NoticeCard.Draw(reader, CalloutKind.Note, say.Text),
        _ => throw new InvalidOperationException(),
    };
}
