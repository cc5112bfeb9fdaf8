using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Services;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Everything about one service. Who opens it wants it to work: a mailbox in trouble is tried again at once (N-057), and what persists is said with its remedy (N-058).</summary>
internal sealed class ServiceBoard(ServicesBoard all, ServiceCard card, IMailboxDesk mailboxes, IConfigurationSource configuration) : Board
{
    public override string Verb => DialogVerbs.Service;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation) =>
        ServicesBoard.Find(configuration.Current, about) is [var service]
            ? await card.DrawAsync(person.Reader, configuration.Current, service, await MailboxAsync(service, cancellation), cancellation)
            : await all.DrawAsync(person, about, cancellation);

    private async Task<MailboxStatus?> MailboxAsync(Service service, CancellationToken cancellation)
    {
        if (service.Mailbox is not { } mailbox)
            return null;
        var status = await StatusAsync();
        if (status is null or { Diagnosis.Condition: MailboxCondition.Fine or MailboxCondition.Polling or MailboxCondition.Off })
            return status;
        await mailboxes.RetryAsync(mailbox, cancellation);
        return await StatusAsync();

        async Task<MailboxStatus?> StatusAsync() => (await mailboxes.ListAsync(cancellation)).FirstOrDefault(one => one.Mailbox.Id == mailbox);
    }
}
