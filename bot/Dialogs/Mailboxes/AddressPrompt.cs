using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>An address that a mailbox may send from; of one that is not its own a test mail tells (F-34). Canonical is <c>address|time of the proof</c>.</summary>
internal sealed class AddressPrompt(Mailbox mailbox, SenderProof proof) : Prompt
{
    private const int Longest = 254;

    public static string AddressOf(string value) => value.Split('|')[0];

    public static DateTimeOffset? ProvenAt(string value) =>
        value.Split('|') is [_, { Length: > 0 } at] ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;

    public override async ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        if (given.Length > Longest || UserPrincipalNames.Wrong(given) is not null)
            return Given.Not(words[MailboxPhrase.FromAddressWrong]);
        if (mailbox.From(given) is not null)
            return Given.Not(words[MailboxPhrase.FromTwice]);
        var proven = await proof.ProveAsync(mailbox, given, words[MailboxPhrase.TestSubject], words[MailboxPhrase.TestText], cancellation);
        return proven switch
        {
            { Succeeded: true, Value: var at } => Given.Of($"{given}|{at?.ToString("O", CultureInfo.InvariantCulture)}"),
            { Failure.Category: FailureCategory.Refused } => Given.Not(words.Say(
                MailboxPhrase.FromRefused, SafeText.Line(given, CardParts.AddressLength), SafeText.Line(mailbox.UserPrincipalName, CardParts.AddressLength), SafeText.Code(proven.Failure.Code))),
            _ => Given.Not(words.Say(MailboxPhrase.FromUnclear, SafeText.Code(proven.Failure!.Code))),
        };
    }

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        IsRequired = true, MaxLength = Longest, Value = value is null ? null : AddressOf(value), Placeholder = words[DialogPhrase.AccountPlaceholder],
    };

    public override string Show(string value, Words words) => AddressOf(value);
}
