using TeamsEmailBot.Bot.Dialogs.Flows;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Puts the steps of a task into words.</summary>
internal static class StepWords
{
    private static readonly Dictionary<TaskEvent, StepPhrase> Phrases = new()
    {
        [TaskEvent.Opened] = StepPhrase.Opened,
        [TaskEvent.HandedOn] = StepPhrase.HandedOn,
        [TaskEvent.Offered] = StepPhrase.Offered,
        [TaskEvent.Accepted] = StepPhrase.Accepted,
        [TaskEvent.Declined] = StepPhrase.Declined,
        [TaskEvent.TimedOut] = StepPhrase.TimedOut,
        [TaskEvent.OfferWithdrawn] = StepPhrase.OfferWithdrawn,
        [TaskEvent.ReturnedToQueue] = StepPhrase.ReturnedToQueue,
        [TaskEvent.MailJoined] = StepPhrase.MailJoined,
        [TaskEvent.MailAttached] = StepPhrase.MailAttached,
        [TaskEvent.NotDelivered] = StepPhrase.NotDelivered,
        [TaskEvent.Reopened] = StepPhrase.Reopened,
        [TaskEvent.Merged] = StepPhrase.Merged,
        [TaskEvent.SplitOff] = StepPhrase.SplitOff,
        [TaskEvent.FilesAdded] = StepPhrase.FilesAdded,
        [TaskEvent.FilesRemoved] = StepPhrase.FilesRemoved,
        [TaskEvent.FilesLost] = StepPhrase.FilesLost,
        [TaskEvent.SendPressed] = StepPhrase.SendPressed,
        [TaskEvent.DraftStored] = StepPhrase.DraftStored,
        [TaskEvent.Sent] = StepPhrase.Sent,
        [TaskEvent.SendingDelayed] = StepPhrase.SendingDelayed,
        [TaskEvent.NotSent] = StepPhrase.NotSent,
        [TaskEvent.SendingUnsure] = StepPhrase.SendingUnsure,
        [TaskEvent.Finished] = StepPhrase.Finished,
        [TaskEvent.AnsweredInOutlook] = StepPhrase.AnsweredInOutlook,
        [TaskEvent.SecondAnswerWanted] = StepPhrase.SecondAnswerWanted,
        [TaskEvent.FlaggedInOutlook] = StepPhrase.Flagged,
        [TaskEvent.HandledInOutlook] = StepPhrase.HandledInOutlook,
        [TaskEvent.Withdrawn] = StepPhrase.Withdrawn,
        [TaskEvent.Filed] = StepPhrase.Filed,
        [TaskEvent.FilingFailed] = StepPhrase.FilingFailed,
        [TaskEvent.Transferred] = StepPhrase.HandedToColleague,
        [TaskEvent.Parked] = StepPhrase.Parked,
        [TaskEvent.TakenUp] = StepPhrase.TakenUp,
        [TaskEvent.QueuedFromParking] = StepPhrase.QueuedFromParking,
        [TaskEvent.Assigned] = StepPhrase.Assigned,
        [TaskEvent.Pulled] = StepPhrase.Pulled,
        [TaskEvent.TakenBack] = StepPhrase.TakenBack,
        [TaskEvent.EndedBySupervisor] = StepPhrase.EndedBySupervisor,
        [TaskEvent.CameHome] = StepPhrase.CameHome,
        [TaskEvent.Reminded] = StepPhrase.Reminded,
        [TaskEvent.TargetMet] = StepPhrase.TargetMet,
        [TaskEvent.TargetMissed] = StepPhrase.TargetMissed,
    };

    // Where a task was handed to: no reason of its own.
    private const string ToService = "service";

    // Who was asked for advice gave it: no reason of its own.
    private const string GaveAdvice = "done";

    private static readonly Dictionary<string, Enum> Because = new(StringComparer.Ordinal)
    {
        [nameof(TargetKind.FirstAnswer)] = StepPhrase.TargetFirstAnswer,
        [nameof(TargetKind.Finish)] = StepPhrase.TargetFinish,
        ["later"] = StepPhrase.BecauseLater,
        ["waiting_for_customer"] = StepPhrase.BecauseWaitingForCustomer,
        [ReturnReason.WrongService.Code()] = HandPhrase.ReturnWrongService,
        [ReturnReason.MissingSkill.Code()] = HandPhrase.ReturnMissingSkill,
        [ReturnReason.NoTime.Code()] = HandPhrase.ReturnNoTime,
        [ReturnReason.Conflict.Code()] = HandPhrase.ReturnConflict,
        [ReturnReason.Other.Code()] = HandPhrase.ReturnOther,
        ["time"] = StepPhrase.BecauseTime,
        ["due"] = StepPhrase.BecauseDue,
        ["mail"] = StepPhrase.BecauseMail,
        ["by_hand"] = StepPhrase.BecauseByHand,
        ["overflow_opened"] = StepPhrase.BecauseOverflowOpen,
        ["overflow"] = StepPhrase.BecauseOverflow,
        ["service_not_live"] = StepPhrase.BecauseServiceNotLive,
        ["not_delivered"] = StepPhrase.BecauseNotDelivered,
        ["deleted"] = StepPhrase.BecauseDeleted,
        ["moved"] = StepPhrase.BecauseMoved,
        ["service_removed"] = StepPhrase.BecauseServiceRemoved,
        ["tenant_suspended"] = StepPhrase.BecauseTenantSuspended,
        ["mailbox_unassigned"] = StepPhrase.BecauseMailboxUnassigned,
        ["service_suspended"] = StepPhrase.BecauseServiceSuspended,
        ["supervisor"] = StepPhrase.BecauseSupervisor,
        ["gone"] = StepPhrase.BecauseGone,
        ["moved_by_person"] = StepPhrase.BecauseMovedByPerson,
        ["copied"] = StepPhrase.BecauseCopied,
        ["storm"] = StepPhrase.BecauseStorm,
        ["thanks"] = StepPhrase.BecauseThanks,
        ["automatic_reply"] = StepPhrase.BecauseAutomaticReply,
        ["bounce"] = StepPhrase.BecauseBounce,
        ["delivery_delay"] = StepPhrase.BecauseDelay,
        ["read_receipt"] = StepPhrase.BecauseReceipt,
        ["loop"] = StepPhrase.BecauseLoop,
        ["own_mailbox"] = StepPhrase.BecauseOwnMailbox,
        ["blocked_sender"] = StepPhrase.BecauseBlocked,
    };

    /// <summary>One step; never fails, whatever its reason is.</summary>
    public static string Of(Reader reader, EmailTask task, TimelineEntry entry, Names names, Configuration current)
    {
        var words = reader.Words;
        return entry switch
        {
            { Event: TaskEvent.WorkflowStep } => Workflow(words, task, entry.Reason, current),
            { Event: TaskEvent.MailJoined, Reason: "merged" } => words.Say(StepPhrase.MailsMerged, names.Of(entry.Agent)),
            { Event: TaskEvent.Reopened, Agent: { } agent } => words.Say(StepPhrase.ReopenedBy, names.Of(agent)),
            { Event: TaskEvent.NotSent, Reason: "agent_said_not_sent" } => words.Say(StepPhrase.SaidNotSent, names.Of(entry.Agent)),
            { Event: TaskEvent.NotSent or TaskEvent.SendingUnsure } => words.Say(Phrases[entry.Event], names.Of(entry.Agent), FailureWords.Of(words, entry.Reason)),
            { Event: TaskEvent.TakenUp, Reason: "not_delivered" } => words.Say(StepPhrase.TakenUp, names.Of(entry.Agent), words[StepPhrase.BecauseAnswerCameBack]),
            { Event: TaskEvent.Merged, Reason: { } other } => words.Say(StepPhrase.Merged, names.Of(entry.Agent), TaskNumber.Of(new TaskId(other))),
            { Event: TaskEvent.Transferred, Reason: ToService } => words.Say(StepPhrase.HandedToService, names.Of(entry.Agent)),
            { Event: TaskEvent.Offered, By: { } giver } => words.Say(StepPhrase.OfferedByColleague, names.Of(entry.Agent), names.Of(giver)),
            { Event: TaskEvent.FlaggedInOutlook, Reason: nameof(MailFlag.Complete) } => words[StepPhrase.Complete],
            { Event: TaskEvent.FlaggedInOutlook, Reason: nameof(MailFlag.None) } => words[StepPhrase.Unflagged],
            { Event: TaskEvent.Assigned or TaskEvent.EndedBySupervisor } => words.Say(Phrases[entry.Event], names.Of(entry.Agent), names.Of(entry.By)),
            { Event: TaskEvent.Consulted } => words.Say(StepPhrase.Consulted, names.Of(entry.Colleague), names.Of(entry.By)),
            { Event: TaskEvent.Commented } => words.Say(StepPhrase.Commented, names.Of(entry.Colleague)),
            { Event: TaskEvent.ConsultEnded, By: { } by } => words.Say(StepPhrase.ConsultEndedBy, names.Of(entry.Colleague), names.Of(by)),
            { Event: TaskEvent.ConsultEnded, Reason: GaveAdvice } => words.Say(StepPhrase.ConsultDone, names.Of(entry.Colleague)),
            { Event: TaskEvent.ConsultEnded } => words.Say(StepPhrase.ConsultEnded, names.Of(entry.Colleague), Reason(reader, entry.Reason)),
            { Event: TaskEvent.TakenBack, By: { } by } => words.Say(StepPhrase.TakenBackBy, names.Of(entry.Agent), names.Of(by)),
            { Event: TaskEvent.HandedOn, By: { } by } => words.Say(StepPhrase.MovedBy, names.Of(by)),
            _ when Phrases.TryGetValue(entry.Event, out var phrase) => words.Say(phrase, names.Of(entry.Agent), Reason(reader, entry.Reason)),
            _ => words.Say(StepPhrase.Other, SafeText.Code(entry.Event.ToString())),
        };
    }

    /// <summary>Whether the reason of a step has words; others are shown as they are.</summary>
    internal static bool Knows(string code) => Because.ContainsKey(code) || Reasons.Codes.Any(known => known.EndsWith('_') ? code.StartsWith(known, StringComparison.Ordinal) : code == known);

    // Why an offer was taken back, or why somebody was not there, may be a reason of distribution's.
    private static string Reason(Reader reader, string? code) =>
        code is null ? "?"
        : Because.TryGetValue(code, out var phrase) ? reader.Words[phrase]
        : Knows(code) ? ReasonWords.Of(reader, new Reason(code))
        : SafeText.Code(code);

    // The workflow may have changed since: then only the kind of the step is known.
    private static string Workflow(Words words, EmailTask task, string? code, Configuration current)
    {
        if (task.Workflow is not { } record || record.Steps.FirstOrDefault(step => step.Code == code) is not { } step)
            return words.Say(StepPhrase.Workflow, "?", SafeText.Code(code));
        var workflow = step.Service == task.Key.Service && current.Workflow(record.Id) is { } now && now.Version == record.Version ? now : null;
        var what = workflow is not null && step.Activity < workflow.Activities.Count
            ? FlowWords.Of(words, workflow.Activities[step.Activity], current)
            : FlowWords.Of(words, step.Kind);
        return words.Say(StepPhrase.Workflow, step.Activity + 1, step.Outcome == StepOutcome.Done ? what : $"{what} ({FlowWords.Of(words, step.Outcome)})");
    }
}
