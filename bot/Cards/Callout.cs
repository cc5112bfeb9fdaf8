using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>The classes of message of the original's legend (N-006). Each is named in words; colour only helps.</summary>
internal enum CalloutKind
{
    Hint,
    Note,
    Caution,
    Question,

    /// <summary>What cannot be undone.</summary>
    Destructive,

    /// <summary>What must be done before a step is complete.</summary>
    Prerequisite,
}

/// <summary>A message that stands out from the card.</summary>
internal static class Callout
{
    /// <summary>A coloured box with the name of the class and verbatim <paramref name="text"/>.</summary>
    public static Container Of(Reader reader, CalloutKind kind, string text)
    {
        var (label, style) = kind switch
        {
            CalloutKind.Hint => (Phrase.LabelHint, ContainerStyle.Emphasis),
            CalloutKind.Note => (Phrase.LabelNote, ContainerStyle.Accent),
            CalloutKind.Caution => (Phrase.LabelCaution, ContainerStyle.Warning),
            CalloutKind.Destructive => (Phrase.LabelDestructive, ContainerStyle.Attention),
            CalloutKind.Prerequisite => (Phrase.LabelPrerequisite, ContainerStyle.Warning),
            _ => (Phrase.LabelQuestion, ContainerStyle.Accent),
        };
        var runs = new TextRun[] { new(reader.Words[label] + " ") { Weight = TextWeight.Bolder }, new(text) };
        return new Container([new RichTextBlock(runs)]) { Style = style };
    }
}
