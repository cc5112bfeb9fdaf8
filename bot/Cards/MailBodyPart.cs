using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>The text of a mail as elements: a line is a block of its own, quoted lines stand in a box.</summary>
internal static class MailBodyPart
{
    /// <summary>Why there is no text to show.</summary>
    public static Container Missing(Reader reader, TaskView view)
    {
        if (view.TooLarge)
            return Callout.Of(reader, CalloutKind.Note, reader.Words[Phrase.MailTooLarge]);
        var phrase = view.MailTrouble?.Category switch
        {
            FailureCategory.NotFound => Phrase.MailGone,
            FailureCategory.Refused or FailureCategory.Unauthenticated or FailureCategory.MailboxUnavailable => Phrase.MailRefused,
            FailureCategory.Corrupt or FailureCategory.Invalid or FailureCategory.TooLarge => Phrase.MailUnreadable,
            _ => Phrase.MailNotNow,
        };
        return Callout.Of(reader, CalloutKind.Caution, reader.Words[phrase]);
    }

    /// <summary>The lines; quoted ones are gathered in boxes that say so.</summary>
    public static IEnumerable<CardElement> Draw(Reader reader, MailText text)
    {
        var at = 0;
        while (at < text.Lines.Count)
        {
            var isQuote = text.Lines[at].Quote > 0;
            var group = text.Lines.Skip(at).TakeWhile(line => line.Quote > 0 == isQuote).ToList();
            at += group.Count;
            if (isQuote)
            {
                yield return Quoted(reader, group);
                continue;
            }

            foreach (var (index, line) in group.Index())
                yield return CardParts.Line(line.Text) with { Spacing = SpacingOf(line, index) };
        }
    }

    private static Container Quoted(Reader reader, List<MailLine> lines)
    {
        List<CardElement> items = [CardParts.Small(reader.Words[Phrase.Quoted])];
        foreach (var (index, line) in lines.Index())
        {
            // Deeper quotes keep the sign that mail programs use.
            var depth = string.Concat(Enumerable.Repeat("> ", line.Quote - 1));
            items.Add(new RichTextBlock([new TextRun(depth + line.Text) { IsSubtle = true }]) { Spacing = SpacingOf(line, index) });
        }

        return new Container(items) { Style = ContainerStyle.Emphasis };
    }

    private static Spacing SpacingOf(MailLine line, int index) => index == 0 || line.Gap ? Spacing.Medium : Spacing.None;
}
