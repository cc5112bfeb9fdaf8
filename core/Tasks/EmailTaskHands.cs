using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <content>How a holder lets a task rest for a time.</content>
public sealed partial record EmailTask
{
    /// <summary>Whether it is held or parked by the agent: he has it, whatever he does with it.</summary>
    public bool IsWith(AgentId agent) => IsHeldBy(agent) || State == TaskState.Parked && Holder == agent;

    /// <summary>The holder lays the task aside; it stays his and comes back by itself.</summary>
    public EmailTask? Park(AgentId agent, ParkKind kind, DateTimeOffset until, bool freesPlace, DateTimeOffset now) =>
        IsInHandsOf(agent) && until > now && until - now <= Parking.Longest
            ? Next(TaskState.Parked, now, TaskEvent.Parked, agent, kind == ParkKind.WaitingForCustomer ? "waiting_for_customer" : "later") with
            {
                Parked = new Parking(kind, now, until, freesPlace),
            }
            : null;

    /// <summary>The task goes on in the hands of who parked it, for the reason given; he may hold more than his limit then.</summary>
    public EmailTask? TakeUp(AgentId agent, string reason, DateTimeOffset now) => State == TaskState.Parked && Holder == agent
        ? Next(TaskState.Accepted, now, TaskEvent.TakenUp, agent, reason) with { Parked = null }
        : null;

    /// <summary>The task comes back and who parked it is not there, for the reason given: it is queued, and he is asked first.</summary>
    public EmailTask? TakeUpByOthers(string reason, DateTimeOffset now) => State == TaskState.Parked
        ? Queued(now, TaskEvent.QueuedFromParking, Holder, reason)
        : null;

    /// <summary>The holder gives the task to a colleague: it is offered to him, and to nobody else until he passes it by; then it waits in the queue of <paramref name="service"/>.</summary>
    /// <param name="offer">The offer, for which a place is taken already.</param>
    /// <param name="service">The service for which the colleague works on it.</param>
    public EmailTask? TransferTo(Offer offer, ServiceId service, DateTimeOffset now) => offer.From is { } giver && IsInHandsOf(giver) && offer.Agent != giver
        ? LetGoBy(giver, now, null).For(service).OfferTo(offer)
        : null;

    /// <summary>The holder gives the task to another service: it waits in its queue.</summary>
    public EmailTask? TransferTo(ServiceId service, AgentId giver, DateTimeOffset now) =>
        IsInHandsOf(giver) && service != Service ? LetGoBy(giver, now, "service").For(service) : null;

    // Whoever gives a task away is not the one to be asked first.
    private EmailTask LetGoBy(AgentId agent, DateTimeOffset now, string? reason, TaskEvent what = TaskEvent.Transferred) =>
        Queued(now, what, agent, reason) with { LastAgent = LastAgent == agent ? null : LastAgent };

    private EmailTask For(ServiceId service) => this with { HandedTo = service == Key.Service ? null : service };

    // In his hands and nothing of it in the balance.
    private bool IsInHandsOf(AgentId agent) => IsHeldBy(agent) && State == TaskState.Accepted && Answer?.State is not AnswerState.Unsure;

    private EmailTask Woken(string by, DateTimeOffset now) => Parked is { } parked ? this with { Parked = parked with { Until = now, WokenBy = by } } : this;
}
