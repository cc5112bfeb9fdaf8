using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Reports;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>What became of every mail of a day, service by service, and where Exchange differs from it.</summary>
internal static class LedgerCard
{
    private const int Most = 20;

    private static readonly (LedgerEnd End, Phrase Name)[] Ends =
    [
        (LedgerEnd.Task, Phrase.LedgerTasks), (LedgerEnd.Joined, Phrase.LedgerJoined), (LedgerEnd.Failed, Phrase.LedgerFailed), (LedgerEnd.Ended, Phrase.LedgerEnded),
        (LedgerEnd.Withdrawn, Phrase.LedgerWithdrawn), (LedgerEnd.BeforeBaseline, Phrase.LedgerBeforeBaseline), (LedgerEnd.Waiting, Phrase.LedgerWaiting),
        (LedgerEnd.NotYetSeen, Phrase.LedgerNotYetSeen), (LedgerEnd.MovedUnseen, Phrase.LedgerMovedUnseen), (LedgerEnd.Unexplained, Phrase.LedgerUnexplained),
    ];

    private static readonly (LedgerDifference Difference, Phrase Name)[] Differences =
    [
        (LedgerDifference.Elsewhere, Phrase.LedgerElsewhere), (LedgerDifference.NotFiled, Phrase.LedgerNotFiled), (LedgerDifference.OtherId, Phrase.LedgerOtherId),
    ];

    public static AdaptiveCard Draw(Reader reader, DateOnly day, IReadOnlyList<ServiceLedger> services)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(words.Say(Phrase.LedgerTitle, day.ToString("D", words.Culture)))];
        if (services.Count == 0)
            body.Add(CardParts.Line(words[Phrase.LedgerNothing]));

        // What does not balance comes first.
        foreach (var service in services.OrderBy(service => service.Balance is { Succeeded: true, Value.Balances: true }).Take(Most))
            body.Add(new Container([.. Row(reader, service)]) { Separator = true, Spacing = Spacing.Medium });
        if (services.Count > Most)
            body.Add(CardParts.Small(words.Say(Phrase.LedgerMore, services.Count - Most)));
        return new AdaptiveCard { FallbackText = words.Say(Phrase.LedgerTitle, day.ToString("D", words.Culture)), Body = body };
    }

    private static IEnumerable<CardElement> Row(Reader reader, ServiceLedger ledger)
    {
        var words = reader.Words;
        yield return new RichTextBlock([new TextRun(SafeText.Line(ledger.Service.Name, CardParts.NameLength)) { Weight = TextWeight.Bolder }]);
        if (!ledger.Balance.Succeeded)
        {
            yield return Callout.Of(reader, CalloutKind.Caution, words.Say(Phrase.LedgerNotNow, FailureWords.Of(words, ledger.Balance.Failure.Code)));
            yield break;
        }

        var balance = ledger.Balance.Value;
        var sum = string.Join(" + ", Ends.Where(end => balance.Ends.ContainsKey(end.End)).Select(end => words.Say(end.Name, balance.Ends[end.End])));
        yield return CardParts.Line(balance.Received == 0 ? words[Phrase.LedgerNoMail] : words.Say(Phrase.LedgerReceived, balance.Received, sum)) with { Spacing = Spacing.None };
        if (balance.FailedReasons.Count > 0)
        {
            var reasons = balance.FailedReasons.OrderByDescending(reason => reason.Value).Take(8).Select(reason => $"{SafeText.Code(reason.Key)} {reason.Value}");
            yield return CardParts.Small(words.Say(Phrase.LedgerReasons, string.Join(", ", reasons))) with { Spacing = Spacing.None };
        }

        if (balance.OpenTasks > 0)
            yield return CardParts.Small(words.Say(Phrase.LedgerOpen, balance.OpenTasks)) with { Spacing = Spacing.None };
        foreach (var (difference, name) in Differences)
            if (balance.Differences.TryGetValue(difference, out var count))
                yield return CardParts.Small(words.Say(name, count)) with { Spacing = Spacing.None };
        yield return balance.Balances
            ? CardParts.Small(words[Phrase.LedgerBalances]) with { Spacing = Spacing.None }
            : Callout.Of(reader, CalloutKind.Caution, words[Phrase.LedgerDoesNotBalance]);
    }
}
