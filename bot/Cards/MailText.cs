using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>One line as it is shown. <paramref name="Quote"/> = how often it was quoted, 0 for the sender's own words.</summary>
/// <param name="Gap">True when a paragraph begins here.</param>
internal sealed record MailLine(string Text, int Quote = 0, bool Gap = false);

/// <summary>
/// A mail's body as plain lines of clean text. Reading stops as soon as there is more than anybody would read on a card, so the cost depends on what is
/// shown and not on the size of the mail.
/// </summary>
/// <param name="Cut">True when the mail goes on.</param>
internal sealed record MailText(IReadOnlyList<MailLine> Lines, bool Cut)
{
    /// <summary>More than two printed pages: who needs the rest reads it in Outlook.</summary>
    public const int Characters = 8_000;

    public const int MostLines = 200;

    public static readonly MailText Empty = new([], false);

    public static MailText Read(MailBody? body)
    {
        if (body is null)
            return Empty;
        var writer = new MailTextWriter(Characters, MostLines);
        if (body.IsHtml)
            MailHtml.Read(body.Content, writer);
        else
            ReadPlain(body.Content, writer);
        return writer.Finish();
    }

    /// <summary>The beginning, of at most about <paramref name="characters"/> characters and <paramref name="lines"/> lines.</summary>
    public MailText Shorten(int characters, int lines)
    {
        var kept = new List<MailLine>();
        foreach (var line in Lines)
        {
            if (kept.Count == lines || characters <= 0)
                return new MailText(kept, true);
            var text = SafeText.Cut(line.Text, characters);
            kept.Add(line with { Text = text });
            if (text.Length < line.Text.Length)
                return new MailText(kept, true);
            characters -= line.Text.Length;
        }

        return new MailText(kept, Cut);
    }

    private static void ReadPlain(string content, MailTextWriter writer)
    {
        foreach (var line in content.AsSpan().EnumerateLines())
        {
            if (writer.IsFull)
                return;
            var rest = line;
            var quote = 0;
            // "> > text" and ">> text" are what mail programs write before quoted lines.
            while (quote < MailTextWriter.DeepestQuote && rest.TrimStart() is ['>', .. var inner])
            {
                quote++;
                rest = inner;
            }

            writer.Quote = quote;
            if (rest.IsWhiteSpace())
                writer.Paragraph();
            else
                writer.Append(rest);
            writer.Break();
        }
    }
}
