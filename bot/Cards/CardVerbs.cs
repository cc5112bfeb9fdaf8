namespace TeamsEmailBot.Bot.Cards;

/// <summary>
/// What a button asks for; each verb stands here once. Cards live in chats for ever, so a verb may be added but never renamed or given another meaning.
/// </summary>
internal static class CardVerbs
{
    public const string Accept = "accept";
    public const string Decline = "decline";
    public const string Finish = "finish";
    public const string Return = "return";

    /// <summary>Opens the form that asks why a task is given back.</summary>
    public const string ReturnAsk = "return.ask";

    /// <summary>Opens the form that asks to whom a task is handed on.</summary>
    public const string Transfer = "transfer";

    public const string TransferTo = "transfer.to";

    /// <summary>Opens the form that asks whose advice is wanted.</summary>
    public const string Consult = "consult";

    public const string ConsultAsk = "consult.ask";

    /// <summary>The colleague who was asked comments.</summary>
    public const string ConsultComment = "consult.comment";

    /// <summary>The holder asks nobody any more, or the colleague is done.</summary>
    public const string ConsultEnd = "consult.end";

    /// <summary>Ends the after-work time.</summary>
    public const string Ready = "duty.ready";

    /// <summary>Opens the form that asks until when a task is parked.</summary>
    public const string Park = "park";

    public const string ParkUntil = "park.until";

    /// <summary>Goes on with a parked task.</summary>
    public const string TakeUp = "park.end";

    /// <summary>Shows the present state; also what Teams asks by itself (refresh).</summary>
    public const string View = "view";

    /// <summary>Opens the reply form: on the card, or in a window when it comes as <c>task/fetch</c>.</summary>
    public const string Reply = "reply";

    public const string ReplySend = "reply.send";

    /// <summary>Leaves the reply form without sending.</summary>
    public const string ReplyCancel = "reply.cancel";

    /// <summary>Typed only: says how files are put into an answer.</summary>
    public const string FilesAdd = "files.add";

    /// <summary>Takes all files out of the answer.</summary>
    public const string FilesRemove = "files.remove";

    /// <summary>The same from the reply form, which comes back with what was typed.</summary>
    public const string ReplyFilesRemove = "reply.files.remove";

    /// <summary>The agent looked: the answer is in Sent Items.</summary>
    public const string WasSent = "sent.yes";

    /// <summary>The agent looked: the answer is not in Sent Items.</summary>
    public const string WasNotSent = "sent.no";

    /// <summary>The agent saw that somebody answered in Outlook, and wants to answer all the same.</summary>
    public const string AnswerToo = "answer.too";

    /// <summary>Puts the task into the one that its card proposes.</summary>
    public const string Merge = "merge";

    /// <summary>Gives the newest mail a task of its own; on a merged task, undoes the merge.</summary>
    public const string Split = "split";

    /// <summary>What became of every mail of a day.</summary>
    public const string Ledger = "ledger";

    /// <summary>Opens a task again that stayed closed because the customer only said thank you.</summary>
    public const string Reopen = "reopen";

    /// <summary>Why a task is where it is, or why somebody gets mail or none.</summary>
    public const string Why = "why";

    /// <summary>Every step of a task.</summary>
    public const string History = "history";

    /// <summary>Takes the next waiting task.</summary>
    public const string Pull = "pull";

    public const string Tasks = "tasks";
    public const string OnDuty = "duty.on";
    public const string OffDuty = "duty.off";
    public const string Help = "help";

    /// <summary>For administrators: the mailboxes and how they are doing.</summary>
    public const string Mailboxes = "mailboxes";

    /// <summary>For administrators: tries a mailbox (or all) again now.</summary>
    public const string MailboxRetry = "mailbox.retry";

    /// <summary>For administrators, typed only: takes in older mail.</summary>
    public const string Backfill = "mailbox.backfill";

    /// <summary>Somebody takes note of the alert of a service; three more do so and want to be reminded later.</summary>
    public const string AlertSeen = "alert.seen";

    public const string AlertSnoozeHalfHour = "alert.snooze.halfhour";
    public const string AlertSnoozeTwoHours = "alert.snooze.twohours";
    public const string AlertSnoozeTomorrow = "alert.snooze.tomorrow";

    /// <summary>Shows the alert of a service as it is now.</summary>
    public const string AlertShow = "alert.show";

    /// <summary>Answers a dialog's question.</summary>
    public const string DialogNext = "dialog.next";

    public const string DialogBack = "dialog.back";
    public const string DialogHelp = "dialog.help";
    public const string DialogCancel = "dialog.cancel";

    /// <summary>Asks again for one of the values on a dialog's summary.</summary>
    public const string DialogChange = "dialog.change";

    /// <summary>Does what a dialog's summary says.</summary>
    public const string DialogConfirm = "dialog.confirm";

    /// <summary>Shows the step at which a dialog stands.</summary>
    public const string DialogShow = "dialog.show";
}

/// <summary>Names of the inputs; they differ from every name in a button's data (teams.md 2.4).</summary>
internal static class CardInputs
{
    public const string Text = "text";
    public const string ToAll = "toAll";
    public const string From = "from";

    /// <summary>What was chosen in a form about a task: a time, a person or service, a reason.</summary>
    public const string Choice = "choice";

    /// <summary>The second choice of such a form.</summary>
    public const string Kind = "kind";
}
