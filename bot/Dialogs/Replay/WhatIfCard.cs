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

    /// <summary>How far the replay is off, which knows less than was; null when there is nothing to tell it by.</summary>
    public TimeSpan? Error => Was.Taken > 0 && Replayed.Taken > 0 ? (Replayed.Mean - Was.Mean).Duration() : null;

    /// <summary>How much longer mail waits with the change; null when nobody took any.</summary>
    public TimeSpan? Effect => Replayed.Taken > 0 && Changed.Taken > 0 ? Changed.Mean - Replayed.Mean : null;
}

/// <summary>How long mail would have waited.</summary>
internal static class WhatIfCard
{
    /// <summary>Minutes until somebody should have a mail where the service has no threshold of its own.</summary>
    public const int UsualMinutes = 15;

    /// <summary>Less is not shown.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(0.05);

    public static AdaptiveCard Draw(Reader reader, Service service, string day, string change, WhatIfFigures figures, TimeSpan target, bool hasMoreAgents)
    {
        var words = reader.Words;
        List<CardElement> body =
        [
            CardParts.Heading(words[WhatIfPhrase.Title]),
            CardParts.Field(words[WhatIfPhrase.ServiceLabel] + ":", SafeText.Line(service.Name, CardParts.NameLength)),
            CardParts.Field(words[WhatIfPhrase.DayLabel] + ":", day),
            CardParts.Field(words[WhatIfPhrase.ChangeLabel] + ":", change),
            Callout.Of(reader, CalloutKind.Note, Verdict(words, figures)),
            CardParts.Field(
                words[WhatIfPhrase.Mails] + ":", words.Say(WhatIfPhrase.TakenFigures, figures.Was.Mails, figures.Was.Taken, figures.Replayed.Taken, figures.Changed.Taken)),
            Line(words, words[WhatIfPhrase.MeanWait], figures, one => Wait(words, one, one.Mean)),
            Line(words, words[WhatIfPhrase.MedianWait], figures, one => Wait(words, one, one.Median)),
            Line(words, words[WhatIfPhrase.NinetyPercentWait], figures, one => Wait(words, one, one.NinetyPercent)),
            Line(words, words.Say(WhatIfPhrase.InTime, (int)target.TotalMinutes), figures, one => words.Say(WhatIfPhrase.Percent, one.InTime * 100)),
            .. figures.Effect is null ? Array.Empty<CardElement>() : [Chart(words, figures)],
            .. figures.Error is { } error ? [Callout.Of(reader, CalloutKind.Caution, words.Say(WhatIfPhrase.Error, Minutes(words, error)))] : Array.Empty<CardElement>(),
            Callout.Of(reader, CalloutKind.Hint, hasMoreAgents ? $"{words[WhatIfPhrase.Limits]} {words[WhatIfPhrase.LimitsMore]}" : words[WhatIfPhrase.Limits]),
            new ActionSet([CardParts.Button(words[WhatIfPhrase.Again], new ActionData(DialogVerbs.WhatIf, X: service.Id.Value))]),
        ];
        return new AdaptiveCard { FallbackText = words[WhatIfPhrase.Title], Body = body };
    }

    private static string Verdict(Words words, WhatIfFigures figures) => figures.Effect switch
    {
        null => words.Say(WhatIfPhrase.NothingToCompare, figures.Replayed.Taken, figures.Changed.Taken),
        { } effect when effect.Duration() < Least => words[WhatIfPhrase.Same],
        { } effect => words.Say(effect < TimeSpan.Zero ? WhatIfPhrase.Shorter : WhatIfPhrase.Longer, Minutes(words, effect.Duration())),
    };

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

    // Of what nobody took nobody knows how long it waited.
    private static string Wait(Words words, ReplayFigures figures, TimeSpan span) => figures.Taken > 0 ? Minutes(words, span) : words[WhatIfPhrase.NoWait];

    private static string Minutes(Words words, TimeSpan span) => words.Say(WhatIfPhrase.Minutes, span.TotalMinutes);
}
