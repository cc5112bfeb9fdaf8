using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <content>
/// Colleagues whom the holder asks for advice. They see the task until the consult ends: by the holder, by themselves, by its time, or when the task leaves the holder's hands in
/// any way. But for the question none of these steps raises the version: an answer that the holder is writing stays good.
/// </content>
public sealed partial record EmailTask
{
    /// <summary>The colleagues who are asked now, those asked last at the end.</summary>
    public IReadOnlyList<Consult> Consults { get; init => field = value ?? []; } = [];

    /// <summary>Whether the agent is asked for advice now, which lets him see the task.</summary>
    public bool IsConsulted(AgentId agent) => Consults.Any(consult => consult.Agent == agent);

    /// <summary>Whether the agent ever had to do with the task: nobody else learns of it.</summary>
    public bool Concerns(AgentId agent) => IsConsulted(agent) || Timeline.Any(entry => entry.Agent == agent || entry.Colleague == agent);

    /// <summary>Whether the last that happened between the task and the agent was that his advice was asked for.</summary>
    public bool WasConsultedLast(AgentId agent) => Timeline.LastOrDefault(entry => entry.Agent == agent || entry.Colleague == agent) is { Colleague: not null };

    /// <summary>The holder asks a colleague, who gets a card; asked again, he keeps the card and has the full time once more.</summary>
    public EmailTask? Ask(AgentId colleague, AgentId by, DateTimeOffset now) =>
        IsInHandsOf(by) && colleague != by && (IsConsulted(colleague) || Consults.Count < Consult.Most)
            ? Next(State, now, TaskEvent.Consulted, null).About(colleague, by) with
            {
                Consults =
                [
                    .. Consults.Where(consult => consult.Agent != colleague),
                    new Consult(colleague, now, now + Consult.Length) { Delivered = Consults.Any(consult => consult.Agent == colleague && consult.Delivered) },
                ],
                Cards = IsConsulted(colleague) ? Cards : WithoutCardOf(colleague),
            }
            : null;

    /// <summary>The colleague's card reached Teams.</summary>
    public EmailTask ConsultDelivered(AgentId colleague) =>
        this with { Consults = [.. Consults.Select(consult => consult.Agent == colleague ? consult with { Delivered = true } : consult)] };

    /// <summary>The colleague said something. What it was is stored nowhere (I6).</summary>
    public EmailTask? CommentBy(AgentId colleague, DateTimeOffset now) => IsConsulted(colleague)
        ? Note(now, TaskEvent.Commented).About(colleague, null)
        : null;

    /// <summary>The colleague is not asked any more, for the reason given.</summary>
    /// <param name="by">The holder, when he ended it.</param>
    public EmailTask? EndConsult(AgentId colleague, AgentId? by, string reason, DateTimeOffset now) => IsConsulted(colleague) && (by is null || Holder == by)
        ? Note(now, TaskEvent.ConsultEnded, reason).About(colleague, by) with { Consults = [.. Consults.Where(consult => consult.Agent != colleague)] }
        : null;

    private EmailTask About(AgentId colleague, AgentId? by) => this with { Timeline = [.. Timeline.SkipLast(1), Timeline[^1] with { Colleague = colleague, By = by }] };
}
