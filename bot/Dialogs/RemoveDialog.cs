using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>Removes one record of the configuration: which one, what stands in the way or goes with it, and then it is gone.</summary>
internal abstract class RemoveDialog<T>(AdminActs acts) : Dialog
    where T : class
{
    public sealed override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation) =>
        Chosen(visit) is not { } record ? []
        : await ObstacleAsync(visit, record, cancellation) is { } obstacle ? [new Note(CalloutKind.Prerequisite, obstacle)]
        : await EffectsAsync(visit, record, cancellation);

    public sealed override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        if (Chosen(visit) is not { } record)
            return new Ending.Stale();
        if (await ObstacleAsync(visit, record, cancellation) is { } obstacle)
            return new Ending.Refused([(null, obstacle)]);
        return await acts.DoAsync(
            visit, Removal(record), _ => new Ending.Done(new Note(CalloutKind.Note, Gone(visit.Words, record))) { Buttons = Next(visit.Words) }, cancellation);
    }

    protected sealed override IEnumerable<Question> Ask(Visit visit)
    {
        yield return Which(visit);
    }

    protected abstract Question Which(Visit visit);

    /// <summary>The record that was chosen; null when somebody removed it meanwhile.</summary>
    protected abstract T? Chosen(Visit visit);

    protected abstract AdminCommand Removal(T record);

    /// <summary>What is so when it is gone.</summary>
    protected abstract string Gone(Words words, T record);

    /// <summary>What is lost with it, and what is not.</summary>
    protected abstract ValueTask<IReadOnlyList<Note>> EffectsAsync(Visit visit, T record, CancellationToken cancellation);

    /// <summary>Why it cannot be removed as long as that is so; null when it can.</summary>
    protected virtual ValueTask<string?> ObstacleAsync(Visit visit, T record, CancellationToken cancellation) => ValueTask.FromResult<string?>(null);

    protected virtual IReadOnlyList<CardAction> Next(Words words) => [];
}
