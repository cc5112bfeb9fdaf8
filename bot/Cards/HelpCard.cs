using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What the person can type; nothing he may not use.</summary>
internal static class HelpCard
{
    /// <param name="commands">How each command is written, and what it does.</param>
    /// <param name="contact">Whom to ask (G-065).</param>
    /// <param name="notUnderstood">True when help was not asked for but is the answer to something unknown.</param>
    /// <param name="topic">What all of them are about; null for all there are.</param>
    public static AdaptiveCard Draw(Reader reader, IEnumerable<(string Usage, string Meaning)> commands, string? contact, bool notUnderstood, string? topic = null)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(topic is null ? words[Phrase.HelpTitle] : words.Say(Phrase.HelpTopicTitle, topic))];
        if (notUnderstood)
            body.Add(Callout.Of(reader, CalloutKind.Hint, words[Phrase.NotUnderstood]));
        body.AddRange(commands.Select(command => CardParts.Field(command.Usage, command.Meaning)));
        if (topic is null)
            body.Add(CardParts.Small(words[Phrase.HelpNumbers]));
        if (SafeText.Line(contact, 300) is { Length: > 0 } line)
            body.Add(CardParts.Field(words[Phrase.SupportContact], line));
        return new AdaptiveCard { FallbackText = words[Phrase.HelpTitle], Body = body };
    }
}
