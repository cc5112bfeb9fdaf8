using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Says until when something has to happen, in words; the colour only repeats them.</summary>
internal static class DeadlineWords
{
    /// <summary>A line for a task's card; null when nothing is due.</summary>
    public static RichTextBlock? Line(TaskView view, Reader reader) => Of(view, reader) is { } text
        ? new RichTextBlock([new TextRun(text) { Weight = TextWeight.Bolder, Color = view.Deadline!.IsOverdue ? TextColor.Attention : null }]) { Spacing = Spacing.Small }
        : null;

    /// <summary>What is due next and when; null when nothing is.</summary>
    public static string? Of(TaskView view, Reader reader)
    {
        if (view.Deadline is not { } next)
            return null;
        var isFirst = next.Kind == TargetKind.FirstAnswer;
        var phrase = next switch
        {
            { IsOverdue: true } => isFirst ? DeadlinePhrase.FirstOverdue : DeadlinePhrase.FinishOverdue,
            _ when view.IsClockStopped && !isFirst => DeadlinePhrase.FinishStopped,
            _ when next.IsNear(view.Now) => isFirst ? DeadlinePhrase.FirstSoon : DeadlinePhrase.FinishSoon,
            _ => isFirst ? DeadlinePhrase.FirstDue : DeadlinePhrase.FinishDue,
        };
        return reader.Words.Say(phrase, reader.Moment(next.At, view.Now));
    }
}
