using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution.Replay;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Replay;

/// <param name="Was">As it was.</param>
/// <param name="Replayed">Replayed with the settings as they are.</param>
/// <param name="Changed">Replayed with the change.</param>
internal sealed record WhatIfFigures(ReplayFigures Was, ReplayFigures Replayed, ReplayFigures Changed)
{
    public IReadOnlyList<ReplayFigures> All => [Was, Replayed, Changed];

    /// <summary>How far the replay is off, which knows less than was.</summary>
    public TimeSpan Error => (Replayed.Mean - Was.Mean).Duration();

    public TimeSpan Effect => Changed.Mean - Replayed.Mean;
}

/// <summary>How long mail would have waited.</summary>
internal static class WhatIfCard
{
    /// <summary>Minutes until somebody should have a mail where the service has no threshold of its own.</summary>
    public const int UsualMinutes = 15;

    public static AdaptiveCard Draw(Reader reader, Service service, string day, string change, WhatIfFigures figures, TimeSpan target, bool hasMoreAgents)
    {
        var words = reader.Words;
        var effect = figures.Effect;
        var verdict = effect < TimeSpan.Zero ? WhatIfPhrase.Shorter : effect > TimeSpan.Zero ? WhatIfPhrase.Longer : WhatIfPhrase.Same;
        List<CardElement> body =
        [
            CardParts.Heading(words[WhatIfPhrase.Title]),
            CardParts.Field(words[WhatIfPhrase.ServiceLabel] + ":", SafeText.Line(service.Name, CardParts.NameLength)),
            CardParts.Field(words[WhatIfPhrase.DayLabel] + ":", day),
            CardParts.Field(words[WhatIfPhrase.ChangeLabel] + ":", change),
            Callout.Of(reader, CalloutKind.Note, words.Say(verdict, Minutes(words, effect.Duration()))),
            CardParts.Field(
                words[WhatIfPhrase.Mails] + ":", words.Say(WhatIfPhrase.TakenFigures, figures.Was.Mails, figures.Was.Taken, figures.Replayed.Taken, figures.Changed.Taken)),
            Line(words, words[WhatIfPhrase.MeanWait], figures, one => Minutes(words, one.Mean)),
            Line(words, words[WhatIfPhrase.MedianWait], figures, one => Minutes(words, one.Median)),
            Line(words, words[WhatIfPhrase.NinetyPercentWait], figures, one => Minutes(words, one.NinetyPercent)),
            Line(words, words.Say(WhatIfPhrase.InTime, (int)target.TotalMinutes), figures, one => words.Say(WhatIfPhrase.Percent, one.InTime * 100)),
            Chart(words, figures),
            Callout.Of(reader, CalloutKind.Caution, words.Say(WhatIfPhrase.Error, Minutes(words, figures.Error))),
            Callout.Of(reader, CalloutKind.Hint, hasMoreAgents ? $"{words[WhatIfPhrase.Limits]} {words[WhatIfPhrase.LimitsMore]}" : words[WhatIfPhrase.Limits]),
            new ActionSet([CardParts.Button(words[WhatIfPhrase.Again], new ActionData(DialogVerbs.WhatIf, X: service.Id.Value))]),
        ];
        return new AdaptiveCard { FallbackText = words[WhatIfPhrase.Title], Body = body };
    }

    private static RichTextBlock Line(Words words, string name, WhatIfFigures figures, Func<ReplayFigures, string> show) =>
        CardParts.Field(name + ":", words.Say(WhatIfPhrase.Figures, show(figures.Was), show(figures.Replayed), show(figures.Changed)));

    private static GroupedBarChart Chart(Words words, WhatIfFigures figures)
    {
        (string Name, Func<ReplayFigures, TimeSpan> Of)[] waits =
            [(words[WhatIfPhrase.Mean], one => one.Mean), (words[WhatIfPhrase.Median], one => one.Median), (words[WhatIfPhrase.NinetyPercent], one => one.NinetyPercent)];
        WhatIfPhrase[] legends = [WhatIfPhrase.AsItWas, WhatIfPhrase.AsReplayed, WhatIfPhrase.AsChanged];
        // The figures stand above already; who sees no chart gets the change at a glance.
        var plain = CardParts.Small(string.Join(" · ", waits.Select(wait =>
            words.Say(WhatIfPhrase.ChartLine, wait.Name, Minutes(words, wait.Of(figures.Replayed)), Minutes(words, wait.Of(figures.Changed))))));
        return new GroupedBarChart(
            words[WhatIfPhrase.ChartTitle],
            [.. figures.All.Zip(legends, (one, legend) => new ChartSeries(words[legend], [.. waits.Select(wait => new ChartPoint(wait.Name, Math.Round(wait.Of(one).TotalMinutes, 1)))]))],
            plain);
    }

    private static string Minutes(Words words, TimeSpan span) => words.Say(WhatIfPhrase.Minutes, span.TotalMinutes);
}
