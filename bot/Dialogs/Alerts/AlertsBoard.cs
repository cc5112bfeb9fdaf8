using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Alerts;

/// <summary>The services in trouble that the person supervises.</summary>
internal sealed class AlertsBoard(IAlertBook book) : Board
{
    private const int MostShown = 6;

    public override string Verb => DialogVerbs.Alerts;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var (reader, words) = (person.Reader, person.Reader.Words);
        var open = (await book.OpenAsync(person.Id, cancellation)).Where(view => NameOf(view).Contains(about, StringComparison.OrdinalIgnoreCase)).ToList();
        List<CardElement> body = [CardParts.Heading(words[AlertPhrase.BoardTitle])];
        if (open.Count == 0)
            body.Add(CardParts.Line(words[AlertPhrase.BoardNone]));
        foreach (var view in open.Take(MostShown))
        {
            CardElement[] lines = [new RichTextBlock([new TextRun(SafeText.Line(NameOf(view), CardParts.NameLength)) { Weight = TextWeight.Bolder }]), .. ServiceAlertCard.Troubles(view, reader)];
            var show = CardParts.Button(words[AlertPhrase.ShowButton], new ActionData(CardVerbs.AlertShow, X: view.Alert.Service!.Value.Value));
            body.Add(new ColumnSet([new Column("stretch", lines), new Column("auto", [new ActionSet([show])]) { VerticalContentAlignment = VerticalAlignment.Center }]) { Separator = true, Spacing = Spacing.Medium });
        }

        if (open.Count > MostShown)
            body.Add(CardParts.Small(words.Say(AlertPhrase.BoardMore, open.Count - MostShown)));
        return new AdaptiveCard { FallbackText = words[AlertPhrase.BoardTitle], Body = body };
    }

    private static string NameOf(AlertView view) => view.Service?.Name ?? view.Alert.Service!.Value.Value;
}
