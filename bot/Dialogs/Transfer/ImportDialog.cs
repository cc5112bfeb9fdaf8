using System.Runtime.CompilerServices;
using System.Text;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Trail;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Transfer;

/// <summary>Replaces the whole configuration by a document, after showing every difference; the same format as <c>Setup:File</c> and <c>export</c>.</summary>
internal sealed class ImportDialog(AdminActs acts, DocumentResolver resolver) : Dialog
{
    private const int MostShown = 40;

    /// <summary>Of UTF-8; half a card.</summary>
    private const int MostBytes = AdaptiveCard.Budget / 2;

    public override string Verb => DialogVerbs.Import;

    public override string Title(Words words) => words[TransferPhrase.ImportTitle];

    public override string ConfirmTitle(Words words) => words[TransferPhrase.Replace];

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await ValueTask.CompletedTask;
        yield return new Question("document", visit.Words[TransferPhrase.Document], new DocumentPrompt())
        {
            Text = visit.Words[TransferPhrase.DocumentAsk], Help = visit.Words[TransferPhrase.DocumentHelp], IsListed = false,
        };
    }

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        var words = visit.Words;
        var (next, problems) = await ResolveAsync(visit, cancellation);
        if (next is null)
            return [.. problems.Select(problem => new Note(CalloutKind.Caution, problem))];
        var changes = ConfigurationDifference.Between(visit.Configuration, Comparable(visit.Configuration, next));
        if (changes.Count == 0)
            return [new Note(CalloutKind.Note, words[TransferPhrase.NoDifference])];
        var (lines, bytes) = (new List<string>(), 0);
        foreach (var change in changes.Take(MostShown))
        {
            var line = "• " + ChangeWords.Of(words, change, change.Effect == AuditedEffect.Removed ? visit.Configuration : next);
            bytes += Encoding.UTF8.GetByteCount(line);
            if (bytes > MostBytes)
                break;
            lines.Add(line);
        }

        if (changes.Count > lines.Count)
            lines.Add(words.Say(TrailPhrase.MoreChanges, changes.Count - lines.Count));
        List<Note> notes = [new Note(CalloutKind.Note, string.Join('\n', lines))];
        if (changes.Count(change => change.Effect == AuditedEffect.Removed) is > 0 and var removed)
            notes.Add(new Note(CalloutKind.Destructive, words.Say(TransferPhrase.Removes, removed)));
        return notes;
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (next, problems) = await ResolveAsync(visit, cancellation);
        return next is null
            ? new Ending.Refused([.. problems.Select(problem => ((string?)null, problem))])
            : await acts.DoAsync(
                visit,
                new ImportConfiguration(next),
                done => new Ending.Done([new Note(CalloutKind.Note, visit.Words[TransferPhrase.Imported]), .. done.Warnings.Take(5).Select(warning => new Note(CalloutKind.Caution, ProblemWords.Of(visit.Words, warning)))]),
                cancellation);
    }

    // Times that the configuration notes by itself are no difference.
    private static Configuration Comparable(Configuration now, Configuration next) => next with
    {
        Services = [.. next.Services.Select(service => service with { WatchedSince = now.Service(service.Id)?.WatchedSince, BackfillFrom = now.Service(service.Id)?.BackfillFrom, OpenOverflow = now.Service(service.Id)?.OpenOverflow })],
    };

    private async Task<(Configuration? Next, IReadOnlyList<string> Problems)> ResolveAsync(Visit visit, CancellationToken cancellation)
    {
        var resolved = await resolver.ResolveAsync(ConfigurationDocument.Read(Encoding.UTF8.GetBytes(visit["document"])), cancellation);
        return resolved.Succeeded
            ? (resolved.Value.Configuration, [.. DocumentPrompt.Told(visit.Words, resolved.Value.Problems, problem => $"{DocumentPrompt.Place(problem)}: {ProblemWords.Of(visit.Words, problem)}")])
            : (null, [visit.Words.Say(DialogPhrase.DirectoryFails, resolved.Failure.Code ?? resolved.Failure.Category.ToString())]);
    }
}
