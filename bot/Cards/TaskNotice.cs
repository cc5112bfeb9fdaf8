using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Tells an agent of a task that needs him again, with a button that shows it.</summary>
internal static class TaskNotice
{
    private const int LongestText = 1_000;

    public static AdaptiveCard Draw(Reader reader, Notice notice, TaskKey task)
    {
        var (words, number) = (reader.Words, TaskNumber.Of(task.Id));
        var text = notice.Kind switch
        {
            NoticeKind.ParkedIsDue => words.Say(HandPhrase.ParkedIsDue, number),
            NoticeKind.ParkedHasNews => words.Say(HandPhrase.ParkedHasNews, number),
            NoticeKind.TransferNotTaken => words.Say(HandPhrase.TransferNotTaken, number),
            NoticeKind.Comment => words.Say(HandPhrase.CommentFrom, SafeText.Line(notice.ByName, CardParts.NameLength), number, SafeText.Line(notice.Text, LongestText)),
            NoticeKind.ConsultOver => words.Say(ConsultPhrase.OverNotice, SafeText.Line(notice.ByName, CardParts.NameLength) is { Length: > 0 } name ? name : words[ConsultPhrase.Colleague], number),
            _ => throw new ArgumentOutOfRangeException(nameof(notice)),
        };
        var open = new ActionData(CardVerbs.View, task.Service.Value, task.Id.Value);
        return NoticeCard.Draw(reader, CalloutKind.Note, text, CardParts.Button(reader.Words[Phrase.Open], open, ActionStyle.Positive));
    }
}
