using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>The files that leave with an answer: how many and how large. Their names are told once, when they come, and stand nowhere after that (I6).</summary>
internal static class FileLines
{
    /// <summary>What stands on the task's card and above the text of the answer; nothing when there are none.</summary>
    public static IEnumerable<CardElement> Of(TaskView view, Reader reader)
    {
        if (view.FilesLost)
            yield return Callout.Of(reader, CalloutKind.Caution, reader.Words[FilePhrase.Lost]);
        if (view.Files > 0)
            yield return CardParts.Field(reader.Words[FilePhrase.Label], Sum(view, reader));
    }

    public static string Sum(TaskView view, Reader reader) => view.Files == 1
        ? reader.Words.Say(FilePhrase.OneFile, reader.Words.Size(view.FileBytes))
        : reader.Words.Say(FilePhrase.ManyFiles, view.Files, reader.Words.Size(view.FileBytes));

    /// <summary>On a form what was typed comes along, so that the form can come back with it.</summary>
    public static ExecuteAction RemoveButton(TaskView view, Reader reader, string verb) => CardParts.Button(
        reader.Words[FilePhrase.Remove], new ActionData(verb, view.Key.Service.Value, view.Key.Id.Value, view.Version), sendsInputs: verb == CardVerbs.ReplyFilesRemove);
}
