using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for the targets of a service.</summary>
internal static class TargetRules
{
    public static void Check(ServiceTargets targets, string path, Findings findings)
    {
        Times(targets, TaskPriority.Normal, path, findings);
        foreach (var priority in ServiceReader.OwnTargets)
            Times(targets, priority, $"{path}.{DocumentWords.Of(priority)}", findings);
        if (targets.ReminderMinutes is { } minutes)
            findings.Range($"{path}.reminderMinutes", minutes, 0, ServiceTargets.LongestReminderMinutes);
    }

    private static void Times(ServiceTargets targets, TaskPriority priority, string path, Findings findings)
    {
        var (own, whole) = (targets.Own(priority), targets.For(priority));
        if (own.FirstAnswerMinutes is { } first)
            findings.Range($"{path}.firstAnswerMinutes", first, 1, ServiceTargets.LongestMinutes);
        if (own.FinishMinutes is { } finish)
            findings.Range($"{path}.finishMinutes", finish, 1, ServiceTargets.LongestMinutes);
        // Told where it comes about: at the priority that sets one of the two.
        if (own != TargetTimes.None && whole.FinishMinutes < whole.FirstAnswerMinutes)
            findings.Problem($"{path}.{(own.FinishMinutes is null ? "firstAnswerMinutes" : "finishMinutes")}", ProblemCode.OutOfRange, "The task would have to end before its first answer is due.", "Give the finish at least as much time as the first answer.");
    }
}
