using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Sets until when customers of a service shall be answered.</summary>
internal sealed class ServiceTargetsDialog(ServiceReport report) : ServiceDialog(report)
{
    private const string ReminderKey = "targets.reminderMinutes";

    // Normal first: it is asked; what differs by priority is changed on the summary.
    private static readonly (TaskPriority Priority, DeadlinePhrase First, DeadlinePhrase Finish)[] Priorities =
    [
        (TaskPriority.Normal, DeadlinePhrase.FirstTarget, DeadlinePhrase.FinishTarget),
        (TaskPriority.Highest, DeadlinePhrase.FirstHighest, DeadlinePhrase.FinishHighest),
        (TaskPriority.High, DeadlinePhrase.FirstHigh, DeadlinePhrase.FinishHigh),
        (TaskPriority.Low, DeadlinePhrase.FirstLow, DeadlinePhrase.FinishLow),
        (TaskPriority.Lowest, DeadlinePhrase.FirstLowest, DeadlinePhrase.FinishLowest),
    ];

    public override string Verb => DialogVerbs.ServiceTargets;

    public override string Title(Words words) => words[DeadlinePhrase.TargetsTitle];

    public override IEnumerable<Note> Consequences(Visit visit) => [new Note(CalloutKind.Note, visit.Words[DeadlinePhrase.TargetsEffect])];

    protected override IEnumerable<Question> Ask(Visit visit, Service service)
    {
        var words = visit.Words;
        foreach (var (priority, first, finish) in Priorities)
        {
            var (own, isNormal) = (service.Targets.Own(priority), priority == TaskPriority.Normal);
            yield return new(Key(priority, "firstAnswerMinutes"), words[first], Target())
            {
                Text = words[isNormal ? DeadlinePhrase.FirstAsk : DeadlinePhrase.OwnAsk], Initial = Text(own.FirstAnswerMinutes), IsAsked = isNormal,
            };
            yield return new(Key(priority, "finishMinutes"), words[finish], Target())
            {
                Text = words[isNormal ? DeadlinePhrase.FinishAsk : DeadlinePhrase.OwnAsk], Initial = Text(own.FinishMinutes), IsAsked = isNormal,
            };
        }

        yield return new(ReminderKey, words[DeadlinePhrase.Reminder], new MinutesPrompt(0, ServiceTargets.LongestReminderMinutes))
        {
            Text = words[DeadlinePhrase.ReminderAsk], Initial = Text(service.Targets.ReminderMinutes),
        };

        static MinutesPrompt Target() => new(1, ServiceTargets.LongestMinutes);
    }

    protected override Service After(Visit visit, Service service) => service with
    {
        Targets = new ServiceTargets
        {
            Normal = Times(visit, TaskPriority.Normal),
            Highest = Times(visit, TaskPriority.Highest),
            High = Times(visit, TaskPriority.High),
            Low = Times(visit, TaskPriority.Low),
            Lowest = Times(visit, TaskPriority.Lowest),
            ReminderMinutes = Number(visit[ReminderKey]),
        },
    };

    private static TargetTimes Times(Visit visit, TaskPriority priority) =>
        new(Number(visit[Key(priority, "firstAnswerMinutes")]), Number(visit[Key(priority, "finishMinutes")]));

    private static string Key(TaskPriority priority, string field) =>
        priority == TaskPriority.Normal ? $"targets.{field}" : $"targets.{priority.ToString().ToLowerInvariant()}.{field}";

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
