using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Endpoints;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Transfer;

/// <summary>Gives a link to the whole configuration as a document.</summary>
internal sealed class ExportBoard(ExportTickets tickets, BotOptions options) : Board
{
    public override string Verb => DialogVerbs.Export;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var address = new Uri(options.PublicUrl, $"{ExportEndpoint.Path}/{await tickets.IssueAsync(cancellation)}");
        List<CardElement> body =
        [
            CardParts.Heading(words[TransferPhrase.ExportTitle]),
            Callout.Of(person.Reader, CalloutKind.Note, words.Say(TransferPhrase.ExportText, (int)ExportTickets.Lifetime.TotalMinutes)),
            // Teams opens no other addresses; a bot that talks to this machine only has no https.
            address.Scheme == Uri.UriSchemeHttps
                ? new ActionSet([new OpenUrlAction(words[TransferPhrase.ExportLink], address.AbsoluteUri)])
                : CardParts.Line(words.Say(TransferPhrase.ExportAddress, address.AbsoluteUri)),
        ];
        return new AdaptiveCard { FallbackText = words[TransferPhrase.ExportTitle], Body = body };
    }
}
