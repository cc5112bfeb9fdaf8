using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What stands between the reader and the mail, and what to do (F-13).</summary>
internal static class NotesPart
{
    public static IEnumerable<CardElement> Draw(Reader reader, TaskView view) =>
        view.Notes.Select(note => Callout.Of(reader, CalloutKind.Note, reader.Words[PhraseOf(note)]));

    private static Phrase PhraseOf(ReadingNote note) => note switch
    {
        ReadingNote.Encrypted => Phrase.NoteEncrypted,
        ReadingNote.RightsProtected => Phrase.NoteRightsProtected,
        ReadingNote.SignedOpaque => Phrase.NoteSignedOpaque,
        ReadingNote.SignedReadable => Phrase.NoteSigned,
        ReadingNote.Winmail => Phrase.NoteWinmail,
        _ => Phrase.NoteBeingScanned,
    };
}
