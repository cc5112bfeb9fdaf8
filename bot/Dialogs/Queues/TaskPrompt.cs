using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>
/// An open task, by its number or its id. Canonical is <c>id.version</c>: when the task changes before the act is confirmed, the answer holds no longer, and the person
/// looks at the task as it is now (F-74).
/// </summary>
internal sealed class TaskPrompt(IReadOnlyList<EmailTask> tasks, Func<EmailTask, string> title)
    : ChoicePrompt([.. tasks.Select(task => new Option(Canonical(task), title(task)))])
{
    /// <summary>The task that is meant by an id, or by a number that only one of them has; null when none is.</summary>
    public static EmailTask? Find(IEnumerable<EmailTask> tasks, string given)
    {
        var text = given.Split('.')[0].Trim().TrimStart('#');
        if (text.Length == 0)
            return null;
        var all = tasks.ToList();
        return all.Find(task => task.Key.Id.Value == text)
            ?? (all.Where(task => TaskNumber.Of(task.Key.Id) == text).Take(2).ToList() is [var only] ? only : null);
    }

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) =>
        Find(tasks, given) is { } task ? ValueTask.FromResult(Given.Of(Canonical(task)))
        : given.Length == 0 || tasks.Count == 0 ? base.ReadAsync(given, words, cancellation)
        : ValueTask.FromResult(Given.Not(words.Say(QueuePhrase.NoSuchTask, SafeText.Line(given, CardParts.NameLength))));

    private static string Canonical(EmailTask task) => string.Create(CultureInfo.InvariantCulture, $"{task.Key.Id}.{task.Version}");
}
