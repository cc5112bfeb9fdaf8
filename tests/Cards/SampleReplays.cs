using TeamsEmailBot.Bot.Dialogs.Replay;
using TeamsEmailBot.Bot.Dialogs.Services;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution.Replay;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>Days that passed again with one thing changed.</summary>
internal static class SampleReplays
{
    private static readonly ReplayFigures Was = Figures(120, 118, 14.2, 9.5, 38, 0.63);

    public static Service Service { get; } = new() { Id = new("orders"), Name = "Orders & *returns*", Unit = new("contoso") };

    /// <summary>Name, what was changed, and how it went.</summary>
    public static IReadOnlyList<(string Name, Func<Words, string> Change, WhatIfFigures Figures)> All { get; } =
    [
        ("agent", words => words[WhatIfPhrase.MoreAgent], new(Was, Figures(120, 119, 13.1, 9, 35.5, 0.66), Figures(120, 120, 4.4, 1.5, 12, 0.93))),
        ("order", words => words.Say(WhatIfPhrase.OrderChange, ServiceWords.Of(words, OfferOrder.RoundRobin), ServiceWords.Of(words, OfferOrder.LongestIdle)), new(Was, Was, Was)),
        ("countdown", words => words.Say(WhatIfPhrase.CountdownChange, 300, 60), new(Was, Figures(120, 119, 13.1, 9, 35.5, 0.66), Figures(120, 119, 21.7, 15.3, 61, 0.49))),
        ("limit", words => words.Say(WhatIfPhrase.LimitChange, 1, 3), new(Figures(3, 0, 0, 0, 0, 0), Figures(3, 0, 0, 0, 0, 0), Figures(3, 0, 0, 0, 0, 0))),
    ];

    private static ReplayFigures Figures(int mails, int taken, double mean, double median, double ninety, double inTime) =>
        new(mails, taken, TimeSpan.FromMinutes(mean), TimeSpan.FromMinutes(median), TimeSpan.FromMinutes(ninety), inTime);
}
