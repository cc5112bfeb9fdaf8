using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>One mailbox in detail, with what can be done about it (G-011, N-058).</summary>
internal static class MailboxCard
{
    private const int MostAddresses = 10;

    /// <param name="unit">Null when it is gone.</param>
    /// <param name="isLicensed">What the directory says of its account; null when it does not answer.</param>
    /// <param name="purpose">What Exchange says of it; null when the app may not know.</param>
    public static AdaptiveCard Draw(Reader reader, MailboxStatus status, OrganizationUnit? unit, bool? isLicensed, DateTimeOffset now, string? purpose = null)
    {
        var (words, mailbox) = (reader.Words, status.Mailbox);
        List<CardElement> body =
        [
            CardParts.Heading(words[MailboxPhrase.Mailbox]),
            new RichTextBlock([new TextRun(SafeText.Line(mailbox.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder, Size = TextSize.Medium }]),
            CardParts.Small($"{SafeText.Line(mailbox.UserPrincipalName, CardParts.AddressLength)} · {MailboxLines.Kind(words, status, isLicensed, purpose)}") with { Spacing = Spacing.None },
            MailboxLines.State(words, status),
            .. Trouble(reader, status, now),
            .. MailboxLines.Activity(reader, status.State, status.NextLook, now),
            Field(MailboxPhrase.Service, MailboxLines.Service(words, status)),
            Field(MailboxPhrase.Unit, SafeText.Line(unit?.Name ?? mailbox.Unit.Value, CardParts.NameLength)),
        ];
        if (mailbox.Direction == MailDirection.Inbound)
        {
            body.Add(Field(MailboxPhrase.Size, mailbox.MaxMailMegabytes.ToString(words.Culture)));
            body.Add(Field(MailboxPhrase.Folders, string.Join(", ", new[] { mailbox.Folders.Handled, mailbox.Folders.Ended, mailbox.Folders.Failed }.Select(name => SafeText.Line(name, CardParts.NameLength)))));
        }

        body.Add(Field(MailboxPhrase.OtherAddresses, List(words, mailbox.Addresses.Where(address => !string.Equals(address, mailbox.UserPrincipalName, StringComparison.OrdinalIgnoreCase)))));
        body.Add(Field(MailboxPhrase.FromAddresses, List(words, mailbox.FromAddresses.Select(from => from.DisplayName is { } name ? $"{name} <{from.Address}>" : from.Address))));
        body.Add(Buttons(reader, status));
        body.Add(new ActionSet([CardParts.Button(words[MailboxPhrase.AllMailboxes], new ActionData(CardVerbs.Mailboxes))]));
        return new AdaptiveCard { FallbackText = words[MailboxPhrase.Mailbox], Body = body };

        RichTextBlock Field(MailboxPhrase label, string value) => CardParts.Field(words[label] + ":", value);
    }

    private static IEnumerable<CardElement> Trouble(Reader reader, MailboxStatus status, DateTimeOffset now)
    {
        var (words, diagnosis) = (reader.Words, status.Diagnosis);
        if (diagnosis.Condition is MailboxCondition.Fine or MailboxCondition.Polling or MailboxCondition.Off)
            yield break;
        yield return CardParts.Field(words[Phrase.AlertOwner], MailboxWords.Owner(words, diagnosis.Condition));
        yield return CardParts.Field(words[Phrase.AlertRemedy], MailboxWords.Remedy(words, diagnosis.Condition));
        if (diagnosis.Since is { } since)
            yield return CardParts.Small(diagnosis.Code is { } code
                ? words.Say(Phrase.AlertSinceCode, reader.Moment(since, now), SafeText.Code(code))
                : words.Say(Phrase.AlertSince, reader.Moment(since, now))) with { Spacing = Spacing.Small };
    }

    private static ActionSet Buttons(Reader reader, MailboxStatus status)
    {
        var (words, id) = (reader.Words, status.Mailbox.Id);
        List<CardAction> buttons =
        [
            Start(MailboxPhrase.Edit, DialogVerbs.EditMailbox),
            Start(MailboxPhrase.Test, DialogVerbs.TestMailbox),
            Start(MailboxPhrase.FromAdd, DialogVerbs.AddFromAddress),
        ];
        if (status.Mailbox.FromAddresses.Count > 0)
            buttons.Add(Start(MailboxPhrase.FromRemove, DialogVerbs.RemoveFromAddress));
        if (status.Diagnosis.IsAlert)
            buttons.Add(CardParts.Button(reader, Phrase.AlertRetry, CardVerbs.MailboxRetry, id));
        buttons.Add(Start(MailboxPhrase.Remove, DialogVerbs.RemoveMailbox));
        return new ActionSet(buttons);

        ExecuteAction Start(MailboxPhrase title, string verb) => CardParts.Button(words[title], new ActionData(verb, X: id.Value));
    }

    private static string List(Words words, IEnumerable<string> values) =>
        values.Take(MostAddresses).Select(value => SafeText.Line(value, CardParts.AddressLength)).ToList() is { Count: > 0 } some ? string.Join(", ", some) : words[DialogPhrase.Nothing];
}
