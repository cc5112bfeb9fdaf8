using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Endpoints;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Transfer;

/// <summary>The way from a card to the download page.</summary>
internal static class ExportLink
{
    public static CardElement Draw(Words words, BotOptions options, string secret)
    {
        var address = new Uri(options.PublicUrl, $"{ExportEndpoint.Path}/{secret}");
        // Teams opens no other addresses; a bot that talks to this machine only has no https.
        return address.Scheme == Uri.UriSchemeHttps
            ? new ActionSet([new OpenUrlAction(words[TransferPhrase.ExportLink], address.AbsoluteUri)])
            : CardParts.Line(words.Say(TransferPhrase.ExportAddress, address.AbsoluteUri));
    }
}
