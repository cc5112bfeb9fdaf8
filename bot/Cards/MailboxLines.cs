using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What the list and the detail of a mailbox both say of how it is doing.</summary>
internal static class MailboxLines
{
    public static string Service(Words words, MailboxStatus status) =>
        status.Service is { } assigned ? SafeText.Line(assigned.Name, CardParts.NameLength) : words[Phrase.MailboxNoService];

    /// <summary>What Exchange says the mailbox is for.</summary>
    public static string Purpose(Words words, string purpose) => purpose.ToUpperInvariant() switch
    {
        "USER" => words[MailboxPhrase.PurposeUser],
        "SHARED" => words[MailboxPhrase.PurposeShared],
        "ROOM" or "EQUIPMENT" => words[MailboxPhrase.PurposeRoom],
        _ => SafeText.Code(purpose),
    };

    /// <summary>Direction, what it is for if Exchange tells, else whether its account is licensed if known, and whether it is for trying out (E-012, G-007, G-062).</summary>
    public static string Kind(Words words, MailboxStatus status, bool? isLicensed, string? purpose = null)
    {
        List<string> parts = [words[status.Mailbox.Direction == MailDirection.Inbound ? MailboxPhrase.Inbound : MailboxPhrase.Outbound]];
        if (purpose is not null)
            parts.Add(Purpose(words, purpose));
        else if (isLicensed is { } licensed)
            parts.Add(words[licensed ? MailboxPhrase.TypeLicensed : MailboxPhrase.TypeShared]);
        if (status.Mailbox.IsPilot)
            parts.Add(words[MailboxPhrase.PilotMark]);
        return string.Join(" · ", parts);
    }

    /// <summary>Enabled or not in words, and why (G-018).</summary>
    public static RichTextBlock State(Words words, MailboxStatus status)
    {
        var condition = status.Diagnosis.Condition;
        var color = status.Diagnosis.IsAlert ? TextColor.Attention : condition == MailboxCondition.Fine ? TextColor.Good : (TextColor?)null;
        var cause = status.Mailbox.Direction == MailDirection.Outbound && condition == MailboxCondition.Off ? words[MailboxPhrase.SendsOnly] : MailboxWords.Cause(words, condition);
        return new([new TextRun(words[condition == MailboxCondition.Off ? MailboxPhrase.Disabled : MailboxPhrase.Enabled] + " ") { Weight = TextWeight.Bolder }, new TextRun(cause) { Color = color }]);
    }

    /// <summary>When it was last notified, looked at, and got mail; what came of it.</summary>
    public static IEnumerable<CardElement> Activity(Reader reader, MailboxState? state, DateTimeOffset? nextLook, DateTimeOffset now)
    {
        var words = reader.Words;
        if (state is null)
            yield break;
        yield return CardParts.Small(words.Say(MailboxPhrase.LastMail, Moment(state.NewestSeen)) + " · " + words.Say(
            Phrase.MailboxStatus, Moment(state.NotifiedAt), Moment(state.SweptAt), Moment(nextLook))) with { Spacing = Spacing.None };
        yield return CardParts.Small(words.Say(
            Phrase.MailboxCounts, state.TakenIn, state.Waiting, state.Unprocessed?.ToString(words.Culture) ?? "?")) with { Spacing = Spacing.None };

        string Moment(DateTimeOffset? time) => time is { } known ? reader.Moment(known, now) : words[Phrase.Never];
    }
}
