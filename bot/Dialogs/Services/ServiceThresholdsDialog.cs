using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Sets when supervisors shall be told of a queue.</summary>
internal sealed class ServiceThresholdsDialog(ServiceReport report) : ServiceDialog(report)
{
    private const int LongestQueue = 10_000;
    private const int OldestMinutes = 7 * 24 * 60;

    public override string Verb => DialogVerbs.ServiceThresholds;

    public override string Title(Words words) => words[ServicePhrase.ThresholdsTitle];

    public override IEnumerable<Note> Consequences(Visit visit) => [new Note(CalloutKind.Note, visit.Words[ServicePhrase.ThresholdsEffect])];

    protected override IEnumerable<Question> Ask(Visit visit, Service service)
    {
        yield return new("thresholds.queueLength", visit.Words[ServicePhrase.QueueLength], new NumberPrompt(1, LongestQueue) { IsOptional = true })
        {
            Text = visit.Words[ServicePhrase.QueueLengthAsk], Initial = Text(service.Thresholds.QueueLength), IsAsked = true,
        };
        yield return new("thresholds.oldestMinutes", visit.Words[ServicePhrase.Oldest], new NumberPrompt(1, OldestMinutes) { IsOptional = true })
        {
            Text = visit.Words[ServicePhrase.OldestAsk], Initial = Text(service.Thresholds.OldestMinutes), IsAsked = true,
        };
    }

    protected override Service After(Visit visit, Service service) => service with
    {
        Thresholds = new ServiceThresholds { QueueLength = Number(visit["thresholds.queueLength"]), OldestMinutes = Number(visit["thresholds.oldestMinutes"]) },
    };

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
