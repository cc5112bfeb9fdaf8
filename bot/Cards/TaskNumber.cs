using System.Globalization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>
/// The four digits by which people call a task on cards and when typing. Made from the task's id, so it stays the same while other tasks come and go;
/// a position in a list would not. Two tasks may share a number; who types it is then asked which one he means.
/// </summary>
internal static class TaskNumber
{
    public static string Of(TaskId task)
    {
        // FNV-1a: the same on every machine and for ids of any form.
        var hash = 2166136261u;
        foreach (var letter in task.Value)
            hash = unchecked((hash ^ letter) * 16777619u);
        return (1000 + hash % 9000).ToString(CultureInfo.InvariantCulture);
    }
}
