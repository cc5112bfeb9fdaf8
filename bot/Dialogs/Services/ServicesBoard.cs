using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>All services: live or why not, with what, and how many of their agents are on duty.</summary>
internal sealed class ServicesBoard(ServiceCensus census, IConfigurationSource configuration) : Board
{
    private const int Most = 12;

    public override string Verb => DialogVerbs.Services;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var services = Find(current, about);
        var onDuty = await census.OnDutyAsync(cancellation);
        var shown = Math.Min(Most, services.Count);
        var card = Draw(person.Reader, current, services, shown, onDuty);
        while (card.Measure() >= AdaptiveCard.Budget && shown > 1)
            card = Draw(person.Reader, current, services, --shown, onDuty);
        return card;
    }

    /// <summary>Those whose id, name or unit is meant, by name; all of them when nothing is.</summary>
    public static IReadOnlyList<Service> Find(Configuration current, string about) =>
        current.Service(new ServiceId(about)) is { } exact ? [exact]
        : current.Services.Where(service => string.Equals(service.Name, about, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } named ? named
        : [.. current.Services
            .Where(service => service.Name.Contains(about, StringComparison.CurrentCultureIgnoreCase) || UnitOf(current, service).Contains(about, StringComparison.CurrentCultureIgnoreCase))
            .OrderBy(service => service.Name, StringComparer.CurrentCultureIgnoreCase)];

    public static string UnitOf(Configuration current, Service service) => current.Units.FirstOrDefault(unit => unit.Id == service.Unit)?.Name ?? service.Unit.Value;

    private static AdaptiveCard Draw(Reader reader, Configuration current, IReadOnlyList<Service> services, int shown, IReadOnlySet<AgentId> onDuty)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words[ServicePhrase.ListTitle])];
        if (current.Services.Count == 0)
            body.Add(CardParts.Line(words[ServicePhrase.ListNone]));
        else if (services.Count == 0)
            body.Add(CardParts.Line(words[ServicePhrase.ListNothing]));
        body.AddRange(services.Take(shown).Select(service => Row(reader, current, service, onDuty)));
        if (services.Count > shown)
            body.Add(CardParts.Small(words.Say(ServicePhrase.ListMore, services.Count - shown)));
        // A licence that does nothing (N-013).
        var idle = current.Users.Where(user => user.HasEmailLicence && !current.Services.Any(service => service.Serves(user.Id))).Select(user => user.DisplayName).ToList();
        if (idle.Count > 0)
            body.Add(Callout.Of(reader, CalloutKind.Caution, words.Say(ServicePhrase.IdleLicences, SafeText.Line(string.Join(", ", idle), CardParts.SubjectLength))));
        body.Add(new ActionSet([CardParts.Button(words[ServicePhrase.Add], new ActionData(DialogVerbs.AddService), ActionStyle.Positive)]));
        return new AdaptiveCard { FallbackText = words[ServicePhrase.ListTitle], Body = body };
    }

    private static Container Row(Reader reader, Configuration current, Service service, IReadOnlySet<AgentId> onDuty)
    {
        var words = reader.Words;
        var isLive = ServiceWords.Against(current, service).Count == 0;
        List<CardElement> lines =
        [
            new RichTextBlock(
            [
                new TextRun(SafeText.Line(service.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder },
                new TextRun($" · {SafeText.Line(UnitOf(current, service), CardParts.NameLength)}") { IsSubtle = true },
            ]),
            new RichTextBlock([new TextRun(ServiceWords.Life(words, current, service)) { Color = isLive ? TextColor.Good : TextColor.Attention }]) { Spacing = Spacing.None },
        ];
        if (service.EmailEnabled && ServiceWords.Concern(current, service) is { } concern)
            lines.Add(new RichTextBlock([new TextRun(words[concern]) { Color = TextColor.Attention }]) { Spacing = Spacing.None });
        lines.Add(CardParts.Small(words.Say(
            ServicePhrase.ListRow,
            service.Mailbox is { } box ? SafeText.Line(current.Mailbox(box)?.Name, CardParts.NameLength) : "–",
            service.Workflow is { } flow ? SafeText.Line(current.Workflow(flow)?.Name, CardParts.NameLength) : "–",
            service.AgentIds.Count(onDuty.Contains),
            service.Agents.Count)) with { Spacing = Spacing.None });
        lines.Add(new ActionSet([CardParts.Button(words[ServicePhrase.Show], new ActionData(DialogVerbs.Service, X: service.Id.Value))]));
        return new Container([.. lines]) { Separator = true, Spacing = Spacing.Medium };
    }
}
