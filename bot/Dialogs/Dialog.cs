using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>
/// A guided conversation that ends in one act. It is a function from what was answered to what is asked next, and keeps nothing of its own: that is why it can be
/// left for days, survives a restart, and goes back by forgetting an answer.
/// </summary>
internal abstract class Dialog
{
    /// <summary>What starts it, as a button's verb and as a command; also its name in the store.</summary>
    public abstract string Verb { get; }

    /// <summary>Who may start and finish it: anybody with one of these roles, looked at again with every answer.</summary>
    public virtual Roles Roles => Roles.Administrator;

    public abstract string Title(Words words);

    /// <summary>The questions, in order, depending on the answers so far: when the caller comes back for the next one, the one before has its value in the visit.</summary>
    public virtual async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var question in Ask(visit))
            yield return question;
        await ValueTask.CompletedTask;
    }

    /// <summary>What stands behind the command, as answers to the first questions in their order.</summary>
    public virtual IReadOnlyList<string> FirstAnswers(string given) => [given];

    /// <summary>False for a dialog that acts as soon as everything is answered, because there is nothing to sum up.</summary>
    public virtual bool IsConfirmed => true;

    /// <summary>What the button that acts says.</summary>
    public virtual string ConfirmTitle(Words words) => words[DialogPhrase.Save];

    /// <summary>What the act will bring about, said before it is done.</summary>
    public virtual IEnumerable<Note> Consequences(Visit visit) => [];

    /// <summary>The same, of a dialog that must look something up to tell.</summary>
    public virtual ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<Note>>([.. Consequences(visit)]);

    /// <summary>Acts.</summary>
    public abstract Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation);

    /// <summary>The questions of a dialog that needs nothing but the configuration to know them.</summary>
    protected virtual IEnumerable<Question> Ask(Visit visit) => [];
}
