using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Supervision;
using static TeamsEmailBot.Tests.Cards.SampleViews;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>Services in trouble.</summary>
internal static class SampleAlerts
{
    private static readonly Service Help = new() { Id = Key.Service, Name = "Customer *Help*", Unit = new UnitId("care"), Thresholds = new() { QueueLength = 10, OldestMinutes = 30 } };

    private static readonly Alert Long = new(Alert.KeyOf(Help.Id))
    {
        Service = Help.Id, Since = Now.AddMinutes(-20), DrawnAt = Now.AddMinutes(-2), RepeatAt = Now.AddDays(1), Troubles = [new(TroubleKind.QueueLong, 12)],
    };

    private static readonly Alert Everything = Long with
    {
        Troubles =
        [
            new(TroubleKind.Breached, 3, Now.AddMinutes(-9)), new(TroubleKind.NobodyAvailable, 5, Now.AddMinutes(-70)), new(TroubleKind.BreachAhead, 2, Now.AddMinutes(20)),
            new(TroubleKind.QueueLong, 12), new(TroubleKind.OldestWaiting, 70, Now.AddMinutes(-70)), new(TroubleKind.AgentsUnreachable, 2), new(TroubleKind.WorkFailed, 1),
        ],
    };

    public static IEnumerable<(string Name, AlertView View)> All =>
    [
        ("one", View(Long)),
        ("everything", View(Everything with { IsEscalated = true })),
        ("seen", View(Long.SeenBy(Megan, Now)) with { SeenBy = "Adele Vance" }),
        ("snoozed", View(Everything.Snooze(Megan, Now.AddMinutes(30), Now)) with { SeenBy = "Adele Vance" }),
        ("replaced", View(Long) with { IsReplaced = true }),
        ("solved", View(Long with { SolvedAt = Now, Troubles = [] })),
        ("overflow", View(Everything) with { Overflow = new("Orders & *returns*", Now.AddHours(2)) }),
        ("of-a-service-that-is-gone", View(Long) with { Service = null }),
    ];

    private static AlertView View(Alert alert) => new(alert, null, Now) { Service = Help };
}
