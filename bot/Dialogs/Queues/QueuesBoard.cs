using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Supervision;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>How the person's services stand; about one service or one task more of it. The same card shows it as it is now when the person looks at it again.</summary>
internal sealed class QueuesBoard(ISupervisorWorkbench workbench, IConfigurationSource configuration) : Board
{
    public override string Verb => DialogVerbs.Queues;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override bool MayRefresh => true;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (await workbench.QueuesAsync(person.Id, cancellation) is not { } desk)
            return NoticeCard.Draw(person.Reader, CalloutKind.Note, person.Reader.Words[QueuePhrase.RefusalNotAllowed]);
        var task = TaskPrompt.Find(desk.Services.SelectMany(service => service.Open), about);
        var found = task is { } open ? [desk.Services.First(service => service.Service == open.Service)] : Named(desk, about);
        if (found is not [var only] || about.Length == 0)
            return found.Count == 0 && desk.Services.Count > 0
                ? NoticeCard.Draw(person.Reader, CalloutKind.Note, person.Reader.Words[QueuePhrase.NothingFits], QueuesCard.Button(person.Reader.Words, QueuePhrase.All, DialogVerbs.Queues))
                : await AllAsync(person.Reader, desk with { Services = found }, current.Services.Count, cancellation);
        if (await workbench.ServiceAsync(person.Id, only.Service, cancellation) is not { } detail)
            return NoticeCard.Draw(person.Reader, CalloutKind.Note, person.Reader.Words[QueuePhrase.RefusalNotAllowed]);
        // It may have ended while the figures were read.
        return task is not null && detail.Service.Open.FirstOrDefault(one => one.Key == task.Key) is { } now
            ? SteerTaskCard.Draw(person.Reader, now, only.Name, detail.Why.GetValueOrDefault(now.Key.Id), Name, detail.Desk.At)
            : ServiceQueueCard.Draw(person.Reader, detail, Name);

        string Name(AgentId agent) => Steering.NameOf(current, agent);
    }

    private async Task<AdaptiveCard> AllAsync(Reader reader, DeskFigures desk, int all, CancellationToken cancellation) =>
        QueuesCard.Draw(reader, desk, await workbench.TrendAsync(desk, cancellation), all);

    // By id, by name, or all whose name holds the text.
    private static IReadOnlyList<ServiceFigures> Named(DeskFigures desk, string about) =>
        about.Length == 0 ? desk.Services
        : desk.Services.Where(service => service.Service.Value == about || string.Equals(service.Name, about, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } exact ? exact
        : [.. desk.Services.Where(service => service.Name.Contains(about, StringComparison.CurrentCultureIgnoreCase))];
}
