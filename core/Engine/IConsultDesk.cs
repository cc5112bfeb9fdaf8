using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Lets the holder of a task ask colleagues for advice, and these comment on it. Question and comments go to Teams, from person to person, and are stored nowhere (I6); that there
/// were some is in the timeline. Rights and state are looked at inside (I9), and what is done is committed before a method returns.
/// </summary>
public interface IConsultDesk
{
    /// <summary>
    /// The holder asks one of the colleagues whom he sees (<see cref="IAgentWorkbench.TargetsAsync"/>), who gets a card with the mail and can comment, for
    /// <see cref="Consult.Length"/> at most. Asked again, he gets the further question.
    /// </summary>
    /// <param name="question">Empty for none. It reaches him first, or nothing is done.</param>
    Task<ActionResult> AskAsync(AgentId holder, TaskKey task, long version, AgentId colleague, string question, CancellationToken cancellation);

    /// <summary>The colleague comments, whatever version the task has: it reaches the holder, or nothing is done.</summary>
    Task<ActionResult> CommentAsync(AgentId colleague, TaskKey task, string text, CancellationToken cancellation);

    /// <summary>The holder asks nobody any more, or a colleague who was asked is done.</summary>
    Task<ActionResult> EndAsync(AgentId person, TaskKey task, CancellationToken cancellation);
}
