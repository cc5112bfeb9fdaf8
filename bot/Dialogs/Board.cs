using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>A list or a detail that is only looked at: it asks nothing and changes nothing; its buttons start dialogs.</summary>
internal abstract class Board
{
    /// <summary>What shows it, as a button's verb and as a command.</summary>
    public abstract string Verb { get; }

    public virtual Roles Roles => Roles.Administrator;

    /// <summary>True when Teams may fetch it by itself whenever the person looks at it: drawing it must change nothing at all.</summary>
    public virtual bool MayRefresh => false;

    /// <param name="about">What was typed after the command, or the id that a button carries; empty for the whole list.</param>
    public abstract Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation);
}
