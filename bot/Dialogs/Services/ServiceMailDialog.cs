using System.Globalization;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Sets what a service sends by itself, from which address it answers, and which mail it does not want (G-020, G-023, F-41, N-051, V-13).</summary>
internal sealed class ServiceMailDialog(ServiceReport report) : ServiceDialog(report)
{
    private const string OwnAddress = "-";
    private const int SignatureLength = 4000;
    private const int AcknowledgementLength = 2000;
    private const int MostReopenDays = 3650;

    public override string Verb => DialogVerbs.ServiceMail;

    public override string Title(Words words) => words[ServicePhrase.MailTitle];

    protected override IEnumerable<Question> Ask(Visit visit, Service service)
    {
        var words = visit.Words;
        yield return new("acknowledgement", words[ServicePhrase.Acknowledgement], new TextPrompt(AcknowledgementLength) { IsMultiline = true, IsOptional = true })
        {
            Text = words[ServicePhrase.AcknowledgementAsk], Initial = service.Acknowledgement,
        };
        yield return new("signature", words[ServicePhrase.Signature], new TextPrompt(SignatureLength) { IsMultiline = true, IsOptional = true })
        {
            Text = words[ServicePhrase.SignatureAsk], Initial = service.Signature,
        };
        if (service.Mailbox is { } id && visit.Configuration.Mailbox(id) is { FromAddresses.Count: > 0 } mailbox)
            yield return new("fromAddress", words[ServicePhrase.From], new ChoicePrompt(
                [new Option(OwnAddress, words.Say(ServicePhrase.FromOwn, mailbox.UserPrincipalName)), .. mailbox.FromAddresses.Select(from => new Option(from.Address, from.Address))]))
            {
                Text = words[ServicePhrase.FromAsk], Initial = service.FromAddress ?? OwnAddress,
            };
        yield return new("reopenDays", words[ServicePhrase.Reopen], new NumberPrompt(0, MostReopenDays))
        {
            Text = words[ServicePhrase.ReopenAsk], Initial = service.ReopenDays.ToString(CultureInfo.InvariantCulture),
        };
        yield return new("sortOutBulk", words[ServicePhrase.Bulk], new YesNoPrompt(words)) { Text = words[ServicePhrase.BulkAsk], Initial = YesNoPrompt.Of(service.SortOutBulk) };
        yield return new("blockedSenders", words[ServicePhrase.Blocked], new SenderListPrompt(service.BlockedSenders))
        {
            Text = words[ServicePhrase.BlockedAsk], Initial = ListPrompt.Join(service.BlockedSenders),
        };
    }

    protected override Service After(Visit visit, Service service) => service with
    {
        Acknowledgement = visit["acknowledgement"],
        Signature = visit["signature"],
        FromAddress = HasAddresses(visit.Configuration, service) ? visit["fromAddress"] == OwnAddress ? null : visit["fromAddress"] : service.FromAddress,
        ReopenDays = visit.Number("reopenDays"),
        SortOutBulk = visit.Flag("sortOutBulk"),
        BlockedSenders = ListPrompt.Split(visit["blockedSenders"]),
    };

    private static bool HasAddresses(Configuration configuration, Service service) => service.Mailbox is { } id && configuration.Mailbox(id) is { FromAddresses.Count: > 0 };
}
