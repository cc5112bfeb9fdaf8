using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Trail;

/// <summary>Who changed what when, from what to what; newest first, read-only. What is typed after the command narrows it: a person, a record, a field.</summary>
internal sealed class AuditBoard(AuditTrail trail, IConfigurationSource configuration, TimeProvider time) : Board
{
    private const string Before = "before-";
    private const int Shown = 8;
    private const int MostLines = 6;

    /// <summary>How far back one look searches for entries that fit.</summary>
    private const int Searched = 1000;

    public override string Verb => DialogVerbs.Audit;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var (words, current) = (person.Reader.Words, configuration.Current);
        // A button carries the revision before which the next page begins.
        var before = about.StartsWith(Before, StringComparison.Ordinal) && long.TryParse(about[Before.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : (long?)null;
        var wanted = before is null ? about : "";
        var read = await trail.ReadAsync(wanted.Length > 0 ? Searched : Shown + 1, before, cancellation);
        var fitting = read.Where(entry => wanted.Length == 0 || Texts(words, entry, current).Any(text => text.Contains(wanted, StringComparison.CurrentCultureIgnoreCase))).ToList();

        var shown = Shown;
        var card = Draw(person.Reader, fitting, wanted, current, shown);
        while (card.Measure() >= AdaptiveCard.Budget && shown > 1)
            card = Draw(person.Reader, fitting, wanted, current, --shown);
        return card;
    }

    private AdaptiveCard Draw(Reader reader, List<AuditEntry> fitting, string wanted, Configuration current, int shown)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words[TrailPhrase.Title])];
        if (fitting.Count == 0)
            body.Add(CardParts.Line(wanted.Length > 0 ? words.Say(TrailPhrase.NothingFits, SafeText.Line(wanted, CardParts.NameLength)) : words[TrailPhrase.Nothing]));
        foreach (var entry in fitting.Take(shown))
            body.Add(new Container([.. Lines(reader, entry, current)]) { Separator = true, Spacing = Spacing.Medium });
        body.Add(CardParts.Small(words[TrailPhrase.Hint]));
        if (wanted.Length == 0 && fitting.Count > shown)
            body.Add(new ActionSet([CardParts.Button(words[TrailPhrase.Older], new ActionData(Verb, X: Before + fitting[shown - 1].Revision.ToString(CultureInfo.InvariantCulture)))]));
        return new AdaptiveCard { FallbackText = words[TrailPhrase.Title], Body = body };
    }

    private static IEnumerable<string> Texts(Words words, AuditEntry entry, Configuration current) =>
        entry.Changes.Select(change => ChangeWords.Of(words, change, current)).Append(Who(words, entry.By, current)).Append(entry.Action);

    private static string Who(Words words, string by, Configuration current) =>
        by == SetupApplier.Actor ? words[TrailPhrase.SetupFile] : SafeText.Line(current.User(new AgentId(by))?.DisplayName ?? by, CardParts.NameLength);

    private IEnumerable<CardElement> Lines(Reader reader, AuditEntry entry, Configuration current)
    {
        var words = reader.Words;
        yield return new RichTextBlock(
        [
            new TextRun(reader.Moment(entry.At, time.GetUtcNow())) { Weight = TextWeight.Bolder },
            new TextRun($" · {Who(words, entry.By, current)}") { IsSubtle = true },
        ]);
        foreach (var change in entry.Changes.Take(MostLines))
            yield return new RichTextBlock([new TextRun(ChangeWords.Of(words, change, current))]) { Spacing = Spacing.None };
        if (entry.Changes.Count + entry.Unlisted > MostLines)
            yield return CardParts.Small(words.Say(TrailPhrase.MoreChanges, entry.Changes.Count + entry.Unlisted - MostLines)) with { Spacing = Spacing.None };
    }
}
