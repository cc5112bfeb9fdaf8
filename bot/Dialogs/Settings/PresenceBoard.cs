using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Whether presence can be read, by a real call, what follows from that, and where to grant it .</summary>
internal sealed class PresenceBoard(PresenceTest test, ConsentDesk consents) : Board
{
    public override string Verb => DialogVerbs.Presence;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var finding = await test.RunAsync(about.Length > 0 ? about : person.Chat.Value, cancellation);
        List<CardElement> body = [CardParts.Heading(words[SettingPhrase.PresenceTitle]), .. PresenceTest.Say(words, finding).Select(note => Callout.Of(person.Reader, note.Kind, note.Text))];
        body.Add(CardParts.Line(words[SettingPhrase.PresenceUse]));
        body.Add(CardParts.Small(words[SettingPhrase.PresenceLimits]));
        List<CardAction> buttons = [CardParts.Button(words[SettingPhrase.PresenceTestButton], new ActionData(DialogVerbs.PresenceTest), ActionStyle.Positive)];
        if (PresenceTest.IsRefused(finding) && await consents.BeginAsync(person.Chat, cancellation) is { Succeeded: true, Value: var link })
            buttons.Add(new OpenUrlAction(words[SettingPhrase.GrantButton], link.Address.AbsoluteUri));
        buttons.Add(CardParts.Button(words[SettingPhrase.AllButton], new ActionData(DialogVerbs.Settings)));
        body.Add(new ActionSet(buttons));
        return new AdaptiveCard { FallbackText = words[SettingPhrase.PresenceTitle], Body = body };
    }
}
