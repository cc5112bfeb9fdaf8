using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Puts refusals and failures into words.</summary>
internal static class FailureWords
{
    /// <summary>Exchange does not let the mailbox send from the address that was chosen (F-34).</summary>
    private const string SendAsDenied = "ErrorSendAsDenied";

    /// <summary>What the neighbour's code means to an agent; the code itself stands behind it for whom he asks.</summary>
    public static string Of(Words words, string? code) =>
        string.IsNullOrEmpty(code) ? words[Phrase.FailureUnknown]
        : code is "ErrorMessageSizeExceeded" or "RequestEntityTooLarge" ? words[FilePhrase.MessageTooLarge]
        : code == SendAsDenied ? $"{words[Phrase.FailureSendAs]} {words[Phrase.FailureInDrafts]}"
        : words.Say(Phrase.FailureCode, SafeText.Code(code));

    public static string Of(Words words, Refusal refusal, string? code) => refusal switch
    {
        Refusal.Stale => words[Phrase.RefusalStale],
        Refusal.Taken => words[Phrase.RefusalTaken],
        Refusal.OfferEnded => words[Phrase.RefusalOfferEnded],
        Refusal.AlreadyDone => words[Phrase.RefusalAlreadyDone],
        Refusal.NotYours => words[Phrase.RefusalNotYours],
        Refusal.UnknownTask => words[Phrase.RefusalUnknownTask],
        Refusal.NotAllowed => words[Phrase.RefusalNotAllowed],
        Refusal.NotLicensed => words[Phrase.RefusalNotLicensed],
        // None of these reasons names a time.
        Refusal.ColleagueNotThere => words.Say(HandPhrase.ColleagueNotThere, ReasonWords.Of(new Reader(words, TimeZoneInfo.Utc), new(code ?? ""))),
        Refusal.CommentNotDelivered => words[HandPhrase.CommentNotDelivered],
        Refusal.CommentTooLong => words.Say(HandPhrase.CommentTooLong, ReplyLimits.CommentCharacters),
        Refusal.ConsultsFull => words.Say(ConsultPhrase.RefusalFull, Consult.Most),
        Refusal.NotConsulted => words[ConsultPhrase.RefusalNone],
        Refusal.ServiceNotThere => words[HandPhrase.ServiceNotThere],
        Refusal.BadTime => words[HandPhrase.BadTime],
        Refusal.TextMissing => words[Phrase.ReplyTextMissing],
        Refusal.TextTooLong => words.Say(Phrase.RefusalTextTooLong, ReplyLimits.TextCharacters),
        Refusal.SenderNotAllowed => words[Phrase.RefusalSender],
        Refusal.FileUnnamed => words[FilePhrase.Unnamed],
        Refusal.FileEmpty => words[FilePhrase.Empty],
        Refusal.FilesTooLarge => words.Say(FilePhrase.TooLarge, words.Size(FileLimits.Total)),
        Refusal.FilesUnderWay => words[FilePhrase.UnderWay],
        Refusal.FilesLost => words[FilePhrase.Lost],
        Refusal.NoRecipient => words[Phrase.RefusalNoRecipient],
        Refusal.TooManyRecipients => words.Say(Phrase.RefusalTooMany, ReplyRecipients.Limit),
        Refusal.AnsweredInOutlook => words[Phrase.RefusalAnsweredInOutlook],
        Refusal.NothingToMerge => words[Phrase.RefusalNothingToMerge],
        Refusal.NothingToSplit => words[Phrase.RefusalNothingToSplit],
        Refusal.OtherTaskBusy => words[Phrase.RefusalOtherTaskBusy],
        Refusal.TenantLimit => words[Phrase.RefusalTenantLimit],
        Refusal.ExchangeRefused when code == SendAsDenied => words[Phrase.FailureSendAs],
        Refusal.ExchangeUnavailable => words[Phrase.RefusalExchangeUnavailable],
        _ => words.Say(Phrase.RefusalExchangeRefused, SafeText.Code(code)),
    };
}
