using TeamsEmailBot.Bot.Cards.Elements;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>One message with at most a few buttons.</summary>
internal static class NoticeCard
{
    /// <param name="text">Shown letter by letter.</param>
    public static AdaptiveCard Draw(Reader reader, CalloutKind kind, string text, params IReadOnlyList<CardAction> buttons)
    {
        List<CardElement> body = [Callout.Of(reader, kind, text)];
        if (buttons.Count > 0)
            body.Add(new ActionSet(buttons));
        return new AdaptiveCard { FallbackText = reader.Words[Resources.Phrase.NoticeFallback], Body = body };
    }
}
