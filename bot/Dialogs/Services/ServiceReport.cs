using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Says after a change what is live now, and what still stands in its way (N-071).</summary>
internal sealed class ServiceReport(AdminActs acts, IMailboxDesk mailboxes, IAgentDesk desk, IConfigurationSource configuration)
{
    private const int MostNames = 10;

    /// <summary>Changes or adds a service and reports.</summary>
    public async Task<Ending> SaveAsync(Visit visit, Core.Administration.AdminCommand command, ServiceId id, ServicePhrase saved, CancellationToken cancellation)
    {
        var ending = await acts.DoAsync(visit, command, _ => new Ending.Done([]), cancellation);
        if (ending is not Ending.Done done)
            return ending;
        var now = configuration.Current;
        var words = visit.Words;
        if (now.Service(id) is not { } service)
            return done;
        IReadOnlyList<Note> first = done.Notes.Count > 0 ? done.Notes : [new Note(CalloutKind.Note, words.Say(saved, SafeText.Line(service.Name, CardParts.NameLength)))];
        return done with { Notes = [.. first, .. await StateAsync(visit.Person, now, service, cancellation)], Buttons = Buttons(words, service) };
    }

    /// <summary>What is live, and what is not right with it.</summary>
    public async Task<IReadOnlyList<Note>> StateAsync(Person person, Configuration now, Service service, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var isLive = ServiceWords.Against(now, service).Count == 0;
        List<Note> notes = [new Note(isLive ? CalloutKind.Note : CalloutKind.Prerequisite, ServiceWords.Life(words, now, service))];
        // Subscribing takes seconds; whoever saved wants to see that it came to be (N-045).
        if (isLive && await StatusAsync(service, cancellation) is { } status)
        {
            var condition = status.Diagnosis.Condition;
            notes.Add(condition is MailboxCondition.Fine or MailboxCondition.Polling
                ? new Note(CalloutKind.Note, words.Say(ServicePhrase.MailboxIs, SafeText.Line(status.Mailbox.Name, CardParts.NameLength), MailboxWords.Cause(words, condition)))
                : new Note(CalloutKind.Caution, $"{words.Say(ServicePhrase.MailboxIs, SafeText.Line(status.Mailbox.Name, CardParts.NameLength), MailboxWords.Cause(words, condition))} {MailboxWords.Remedy(words, condition)}"));
        }

        if (service.EmailEnabled && ServiceWords.Concern(now, service) is { } concern)
            notes.Add(new Note(CalloutKind.Caution, words[concern]));
        var (unlicensed, unreachable) = (new List<string>(), new List<string>());
        foreach (var user in service.AgentIds.Select(now.User).OfType<User>())
        {
            if (!user.HasEmailLicence)
                unlicensed.Add(user.DisplayName);
            if (await desk.UnreachableAsync(user.Id, cancellation) is not null)
                unreachable.Add(user.DisplayName);
        }

        if (unlicensed.Count > 0 && unlicensed.Count < service.Agents.Count)
            notes.Add(new Note(CalloutKind.Caution, words.Say(ServicePhrase.Unlicensed, Names(words, unlicensed))));
        if (unreachable.Count > 0)
            notes.Add(new Note(CalloutKind.Caution, words.Say(ServicePhrase.Unreachable, Names(words, unreachable))));
        return notes;
    }

    private async Task<MailboxStatus?> StatusAsync(Service service, CancellationToken cancellation)
    {
        await mailboxes.RetryAsync(service.Mailbox, cancellation);
        return (await mailboxes.ListAsync(cancellation)).FirstOrDefault(status => status.Mailbox.Id == service.Mailbox);
    }

    private static string Names(Words words, List<string> names)
    {
        var shown = string.Join(", ", names.Take(MostNames).Select(name => SafeText.Line(name, CardParts.NameLength)));
        return names.Count > MostNames ? words.Say(Phrase.AndMore, shown, names.Count - MostNames) : shown;
    }

    private static IReadOnlyList<CardAction> Buttons(Words words, Service service) =>
    [
        CardParts.Button(words[ServicePhrase.Show], new ActionData(DialogVerbs.Service, X: service.Id.Value), ActionStyle.Positive),
        CardParts.Button(words[ServicePhrase.AgentsButton], new ActionData(DialogVerbs.ServiceAgents, X: service.Id.Value)),
        CardParts.Button(words[ServicePhrase.DistributionButton], new ActionData(DialogVerbs.ServiceDistribution, X: service.Id.Value)),
        CardParts.Button(words[ServicePhrase.HoursButton], new ActionData(DialogVerbs.ServiceHours, X: service.Id.Value)),
        CardParts.Button(words[ServicePhrase.MailButton], new ActionData(DialogVerbs.ServiceMail, X: service.Id.Value)),
        CardParts.Button(words[ServicePhrase.AllButton], new ActionData(DialogVerbs.Services)),
    ];
}
