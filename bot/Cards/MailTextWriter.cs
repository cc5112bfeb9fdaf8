using System.Text;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Collects words into lines: folds white space, keeps paragraphs apart, and is full when enough was collected.</summary>
internal sealed class MailTextWriter(int characters, int mostLines)
{
    /// <summary>Deeper quotes look like this one.</summary>
    public const int DeepestQuote = 9;

    private const int Portion = 4_096;

    private readonly List<MailLine> lines = [];
    private readonly StringBuilder line = new();
    private int room = characters;
    private bool gap;
    private bool blank;
    private string? prefix;

    /// <summary>How deep the words that follow are quoted.</summary>
    public int Quote { get; set; }

    public bool IsFull { get; private set; }

    public bool LineIsEmpty => line.Length == 0;

    /// <summary>True when the line ends with <paramref name="text"/>, whatever the case and a closing slash.</summary>
    public bool LineEndsWith(string text)
    {
        var end = text.TrimEnd('/');
        return line.ToString().TrimEnd('/', ' ').EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Puts <paramref name="mark"/> before the next word of a new line: a list's bullet, for example.</summary>
    public void Prefix(string mark)
    {
        Break();
        prefix = mark;
    }

    /// <summary>Adds text; white space at either end only separates words.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        // In portions, so that of a text of megabytes only what fits is looked at.
        while (text.Length > 0 && !IsFull)
        {
            var portion = Math.Min(text.Length, Portion);
            if (portion < text.Length && char.IsHighSurrogate(text[portion - 1]))
                portion--;
            AppendPortion(SafeText.Clean(text[..portion]));
            text = text[portion..];
        }
    }

    /// <summary>Ends the line; an empty one leaves no trace.</summary>
    public void Break()
    {
        blank = false;
        if (line.Length == 0)
            return;
        lines.Add(new MailLine(SafeText.Alone(line.ToString()), Quote, gap && lines.Count > 0));
        line.Clear();
        gap = false;
        IsFull |= lines.Count == mostLines || room == 0;
    }

    /// <summary>Ends the line and the paragraph.</summary>
    public void Paragraph()
    {
        Break();
        gap = true;
    }

    public MailText Finish()
    {
        var cut = IsFull;
        Break();
        return new MailText(lines, cut);
    }

    private void AppendPortion(string clean)
    {
        if (clean.Length == 0)
            return;
        blank |= char.IsWhiteSpace(clean[0]);
        var words = SafeText.Fold(clean);
        if (words.Length == 0)
            return;
        if (blank && line.Length > 0)
            Add(" ");
        if (prefix is not null)
            Add(prefix);
        prefix = null;
        Add(words);
        blank = char.IsWhiteSpace(clean[^1]);
    }

    private void Add(string words)
    {
        var fitting = SafeText.Cut(words, Math.Max(room, 1));
        line.Append(fitting);
        room = Math.Max(0, room - words.Length);
        if (fitting.Length < words.Length)
            IsFull = true;
    }
}
