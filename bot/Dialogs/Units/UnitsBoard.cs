using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Units;

/// <summary>The tree of units and what is in each (N-019).</summary>
internal sealed class UnitsBoard(IConfigurationSource configuration) : Board
{
    private const int Most = 25;

    public override string Verb => DialogVerbs.Units;

    public override Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var (words, current) = (person.Reader.Words, configuration.Current);
        var units = UnitChoices.InOrder(current.Units)
            .Where(entry => about.Length == 0 || entry.Unit.Id.Value == about || entry.Unit.Name.Contains(about, StringComparison.CurrentCultureIgnoreCase)).ToList();
        List<CardElement> body = [CardParts.Heading(words[UnitPhrase.UnitsTitle])];
        if (units.Count == 0)
            body.Add(CardParts.Line(words[UnitPhrase.UnitsNone]));
        foreach (var (unit, depth) in units.Take(Most))
            body.Add(new RichTextBlock(
            [
                new TextRun(new string('\u2003', depth) + SafeText.Line(unit.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder },
                new TextRun(" · " + words.Say(
                    UnitPhrase.UnitsCounts,
                    current.Mailboxes.Count(mailbox => mailbox.Unit == unit.Id),
                    current.Workflows.Count(workflow => workflow.Unit == unit.Id),
                    current.Services.Count(service => service.Unit == unit.Id))) { IsSubtle = true },
            ]) { Spacing = Spacing.Small });
        if (units.Count > Most)
            body.Add(CardParts.Small(words.Say(UnitPhrase.UnitsMore, units.Count - Most)));
        List<CardAction> buttons = [CardParts.Button(words[UnitPhrase.Add], new ActionData(DialogVerbs.AddUnit), ActionStyle.Positive)];
        if (current.Units.Count > 0)
            buttons.AddRange(
            [
                CardParts.Button(words[UnitPhrase.Edit], new ActionData(DialogVerbs.ChangeUnit)),
                CardParts.Button(words[UnitPhrase.Remove], new ActionData(DialogVerbs.RemoveUnit)),
            ]);
        body.Add(new ActionSet(buttons));
        return Task.FromResult(new AdaptiveCard { FallbackText = words[UnitPhrase.UnitsTitle], Body = body });
    }
}
