using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Transfer;

/// <summary>Gives a link to the whole configuration as a document.</summary>
internal sealed class ExportBoard(ExportTickets tickets, BotOptions options) : Board
{
    public override string Verb => DialogVerbs.Export;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        List<CardElement> body =
        [
            CardParts.Heading(words[TransferPhrase.ExportTitle]),
            Callout.Of(person.Reader, CalloutKind.Note, words.Say(TransferPhrase.ExportText, (int)ExportTickets.Lifetime.TotalMinutes)),
            ExportLink.Draw(words, options, await tickets.IssueAsync(person.Chat, null, cancellation)),
        ];
        return new AdaptiveCard { FallbackText = words[TransferPhrase.ExportTitle], Body = body };
    }
}
