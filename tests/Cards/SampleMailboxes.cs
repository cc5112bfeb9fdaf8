using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using static TeamsEmailBot.Tests.Cards.SampleViews;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>Mailboxes and their troubles, as administrators see them.</summary>
internal static class SampleMailboxes
{
    private static readonly MailboxId Help = new("0b000000-0000-0000-0000-000000000001");
    private static readonly UnitId Unit = new("care");

    public static AlertView Solved { get; } = Alert(MailboxCondition.LicenceLost) with
    {
        Alert = Alert(MailboxCondition.LicenceLost).Alert with { SolvedAt = Now - TimeSpan.FromMinutes(1) },
    };

    /// <summary>One in trouble, one well, one not watched.</summary>
    public static IReadOnlyList<MailboxStatus> All { get; } =
    [
        Status("Customer *Help*", MailboxState() with
        {
            Trouble = new MailboxTrouble(FailureCategory.Refused, "ErrorAccessDenied", Now - TimeSpan.FromHours(1), Now + TimeSpan.FromMinutes(3), 5),
        }),
        Status("Orders", MailboxState() with { NotifiedAt = Now - TimeSpan.FromMinutes(4), TakenIn = 120, Waiting = 2, Unprocessed = 7 }),
        Status("Archive", null),
    ];

    public static AlertView Alert(MailboxCondition condition)
    {
        var isTenants = MailboxDiagnosis.IsTenants(condition) || condition is MailboxCondition.ScopeTooWide or MailboxCondition.PresenceRefused or MailboxCondition.PresenceHidden or MailboxCondition.PeopleFilterBroken;
        var alert = new TeamsEmailBot.Core.Supervision.Alert(isTenants ? TeamsEmailBot.Core.Supervision.Alert.TenantKey : Help.Value)
        {
            Condition = condition, Mailbox = isTenants ? null : Help, Affected = isTenants ? 12 : 1, Code = condition == MailboxCondition.Silent ? null : "ErrorOfGraph",
            Since = Now - TimeSpan.FromHours(2), RepeatAt = Now + TimeSpan.FromHours(22),
        };
        return new AlertView(alert, isTenants ? null : "Customer *Help*", Now);
    }

    private static MailboxState MailboxState() => new(Help, new ServiceId("help"))
    {
        Baseline = Now - TimeSpan.FromDays(9), AssignedAt = Now - TimeSpan.FromDays(9), ContactAt = Now - TimeSpan.FromMinutes(1), SweptAt = Now - TimeSpan.FromMinutes(1),
    };

    private static MailboxStatus Status(string name, MailboxState? state) => new(
        new Mailbox { Id = Help, Name = name, Unit = Unit, UserPrincipalName = "help@contoso.example" },
        state is null ? null : new Service { Id = new ServiceId("help"), Name = "Customer [Help](x)", Unit = Unit },
        state,
        state is null ? new MailboxDiagnosis(MailboxCondition.Off) : MailboxDiagnosis.Of(state, hasAddress: true, Now),
        state is null ? null : Now + TimeSpan.FromMinutes(2));
}
