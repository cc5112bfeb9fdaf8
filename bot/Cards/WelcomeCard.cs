using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>The how-to for somebody who is new (N-072), with what to know when the same mailbox is open in Outlook (N-073).</summary>
internal static class WelcomeCard
{
    private const int MostServices = 10;

    /// <param name="services">Names of the services whose mail the person gets.</param>
    public static AdaptiveCard Draw(Reader reader, IReadOnlyList<string> services)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words[Phrase.WelcomeTitle]), new TextBlock(words[Phrase.WelcomeIntro])];
        if (services.Count > 0)
        {
            var names = string.Join(", ", services.Take(MostServices).Select(name => SafeText.Line(name, CardParts.NameLength)));
            body.Add(CardParts.Field(
                words[Phrase.WelcomeServices],
                services.Count > MostServices ? words.Say(Phrase.AndMore, names, services.Count - MostServices) : names));
        }

        body.AddRange(new[] { Phrase.WelcomeStepDuty, Phrase.WelcomeStepOffer, Phrase.WelcomeStepReply, Phrase.WelcomeStepReturn }
            .Select((step, index) => CardParts.Line($"{index + 1}. {words[step]}") with { Spacing = Spacing.Small }));
        body.Add(Callout.Of(reader, CalloutKind.Caution, words[Phrase.WelcomeOutlook]));
        body.Add(Callout.Of(reader, CalloutKind.Hint, words[Phrase.WelcomeTyping]));
        body.Add(new ActionSet(
        [
            CardParts.Button(reader, Phrase.GoOnDuty, CardVerbs.OnDuty),
            CardParts.Button(reader, Phrase.MyTasks, CardVerbs.Tasks),
            CardParts.Button(reader, Phrase.Help, CardVerbs.Help),
        ]));
        return new AdaptiveCard { FallbackText = words[Phrase.WelcomeTitle], Body = body };
    }
}
