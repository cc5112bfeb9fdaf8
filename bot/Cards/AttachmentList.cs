using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Attachments by name and size; pictures inside the text do not count.</summary>
internal static class AttachmentList
{
    private const int MostShort = 3;

    /// <summary>In one line; null when there are none.</summary>
    public static string? Short(Reader reader, TaskView view)
    {
        var files = Files(view);
        if (files.Count == 0)
            return view.Mail?.HasAttachments == true ? reader.Words[Phrase.AttachmentsYes] : null;
        var shown = string.Join(", ", files.Take(MostShort).Select(file => Name(reader, file)));
        return files.Count > MostShort ? reader.Words.Say(Phrase.AndMore, shown, files.Count - MostShort) : shown;
    }

    /// <summary>One line each for the first <paramref name="most"/>; empty when there are none.</summary>
    public static IEnumerable<CardElement> Long(Reader reader, TaskView view, int most)
    {
        var files = Files(view);
        if (files.Count == 0)
        {
            if (view.Mail?.HasAttachments == true)
                yield return CardParts.Field(reader.Words[Phrase.Attachments], reader.Words[Phrase.AttachmentsInOutlook]);
            yield break;
        }

        yield return new RichTextBlock([new TextRun(reader.Words[Phrase.Attachments]) { Weight = TextWeight.Bolder }]);
        foreach (var file in files.Take(most))
            yield return CardParts.Line("• " + reader.Words.Say(Phrase.FileAndSize, Name(reader, file), reader.Words.Size(file.Size))) with { Spacing = Spacing.None };
        if (files.Count > most)
            yield return CardParts.Line(reader.Words.Say(Phrase.MoreFiles, files.Count - most)) with { Spacing = Spacing.None };
    }

    private static List<MailAttachment> Files(TaskView view) => [.. view.Attachments.Where(file => !file.IsInline)];

    private static string Name(Reader reader, MailAttachment file) =>
        SafeText.Line(file.Name, CardParts.NameLength) is { Length: > 0 } name ? name : reader.Words[Phrase.UnnamedFile];
}
