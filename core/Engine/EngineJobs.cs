using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Which event leads to which job: every kind of durable work, with what it needs to know. Payloads hold ids only (I6).</summary>
internal static class EngineJobs
{
    public const string LookIntoInbox = "inbox.look";
    public const string HeedAlarm = "subscription.alarm";
    public const string DropSubscription = "subscription.drop";
    public const string SweepSubscriptions = "subscription.sweep";
    public const string WithdrawTasks = "service.withdraw";
    public const string ShowAlert = "alert.show";
    public const string TellAdministrators = "administrators.tell";
    public const string TellAdministrator = "administrator.tell";
    public const string Distribute = "service.distribute";
    public const string OverflowTask = "task.overflow";
    public const string WakeTask = "task.wake";
    public const string PostOffer = "offer.post";
    public const string ExpireOffer = "offer.expire";
    public const string HandTask = "task.hand";
    public const string CheckReservation = "reservation.check";
    public const string ReleaseAgent = "agent.release";
    public const string CountPlace = "agent.place";
    public const string TellAgent = "agent.tell";
    public const string RemindOfDeadline = "deadline.remind";
    public const string TellDeadline = "deadline.tell";
    public const string MissDeadline = "deadline.miss";
    public const string ShowCards = "cards.show";
    public const string ResumeAnswer = "answer.resume";
    public const string SendAnswer = "answer.send";
    public const string DraftAcknowledgement = "acknowledgement.draft";
    public const string SubmitAcknowledgement = "acknowledgement.send";
    public const string SweepDraft = "answer.sweep";
    public const string DropDraft = "files.drop";
    public const string SweepPreparedDraft = "files.sweep";
    public const string EndUpload = "files.end";
    public const string CheckSenderOfAnswer = "answer.sender";
    public const string KeepConsult = "consult.keep";
    public const string FileMail = "mail.file";
    public const string FreeSlot = "slot.free";
    public const string Forget = "service.forget";

    /// <summary>Time after which an answer whose draft never became known is looked for: well above the time-outs of a Graph call.</summary>
    public static readonly TimeSpan AnswerPatience = TimeSpan.FromMinutes(2);

    /// <summary>Time after which an upload that has not ended never will: well above <see cref="Enclosing.LongestUpload"/>.</summary>
    public static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(5);

    /// <summary>Time after which a place that was taken for an offer, or a slot for a task, must belong to one.</summary>
    public static readonly TimeSpan ReservationPatience = TimeSpan.FromMinutes(2);

    /// <summary>Looks into a mailbox's Inbox. Hints of the same second are one job, so that a burst of notifications is not a burst of lists.</summary>
    /// <param name="notified">When Graph notified; null when the reason is another one.</param>
    public static EntityWrite Look(MailboxId mailbox, bool whole, DateTimeOffset now, DateTimeOffset? notified = null) =>
        JobWrites.Add(LookIntoInbox, new LookJob(mailbox, whole, notified), EngineJson.Default.LookJob, Second(now), $"look-{(whole ? "whole" : "new")}-{mailbox}");

    /// <summary>Heeds Graph's warning about a subscription; warnings of the same second are one job (F-23).</summary>
    public static EntityWrite Alarm(MailboxId mailbox, string subscription, SubscriptionRisk risk, DateTimeOffset now) => JobWrites.Add(
        HeedAlarm, new AlarmJob(mailbox, subscription, risk), EngineJson.Default.AlarmJob, Second(now), $"alarm-{(risk == SubscriptionRisk.Removed ? "removed" : "renew")}-{subscription}");

    /// <summary>Deletes a subscription that nobody wants any more.</summary>
    public static EntityWrite Drop(string subscription, DateTimeOffset expires, DateTimeOffset due) =>
        JobWrites.Add(DropSubscription, new DropJob(subscription, expires), EngineJson.Default.DropJob, due, $"drop-{subscription}");

    /// <summary>Looks for subscriptions that nobody wants any more.</summary>
    public static EntityWrite Sweep(DateTimeOffset now) => JobWrites.Add(SweepSubscriptions, now, "sweep");

    /// <summary>Withdraws what nobody had accepted when the mailbox was taken off the service.</summary>
    public static EntityWrite Withdraw(MailboxId mailbox, ServiceId service, DateTimeOffset ended) => JobWrites.Add(
        WithdrawTasks, new WithdrawJob(mailbox, service, ended), EngineJson.Default.WithdrawJob, ended, $"withdraw-{service}-{mailbox}");

    /// <summary>Brings the cards of an alert up to date.</summary>
    public static EntityWrite Alert(Alert alert, DateTimeOffset now) =>
        JobWrites.Add(ShowAlert, new AlertJob(alert.Key), EngineJson.Default.AlertJob, now, $"alert-{alert.Key}-{alert.Version}-{alert.Round}");

    /// <summary>Tells every administrator something, once.</summary>
    public static EntityWrite Tell(AdminNotice notice, DateTimeOffset now) =>
        JobWrites.Add(TellAdministrators, notice, EngineJson.Default.AdminNotice, now, $"tell-{notice.Kind}-{notice.Mailbox}");

    /// <summary>Tells one administrator.</summary>
    public static EntityWrite Tell(AdminNotice notice, AgentId administrator, DateTimeOffset now) => JobWrites.Add(
        TellAdministrator, new AdminTellJob(notice, administrator), EngineJson.Default.AdminTellJob, now, $"tell-{notice.Kind}-{notice.Mailbox}-{administrator}");

    /// <summary>Deletes what a service no longer keeps.</summary>
    public static EntityWrite ForgetOf(ServiceId service, DateTimeOffset due) =>
        JobWrites.Add(Forget, new ServiceJob(service), EngineJson.Default.ServiceJob, due, $"forget-{service}");

    public static EntityWrite DistributeFor(ServiceId service, DateTimeOffset due) =>
        JobWrites.Add(Distribute, new ServiceJob(service), EngineJson.Default.ServiceJob, due, $"distribute-{service}");

    /// <summary>Hands a task that still waits then to the other service.</summary>
    public static EntityWrite Overflow(EmailTask task, DateTimeOffset due) =>
        JobWrites.Add(OverflowTask, new TaskJob(task.Key), EngineJson.Default.TaskJob, due, $"overflow-{task.Key.Id}");

    /// <summary>Brings a parked task back when its time has come.</summary>
    public static EntityWrite Wake(EmailTask task) =>
        JobWrites.Add(WakeTask, new TaskJob(task.Key), EngineJson.Default.TaskJob, task.Parked!.Until, $"wake-{task.Key.Id}");

    /// <summary>Counts the place of a task as free or as taken, as the task stands.</summary>
    public static EntityWrite Count(EmailTask task, DateTimeOffset now) =>
        JobWrites.Add(CountPlace, new TaskJob(task.Key), EngineJson.Default.TaskJob, now, $"place-{task.Key.Id}-{task.Version}");

    public static EntityWrite Post(TaskKey task, OfferId offer, DateTimeOffset now) =>
        JobWrites.Add(PostOffer, new OfferJob(task, offer), EngineJson.Default.OfferJob, now);

    /// <summary>Shows a task to the agent who has it without having been offered it.</summary>
    public static EntityWrite Hand(TaskKey task, OfferId place, DateTimeOffset now) =>
        JobWrites.Add(HandTask, new OfferJob(task, place), EngineJson.Default.OfferJob, now);

    public static EntityWrite Expire(TaskKey task, Offer offer) =>
        JobWrites.Add(ExpireOffer, new OfferJob(task, offer.Id), EngineJson.Default.OfferJob, offer.Until);

    public static EntityWrite Check(TaskKey task, AgentId agent, OfferId offer, DateTimeOffset now) =>
        JobWrites.Add(CheckReservation, new AgentJob(task, agent, offer), EngineJson.Default.AgentJob, now + ReservationPatience);

    public static EntityWrite Release(EmailTask task, Offer offer, ReleaseCause cause, DateTimeOffset now, string? code = null) =>
        JobWrites.Add(ReleaseAgent, new AgentJob(task.Key, offer.Agent, offer.Id, cause, code, task.HandedTo), EngineJson.Default.AgentJob, now);

    /// <summary>Reminds whoever holds the task then of the deadline.</summary>
    public static EntityWrite Remind(TaskKey task, Deadline deadline, DateTimeOffset due) =>
        JobWrites.Add(RemindOfDeadline, new DeadlineJob(task, deadline.Kind, deadline.At), EngineJson.Default.DeadlineJob, due, DeadlineId("remind", task, deadline));

    /// <summary>Takes <see cref="Remind"/> back.</summary>
    public static EntityWrite NoReminder(TaskKey task, Deadline deadline, DateTimeOffset due) => JobWrites.Withdraw(due, DeadlineId("remind", task, deadline));

    /// <summary>Notes the deadline as missed, unless it is met by then.</summary>
    public static EntityWrite Miss(TaskKey task, Deadline deadline) =>
        JobWrites.Add(MissDeadline, new DeadlineJob(task, deadline.Kind, deadline.At), EngineJson.Default.DeadlineJob, deadline.At, DeadlineId("miss", task, deadline));

    /// <summary>Takes <see cref="Miss"/> back.</summary>
    public static EntityWrite NoMiss(TaskKey task, Deadline deadline) => JobWrites.Withdraw(deadline.At, DeadlineId("miss", task, deadline));

    public static EntityWrite TellOfDeadline(DeadlineJob deadline, AgentId holder, DateTimeOffset now) =>
        JobWrites.Add(TellDeadline, new DeadlineTellJob(deadline, holder), EngineJson.Default.DeadlineTellJob, now);

    /// <summary>Brings the colleague's card and his list in line with the task.</summary>
    /// <param name="card">The card to close when the consult has ended.</param>
    public static EntityWrite Keep(TaskKey task, AgentId colleague, DateTimeOffset due, CardReference? card = null) =>
        JobWrites.Add(KeepConsult, new ConsultJob(task, colleague, card), EngineJson.Default.ConsultJob, due);

    /// <summary>Ends the consult when its time is over.</summary>
    public static EntityWrite End(TaskKey task, Consult consult) =>
        JobWrites.Add(KeepConsult, new ConsultJob(task, consult.Agent, null), EngineJson.Default.ConsultJob, consult.Until, EndId(task, consult));

    /// <summary>Takes <see cref="End(TaskKey, Consult)"/> back.</summary>
    public static EntityWrite NoEnd(TaskKey task, Consult consult) => JobWrites.Withdraw(consult.Until, EndId(task, consult));

    public static EntityWrite Tell(TellJob tell, DateTimeOffset now) => JobWrites.Add(TellAgent, tell, EngineJson.Default.TellJob, now);

    /// <summary>Brings the task's cards up to date: all of them, or one agent's.</summary>
    public static EntityWrite Show(EmailTask task, DateTimeOffset now, AgentId? only = null) =>
        JobWrites.Add(ShowCards, new ShowJob(task.Key, only), EngineJson.Default.ShowJob, now, $"show-{task.Key.Id}-{task.Version}");

    public static EntityWrite Resume(TaskKey task, AnswerId answer, DateTimeOffset now) =>
        JobWrites.Add(ResumeAnswer, new AnswerJob(task, answer), EngineJson.Default.AnswerJob, now + AnswerPatience);

    public static EntityWrite Send(TaskKey task, AnswerId answer, DateTimeOffset now) =>
        JobWrites.Add(SendAnswer, new AnswerJob(task, answer), EngineJson.Default.AnswerJob, now);

    /// <summary>Deletes the draft that an abandoned press of Send may have left behind (F-29).</summary>
    public static EntityWrite Sweep(MailboxId mailbox, AnswerId answer, DateTimeOffset now) =>
        JobWrites.Add(SweepDraft, new DraftJob(mailbox, answer), EngineJson.Default.DraftJob, now + AnswerPatience);

    /// <summary>Deletes the draft with the files that nobody sends any more. By then no call that concerns it is under way.</summary>
    public static EntityWrite Drop(MailboxId mailbox, MessageId draft, DateTimeOffset now) =>
        JobWrites.Add(DropDraft, new PreparedJob(mailbox, draft), EngineJson.Default.PreparedJob, now + AnswerPatience);

    /// <summary>Deletes the draft with this mark unless the task knows it then: we died before its id was stored.</summary>
    public static EntityWrite SweepPrepared(EmailTask task, AnswerId mark, DateTimeOffset now) =>
        JobWrites.Add(SweepPreparedDraft, new AnswerJob(task.Key, mark), EngineJson.Default.AnswerJob, now + AnswerPatience);

    /// <summary>Gives the files up when the upload has not ended by then: we died.</summary>
    public static EntityWrite End(TaskKey task, AnswerId upload, DateTimeOffset now) =>
        JobWrites.Add(EndUpload, new AnswerJob(task, upload), EngineJson.Default.AnswerJob, now + UploadPatience);

    /// <summary>Compares whom an answer came from with whom it should come from.</summary>
    public static EntityWrite CheckSender(SenderJob job, DateTimeOffset now) =>
        JobWrites.Add(CheckSenderOfAnswer, job, EngineJson.Default.SenderJob, now + AnswerPatience);

    public static EntityWrite Acknowledge(AcknowledgeJob job, DateTimeOffset now) =>
        JobWrites.Add(DraftAcknowledgement, job, EngineJson.Default.AcknowledgeJob, now, $"acknowledge-{job.Task.Id}");

    public static EntityWrite SendAcknowledgement(AcknowledgeJob job, DateTimeOffset now) =>
        JobWrites.Add(SubmitAcknowledgement, job, EngineJson.Default.AcknowledgeJob, now, $"acknowledgement-{job.Task.Id}");

    public static EntityWrite File(FileJob file, DateTimeOffset now) =>
        JobWrites.Add(FileMail, file, EngineJson.Default.FileJob, now, $"file-{TaskId.For(file.Mailbox, file.Message)}");

    /// <summary>Frees a slot that was taken for a task which then was not opened: the process died in between, or the mail went elsewhere.</summary>
    public static EntityWrite CheckSlot(TaskKey task, DateTimeOffset now) => Free(task, now + ReservationPatience);

    public static EntityWrite Free(TaskKey task, DateTimeOffset now) =>
        JobWrites.Add(FreeSlot, new TaskJob(task), EngineJson.Default.TaskJob, now, $"free-{task.Id}");

    private static string EndId(TaskKey task, Consult consult) => $"consult-{task.Id}-{consult.Agent}";

    private static string DeadlineId(string what, TaskKey task, Deadline deadline) => $"{what}-{task.Id}-{deadline.Kind}";

    private static DateTimeOffset Second(DateTimeOffset now) => new(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
