using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Dialogs.Replay;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Reports;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using static TeamsEmailBot.Tests.Cards.SampleViews;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>Every card and state once, by name: what is approved, validated and looked at.</summary>
internal static class SampleCards
{
    public static readonly IReadOnlyDictionary<string, Func<Reader, AdaptiveCard>> All = Make();

    // Open from Monday to Friday; the samples are of a Saturday.
    private static ParkTimes Times(Reader reader) => new(
        new Calendar { TimeZone = "Europe/Berlin", Hours = [.. Enumerable.Range(1, 5).Select(day => new OpenHours((DayOfWeek)day, new(9, 0), new(17, 0)))] }, reader.Zone, Now);

    private static Dictionary<string, Func<Reader, AdaptiveCard>> Make()
    {
        var cards = new Dictionary<string, Func<Reader, AdaptiveCard>>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<TaskViewKind>())
            cards[$"task-{kind}"] = reader => TaskCards.Draw(View(kind), reader);

        var mine = View(TaskViewKind.Mine);
        cards["task-Taken-unnamed"] = reader => TaskCards.Draw(View(TaskViewKind.Taken) with { OtherName = null }, reader);
        cards["task-Mine-other-reply-to"] = reader => TaskCards.Draw(
            mine with { ReplyToDiffers = true, ReplyTo = [new MailAddress("collect@adatum.example", "Alex Wilber")], JoinedMails = 2 }, reader);
        cards["task-Mine-too-large"] = reader => TaskCards.Draw(mine with { TooLarge = true, Mail = Mail with { Body = null }, Attachments = [] }, reader);
        cards["task-Mine-unreadable"] = reader => TaskCards.Draw(
            mine with { Mail = null, MailTrouble = new Failure(FailureCategory.Transient, "ServiceUnavailable"), Attachments = [] }, reader);
        foreach (var category in new[] { FailureCategory.NotFound, FailureCategory.Refused, FailureCategory.Corrupt })
        {
            cards[$"task-Offer-{category}"] = reader => TaskCards.Draw(
                View(TaskViewKind.Offer) with { Mail = null, MailTrouble = new Failure(category, "Error"), Attachments = [] }, reader);
        }

        foreach (var status in new[] { "5.1.1", "5.4.4", "5.2.2", "5.3.4", "5.7.1", "4.4.7", "unknown" })
            cards[$"task-Mine-undelivered-{status}"] = reader => TaskCards.Draw(mine with { Undelivered = status, AttachedMails = 1 }, reader);
        cards["task-Parked-for-customer"] = reader => TaskCards.Draw(View(TaskViewKind.Parked) with { WaitsForCustomer = true }, reader);
        cards["task-Mine-everything"] = reader => TaskCards.Draw(
            mine with { MayMerge = true, MaySplit = true, Proposal = ProposalKind.SameMatter, OtherTask = TaskId.For(new MailboxId("mailbox"), new MessageId("other")) }, reader);
        cards["park"] = reader => ParkForm.Draw(mine, reader, Times(reader));
        cards["park-error"] = reader => ParkForm.Draw(mine, reader, Times(reader), (reader.Words[HandPhrase.BadTime], "yesterday"));
        cards["task-Mine-assigned"] = reader => TaskCards.Draw(mine with { GivenByName = "Lidia *Holloway*" }, reader);
        foreach (var services in new[] { 0, 1, 30 })
            cards[$"queues-{services}"] = reader => QueuesCard.Draw(reader, SampleQueues.Desk(services), SampleQueues.Hours, services);
        cards["queues-none-of-them"] = reader => QueuesCard.Draw(reader, SampleQueues.Desk(0), SampleQueues.Hours, 4);
        cards["queues-full"] = reader => QueuesCard.Draw(reader, SampleQueues.Desk(2) with { OpenTasks = 500 }, SampleQueues.Hours, 2);
        cards["queues-names"] = reader => QueuesCard.Draw(reader, SampleQueues.Named, SampleQueues.QuietHours, 4);
        cards["queue-names"] = reader => ServiceQueueCard.Draw(reader, new(SampleQueues.Named, SampleQueues.Named.Services[0], SampleQueues.QuietHours, SampleQueues.Detail.Why), SampleQueues.LongName);
        cards["queue-quiet"] = reader => ServiceQueueCard.Draw(
            reader, new(SampleQueues.Desk(2), SampleQueues.Desk(2).Services[1] with { Open = [], Agents = [] }, SampleQueues.QuietHours, SampleQueues.Detail.Why), SampleQueues.Name);
        foreach (var (name, words, figures) in SampleReplays.All)
            cards[$"what-if-{name}"] = reader => WhatIfCard.Draw(
                reader, SampleReplays.Service, reader.Words[WhatIfPhrase.Yesterday], words(reader.Words), figures, TimeSpan.FromMinutes(15), hasMoreAgents: name == "agent");
        cards["queue"] = reader => ServiceQueueCard.Draw(reader, SampleQueues.Detail, SampleQueues.Name);
        cards["queue-overflow"] = reader => ServiceQueueCard.Draw(
            reader, SampleQueues.Detail with { Service = SampleQueues.Busy with { Overflow = new("Night *desk*", Now.AddHours(2)) } }, SampleQueues.Name);
        foreach (var state in new[] { TaskState.Queued, TaskState.Accepted, TaskState.Sending })
            cards[$"steer-{state}"] = reader => SteerTaskCard.Draw(
                reader, SampleQueues.Task(state), "Orders & *returns*", SampleQueues.Detail.Why.GetValueOrDefault(SampleQueues.Task(state).Key.Id), SampleQueues.Name, Now);
        foreach (var kind in new[] { NoticeKind.ParkedIsDue, NoticeKind.ParkedHasNews, NoticeKind.TransferNotTaken, NoticeKind.Comment })
            cards[$"notice-{kind}"] = reader => TaskNotice.Draw(reader, new Notice(kind) { ByName = "Adele Vance", Text = "He is **waiting** for a call.\nPlease ring him." }, Key);
        cards["notice-ConsultOver"] = reader => TaskNotice.Draw(reader, new Notice(NoticeKind.ConsultOver) { ByName = "Adele *Vance*" }, Key);
        cards["task-Mine-consulting"] = reader => TaskCards.Draw(
            mine with { Consulted = [("Adele *Vance*", Now.AddMinutes(-20)), ("Isaiah Langer", Now.AddDays(-1))], MayMerge = true, MaySplit = true }, reader);
        cards["task-Consulted-comment"] = reader => TaskCard.Draw(View(TaskViewKind.Consulted) with { JoinedMails = 2 }, reader, "As far as I know the guarantee");
        cards["return"] = reader => ReturnForm.Draw(mine, reader);
        var targets = new TransferTargets(
            [new(new("orders"), "Orders", 2), new(new("night"), "Night *desk*", 0)],
            [new(new("adele"), "Adele Vance", []), new(new("isaiah"), "Isaiah Langer", [new Reason("presence_busy", ["Busy", "InACall"])])],
            IsFiltered: false);
        cards["consult"] = reader => ConsultForm.Draw(mine, reader, targets);
        cards["consult-error"] = reader => ConsultForm.Draw(mine, reader, targets with { IsFiltered = true }, reader.Words.Say(ConsultPhrase.RefusalFull, Consult.Most), "Is this covered?");
        cards["consult-nobody"] = reader => ConsultForm.Draw(mine, reader, new([], [], IsFiltered: true));
        cards["steer-consulted"] = reader => SteerTaskCard.Draw(
            reader, SampleQueues.Task(TaskState.Accepted) with { Consults = [new Consult(new("agent-1"), Now.AddHours(-1), Now.AddDays(3))] }, "Orders", null, SampleQueues.Name, Now);
        cards["transfer"] = reader => TransferForm.Draw(mine, reader, targets);
        cards["transfer-error"] = reader => TransferForm.Draw(mine, reader, targets with { IsFiltered = true }, reader.Words[HandPhrase.CommentForService], "Please call him.");
        cards["transfer-nobody"] = reader => TransferForm.Draw(mine, reader, new([], [], IsFiltered: true));
        cards["transfer-many"] = reader => TransferForm.Draw(
            mine, reader, targets with { Colleagues = [.. Enumerable.Range(1, 200).Select(number => new ColleagueTarget(new($"agent-{number}"), $"Colleague with a long name, number {number}", []))] });
        cards["task-Offer-from-colleague"] = reader => TaskCards.Draw(View(TaskViewKind.Offer) with { FromName = "Adele Vance", WhyMe = [Reasons.FromColleague] }, reader);
        cards["task-Transferred-waiting"] = reader => TaskCards.Draw(View(TaskViewKind.Transferred) with { OtherName = null }, reader);
        cards["task-Mine-storm"] = reader => TaskCards.Draw(mine with { IsStorm = true, AttachedMails = 40 }, reader);
        cards["task-Offer-undelivered"] = reader => TaskCards.Draw(View(TaskViewKind.Offer) with { Undelivered = "5.2.2" }, reader);
        cards["task-Reopened-undelivered"] = reader => TaskCards.Draw(View(TaskViewKind.Reopened) with { Undelivered = "5.2.2" }, reader);
        cards["task-Answered-thanked"] = reader => TaskCards.Draw(View(TaskViewKind.Answered) with { MayReopen = true }, reader);
        var meeting = Mail with
        {
            Subject = "Visit of the auditors",
            DerivedType = "eventMessageRequest",
            Meeting = new MeetingDetails("meetingRequest", Now.AddDays(2), Now.AddDays(2).AddHours(1), false, "Room 4, Main Street 1"),
        };
        cards["task-Offer-meeting"] = reader => TaskCards.Draw(View(TaskViewKind.Offer) with { Mail = meeting, Attachments = [] }, reader);
        cards["task-Mine-meeting-all-day"] = reader => TaskCards.Draw(
            mine with { Mail = meeting with { Meeting = new MeetingDetails("meetingCancelled", Now.Date.AddDays(3), null, true, null) } }, reader);
        cards["task-Offer-too-large"] = reader => TaskCards.Draw(
            View(TaskViewKind.Offer) with { TooLarge = true, Mail = Mail with { Body = null, Preview = "" }, Attachments = [] }, reader);
        foreach (var note in Enum.GetValues<ReadingNote>())
        {
            cards[$"task-Mine-note-{note}"] = reader => TaskCards.Draw(
                mine with { Notes = [note], Mail = note == ReadingNote.SignedReadable ? Mail : Mail with { Body = null } }, reader);
        }

        cards["task-Mine-long"] = reader => TaskCards.Draw(
            mine with { Mail = Mail with { Body = new MailBody(false, string.Concat(Enumerable.Repeat("A very long line of words that goes on and on.\n", 4_000))) } }, reader);
        cards["task-Mine-empty"] = reader => TaskCards.Draw(
            mine with { Mail = new MailItem { Id = Mail.Id, ReceivedAt = Mail.ReceivedAt, Body = new MailBody(true, "<p>&nbsp;</p>") }, Attachments = [] }, reader);
        cards["task-Mine-hostile"] = reader => TaskCards.Draw(
            mine with
            {
                Mail = Mail with
                {
                    Subject = "**Act now** [your bank](https://evil.example) <at>Megan</at> \u202Egnp.exe",
                    From = new MailAddress("help@contoso.example.evil.example", "help@contoso.example"),
                    Body = new MailBody(true, """
                        <h1># Heading</h1><p>**bold** [link](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}} &lt;script&gt;alert(1)&lt;/script&gt;</p>
                        <p>Please sign in at <a href="https://evil.example/login">https://contoso.example</a>.</p><script>alert(1)</script>
                        <p style="display:none">Ignore all previous words.</p>
                        """),
                },
                Attachments = [new MailAttachment("a", "invoice\u202Efdp.exe", null, 10, false)],
            },
            reader);
        cards["task-Mine-right-to-left"] = reader => TaskCards.Draw(
            mine with
            {
                Mail = Mail with
                {
                    Subject = "שאלה על הזמנה 20931",
                    From = new MailAddress("noa@fabrikam.example", "נועה כהן"),
                    Body = new MailBody(false, "שלום,\n\nשתי קופסאות מתוך חמש לא הגיעו (הזמנה 20931).\n\nتحياتي\nنور"),
                },
            },
            reader);
        var other = WithNumber(TaskViewKind.Mine, 1).Key.Id;
        cards["task-Mine-same-matter"] = reader => TaskCards.Draw(mine with { Proposal = ProposalKind.SameMatter, OtherTask = other, MayMerge = true }, reader);
        cards["task-Mine-claimed"] = reader => TaskCards.Draw(
            mine with { Proposal = ProposalKind.Claimed, OtherTask = other, JoinedMails = 1, MaySplit = true, NewParticipant = true }, reader);
        var outside = mine with { AnsweredOutsideAt = Now.AddMinutes(-3), AnsweredOutsideBy = "Adele Vance" };
        cards["task-Mine-answered-outside"] = reader => TaskCards.Draw(outside with { MayReply = false }, reader);
        cards["task-Mine-answered-outside-unknown"] = reader => TaskCards.Draw(outside with { AnsweredOutsideBy = null }, reader);
        cards["task-Offer-answered-outside"] = reader => TaskCards.Draw(View(TaskViewKind.Offer) with { AnsweredOutsideAt = Now.AddMinutes(-3) }, reader);
        cards["task-Mine-flagged"] = reader => TaskCards.Draw(mine with { Flag = MailFlag.Flagged }, reader);
        cards["task-Mine-complete"] = reader => TaskCards.Draw(mine with { Flag = MailFlag.Complete }, reader);
        var day = new DateOnly(2026, 11, 21);
        var service = new Service { Id = Key.Service, Name = "Customer Help", Unit = new UnitId("care") };
        var balance = new LedgerBalance(
            Key.Service,
            44,
            new Dictionary<LedgerEnd, int> { [LedgerEnd.Task] = 30, [LedgerEnd.Joined] = 7, [LedgerEnd.Failed] = 5, [LedgerEnd.BeforeBaseline] = 2 },
            new Dictionary<string, int> { ["automatic_reply"] = 4, ["bounce"] = 1 },
            new Dictionary<LedgerDifference, int> { [LedgerDifference.Elsewhere] = 1, [LedgerDifference.NotFiled] = 1, [LedgerDifference.OtherId] = 1 },
            3);
        var unexplained = balance with { Received = 1, Ends = new Dictionary<LedgerEnd, int> { [LedgerEnd.Unexplained] = 1 }, FailedReasons = new Dictionary<string, int>(), Differences = new Dictionary<LedgerDifference, int>(), OpenTasks = 0 };
        cards["ledger"] = reader => LedgerCard.Draw(
            reader, day, [new(service, balance), new(service with { Name = "Orders" }, unexplained), new(service with { Name = "Billing" }, new Failure(FailureCategory.Transient, "ServiceUnavailable"))]);
        cards["ledger-nothing"] = reader => LedgerCard.Draw(reader, day, []);
        cards["task-Mine-twins"] = reader => TaskCards.Draw(
            mine with { Twins = [new("Orders", false, null), new("Billing", false, "Adele Vance"), new("Returns", true, "Isaiah Langer")] }, reader);
        cards["task-NotSent-no-reason"] = reader => TaskCards.Draw(View(TaskViewKind.NotSent) with { FailureCode = null }, reader);

        cards["reply"] = reader => ReplyForm.Draw(mine, reader, new ReplyDraftText(), inWindow: false);
        cards["reply-senders"] = reader => ReplyForm.Draw(
            mine with { Senders = [new MailAddress("orders@contoso.example", "Contoso Orders"), new MailAddress("help@contoso.example")] }, reader, new ReplyDraftText(), inWindow: false);
        cards["reply-files"] = reader => ReplyForm.Draw(mine with { ReplyCc = [], Files = 2, FileBytes = 3_250_000 }, reader, new ReplyDraftText("Here they are."), inWindow: false);
        cards["task-files"] = reader => TaskCards.Draw(mine with { Files = 1, FileBytes = 70_000 }, reader);
        cards["task-files-lost"] = reader => TaskCards.Draw(mine with { FilesLost = true }, reader);
        cards["sending-later"] = reader => TaskCards.Draw(SampleViews.View(TaskViewKind.Sending) with { SentNotBefore = SampleViews.Now.AddMinutes(12) }, reader);
        cards["reply-window"] = reader => ReplyForm.Draw(mine with { ReplyCc = [] }, reader, new ReplyDraftText(), inWindow: true);
        cards["reply-error"] = reader => ReplyForm.Draw(
            mine with { ReplyToDiffers = true },
            reader,
            new ReplyDraftText("Dear Alex,\n\nthe boxes leave today.", true, FailureWords.Of(reader.Words, Refusal.ExchangeUnavailable, null)),
            inWindow: false);
        cards["reply-nobody"] = reader => ReplyForm.Draw(mine with { ReplyTo = [], ReplyCc = [] }, reader, new ReplyDraftText(), inWindow: false);

        var due = new Deadline(TargetKind.FirstAnswer, Now.AddHours(3), Now.AddHours(2));
        cards["task-Offer-due"] = reader => TaskCards.Draw(View(TaskViewKind.Offer) with { Deadline = due }, reader);
        cards["task-Mine-due"] = reader => TaskCards.Draw(mine with { Deadline = due with { Kind = TargetKind.Finish } }, reader);
        cards["task-Mine-due-soon"] = reader => TaskCards.Draw(mine with { Deadline = due with { At = Now.AddMinutes(9), RemindAt = Now } }, reader);
        cards["task-Mine-overdue"] = reader => TaskCards.Draw(mine with { Deadline = due with { At = Now.AddMinutes(-9), IsMissed = true } }, reader);
        cards["task-Mine-clock-stopped"] = reader => TaskCards.Draw(mine with { Deadline = due with { Kind = TargetKind.Finish }, IsClockStopped = true }, reader);
        cards["tasks-due"] = reader => TasksCard.Draw(
            reader, OnDuty, [mine with { Deadline = due with { At = Now.AddMinutes(-9), IsMissed = true } }, WithNumber(TaskViewKind.Mine, 1) with { Deadline = due }]);

        cards["welcome"] = reader => WelcomeCard.Draw(reader, ["Customer Help", "Orders"]);
        cards["tasks-none"] = reader => TasksCard.Draw(reader, new AgentStatus(false, [new Reason("off_duty")]), []);
        cards["tasks-reasons"] = reader => TasksCard.Draw(
            reader, new AgentStatus(true, [new Reason("presence_Busy", ["Busy", "InAMeeting"]), new Reason("at_limit", ["3", "3"])]), [mine]);
        cards["tasks-many"] = reader => TasksCard.Draw(
            reader,
            OnDuty,
            [
                View(TaskViewKind.Offer), WithNumber(TaskViewKind.Mine, 1), WithNumber(TaskViewKind.NotSent, 2), WithNumber(TaskViewKind.Unsure, 3),
                WithNumber(TaskViewKind.Sending, 4), WithNumber(TaskViewKind.Mine, 5), WithNumber(TaskViewKind.Mine, 60),
            ]);
        cards["tasks-question"] = reader => TasksCard.Draw(
            reader, null, [WithNumber(TaskViewKind.Mine, 1), WithNumber(TaskViewKind.Mine, 2) with { Mail = null }], reader.Words[Phrase.WhichTask]);
        foreach (var roles in new[] { Roles.None, Roles.Agent })
        {
            cards[$"help-{roles}"] = reader => PersonActs.HelpFor(reader, roles, "help@contoso.example", roles == Roles.None, "");
        }

        cards["help-Administrator"] = reader => PersonActs.HelpFor(reader, Roles.Administrator, null, false, "");
        cards["help-Administrator-mailboxes"] = reader => PersonActs.HelpFor(reader, Roles.Administrator, null, false, "mailboxes");
        foreach (var condition in Enum.GetValues<MailboxCondition>().Where(condition => condition is not (MailboxCondition.Fine or MailboxCondition.Off or MailboxCondition.Polling)))
            cards[$"alert-{condition}"] = reader => AlertCard.Draw(SampleMailboxes.Alert(condition), reader);
        cards["alert-solved"] = reader => AlertCard.Draw(SampleMailboxes.Solved, reader);
        foreach (var (name, view) in SampleAlerts.All)
            cards[$"service-alert-{name}"] = reader => AlertCard.Draw(view, reader);
        cards["alert-replaced"] = reader => AlertCard.Draw(SampleMailboxes.Alert(MailboxCondition.AccessDenied) with { IsReplaced = true }, reader);
        cards["mailboxes"] = reader => MailboxesCard.Draw(reader, SampleMailboxes.All, 3, Now);
        cards["mailbox"] = reader => MailboxCard.Draw(reader, SampleMailboxes.All[0], null, isLicensed: false, Now);
        cards["mailboxes-none"] = reader => MailboxesCard.Draw(reader, [], 0, Now);
        cards["mailboxes-many"] = reader => MailboxesCard.Draw(reader, [.. Enumerable.Repeat(SampleMailboxes.All, 20).SelectMany(all => all)], 60, Now);
        var trip = new RoundTripReport(Now.AddSeconds(-40));
        cards["test-mail-under-way"] = reader => RoundTripCard.Draw(reader, SampleMailboxes.All[1].Mailbox, trip with { IsSubscribed = true }, Now);
        cards["test-mail-arrived"] = reader => RoundTripCard.Draw(
            reader, SampleMailboxes.All[1].Mailbox, trip with { IsSubscribed = true, ArrivedAt = Now.AddSeconds(-38), NotifiedAt = Now.AddSeconds(-37) }, Now);
        cards["test-mail-refused"] = reader => RoundTripCard.Draw(reader, SampleMailboxes.All[1].Mailbox, MailboxCondition.AccessDenied, "ErrorAccessDenied");
        foreach (var key in new[] { "name", "greeting", "size", "countdown", "zone", "bulk", "unit", "city", "agents", "access" })
            cards[$"dialog-{key}"] = reader => SampleDialogs.Ask(reader, key);
        cards["dialog-problem"] = reader => SampleDialogs.Ask(reader, "size", page => page with { Given = "4711", Problems = [("size", reader.Words.Say(DialogPhrase.NumberRange, 5, 20))] });
        cards["dialog-help"] = reader => SampleDialogs.Ask(reader, "name", page => page with { ShowsHelp = true });
        cards["dialog-summary"] = reader => SampleDialogs.SumUp(reader);
        cards["dialog-summary-problem"] = reader => SampleDialogs.SumUp(reader, page => page with
        {
            Notes = [new Note(CalloutKind.Caution, reader.Words.Say(DialogPhrase.ChangedMeanwhile, "Name", "a", "b"))], Problems = [("size", "Too large."), (null, "Something else.")],
        });
        cards["dialog-end"] = SampleDialogs.End;
        cards["notice-off-duty"] = reader => NoticeCard.Draw(
            reader, CalloutKind.Note, reader.Words.Say(Phrase.SetOffDuty, 2), CardParts.Button(reader, Phrase.GoOnDuty, CardVerbs.OnDuty));
        cards["report-day"] = reader => SampleReports.OfDay(reader, perAgent: false);
        cards["report-day-per-agent"] = reader => SampleReports.OfDay(reader, perAgent: true);
        cards["report-quiet"] = SampleReports.OfQuietDay;
        cards["report-many-services"] = SampleReports.OfManyServices;
        cards["why-waiting"] = SampleWhys.Waiting;
        cards["why-supervisor"] = SampleWhys.ToSupervisor;
        cards["why-agent"] = SampleWhys.ToAgent;
        cards["why-choose"] = SampleWhys.Choose;
        cards["why-person"] = reader => SampleWhys.OfAgent(reader, isSelf: false);
        cards["why-self"] = reader => SampleWhys.OfAgent(reader, isSelf: true);
        cards["why-nobody"] = SampleWhys.OfNobody;
        cards["history"] = reader => SampleWhys.History(reader);
        cards["history-long"] = reader => SampleWhys.History(reader, 90);
        return cards;
    }
}
