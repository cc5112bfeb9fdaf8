using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>A colleague who is asked for advice on a task: he reads it and comments as long as this stands, and can do nothing else with it.</summary>
/// <param name="Until">Then it ends by itself, so that nobody keeps a look into a task that was forgotten (I12).</param>
public sealed record Consult(AgentId Agent, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>True when the card reached him.</summary>
    public bool Delivered { get; init; }

    /// <summary>Long enough for a question of Friday to be answered on Monday.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(3);

    /// <summary>So many colleagues may be asked about one task at the same time.</summary>
    public const int Most = 5;
}
