using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Log of the engine: 2000–2099. Ids, codes and counts only.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(2001, LogLevel.Information, "Mailbox {Mailbox} works again.")]
    public static partial void MailboxWorksAgain(this ILogger log, MailboxId mailbox);

    [LoggerMessage(2002, LogLevel.Warning, "Mailbox {Mailbox} is in trouble: {Failure}.")]
    public static partial void MailboxInTrouble(this ILogger log, MailboxId mailbox, Failure failure);

    [LoggerMessage(2003, LogLevel.Error, "Tending mailbox {Mailbox} failed unexpectedly; it is tried again.")]
    public static partial void TendingFailed(this ILogger log, MailboxId mailbox, Exception exception);

    [LoggerMessage(2004, LogLevel.Error, "Distribution for service {Service} failed unexpectedly; it is tried again.")]
    public static partial void DistributionFailed(this ILogger log, ServiceId service, Exception exception);

    [LoggerMessage(2005, LogLevel.Warning, "The answer of task {Task} was not sent: {Failure}.")]
    public static partial void AnswerNotSent(this ILogger log, TaskKey task, Failure failure);

    [LoggerMessage(2006, LogLevel.Warning, "Whether the answer of task {Task} was sent cannot be known; the agent is asked.")]
    public static partial void AnswerUnsure(this ILogger log, TaskKey task);

    [LoggerMessage(2007, LogLevel.Warning, "A card of task {Task} for agent {Agent} could not be shown: {Code}.")]
    public static partial void CardNotShown(this ILogger log, TaskKey task, AgentId agent, string? code);

    [LoggerMessage(2008, LogLevel.Error, "A beat failed; the next one tries again.")]
    public static partial void BeatFailed(this ILogger log, Exception exception);

    [LoggerMessage(2010, LogLevel.Warning, "The subscription of mailbox {Mailbox} cannot be kept: {Failure}. Mail is looked for in intervals.")]
    public static partial void SubscriptionInTrouble(this ILogger log, MailboxId mailbox, Failure failure);

    [LoggerMessage(2011, LogLevel.Warning, "Mail arrived in mailbox {Mailbox} without a notification; its subscription is created anew.")]
    public static partial void SubscriptionSilent(this ILogger log, MailboxId mailbox);

    [LoggerMessage(2012, LogLevel.Warning, "Alert {Key}: {Condition} ({Code}), {Affected} mailboxes.")]
    public static partial void AlertRaised(this ILogger log, string key, Mailboxes.MailboxCondition condition, string? code, int affected);

    [LoggerMessage(2013, LogLevel.Information, "Alert {Key} is solved.")]
    public static partial void AlertSolved(this ILogger log, string key);

    [LoggerMessage(2018, LogLevel.Warning, "Alert {Key}: {Troubles}.")]
    public static partial void ServiceAlert(this ILogger log, string key, string troubles);

    [LoggerMessage(2015, LogLevel.Warning, "The new name or addresses of mailbox {Mailbox} do not fit the configuration; it is left as it is.")]
    public static partial void RenameRefused(this ILogger log, MailboxId mailbox);

    [LoggerMessage(2014, LogLevel.Warning, "The directory could not be asked about mailbox {Mailbox}: {Failure}.")]
    public static partial void DirectoryUnreachable(this ILogger log, MailboxId mailbox, Failure failure);

    [LoggerMessage(2016, LogLevel.Error, "A mail in mailbox {Mailbox} could not be taken in; it is tried again and then isolated.")]
    public static partial void IntakeFailed(this ILogger log, MailboxId mailbox, Exception exception);

    [LoggerMessage(2017, LogLevel.Warning, "The files for the answer of task {Task} are lost: {Reason}.")]
    public static partial void FilesLost(this ILogger log, TaskKey task, string reason);
}
