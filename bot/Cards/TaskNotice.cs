using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Tells an agent of a task that needs him again, with a button that shows it.</summary>
internal static class TaskNotice
{
    public static AdaptiveCard Draw(Reader reader, NoticeKind kind, TaskKey task)
    {
        var text = reader.Words.Say(kind == NoticeKind.ParkedIsDue ? HandPhrase.ParkedIsDue : HandPhrase.ParkedHasNews, TaskNumber.Of(task.Id));
        var open = new ActionData(CardVerbs.View, task.Service.Value, task.Id.Value);
        return NoticeCard.Draw(reader, CalloutKind.Note, text, CardParts.Button(reader.Words[Phrase.Open], open, ActionStyle.Positive));
    }
}
