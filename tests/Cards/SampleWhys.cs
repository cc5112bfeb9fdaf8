using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using static TeamsEmailBot.Tests.Cards.SampleViews;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>Reasons and histories as a supervisor and as an agent read them.</summary>
internal static class SampleWhys
{
    private static readonly AgentId Adele = new("adele"), Isaiah = new("isaiah"), Lynne = new("lynne"), Lidia = new("lidia");
    private static readonly WorkflowId Flow = new("flow");

    public static readonly Configuration Office = Configuration.Empty with
    {
        Tenant = new TenantSettings { EmailEnabled = true },
        Users = [Named(Megan, "Megan Bowen"), Named(Adele, "Adele Vance"), Named(Isaiah, "Isaiah Langer"), Named(Lynne, "Lynne Robbins"), Named(Lidia, "Lidia Holloway")],
        Workflows =
        [
            new(Flow, "Complaints first", new("unit"),
            [
                new WorkflowActivity(ActivityKind.Priority, new Condition(ConditionKind.Subject) { Values = ["complaint"] }) { Priority = TaskPriority.High },
                new WorkflowActivity(ActivityKind.Queue),
            ]) { Version = 3 },
        ],
        Services =
        [
            new Service { Id = Key.Service, Name = "Customer Help", Unit = new("unit"), Agents = [new(Megan)] },
            new Service { Id = new("second"), Name = "Second line", Unit = new("unit"), Agents = [new(Megan)] },
        ],
    };

    private static EmailTask Queued { get; } = EmailTask.Open(Key, new("mailbox"), Mail, [], Now.AddMinutes(-6))
        .Through(new(Flow, 3, [new(Key.Service, 0, ActivityKind.Priority, StepOutcome.Done, []), new(Key.Service, 1, ActivityKind.Queue, StepOutcome.Done, [])]), Now.AddMinutes(-6));

    private static EmailTask Offered { get; } = Queued.OfferTo(new(new("o"), Megan, Now.AddSeconds(-20), Now.AddSeconds(40), [Reasons.LastAgent]))!;

    private static DistributionRecord Decision { get; } = new(Key.Id, Now.AddSeconds(-20), Megan, [Reasons.LastAgent],
    [
        new(Megan, []), new(Adele, [Reasons.Presence("Busy", "InACall")]), new(Isaiah, [Reasons.AtLimit(3, 3)]),
        new(Lynne, [Reasons.Skills(Now.AddMinutes(2), [new("French", 3, 1), new("Billing", 2, 0)])]), new(Lidia, []),
    ]);

    private static DistributionRecord Waited { get; } = new(Key.Id, Now.AddMinutes(-6), null, [],
    [
        new(Megan, [Reasons.Declined(Now.AddMinutes(4))]), new(Adele, [Reasons.OffDuty]), new(Isaiah, [Reasons.OffDuty]),
        new(Lynne, [Reasons.KeptFor(Adele, Now.AddMinutes(5))]), new(Lidia, [Reasons.NoLicence, Reasons.Unreachable("blocked")]),
    ]);

    public static AdaptiveCard Waiting(Reader reader) => WhyCard.Draw(
        reader, new(Queued with { Overflow = new(new("second"), Now.AddMinutes(30)) }, [Waited], 0, true), null, Office, Now);

    public static AdaptiveCard ToSupervisor(Reader reader) => WhyCard.Draw(reader, new(Offered, [Decision, Waited], 12, true), null, Office, Now);

    public static AdaptiveCard ToAgent(Reader reader) => WhyCard.Draw(reader, new(Offered, [Decision, Waited], 0, false), Megan, Office, Now);

    public static AdaptiveCard Choose(Reader reader) => WhyCard.Choose(reader, CardVerbs.Why, [new(Queued, [], 0, true), new(Offered, [], 0, true)], Office, Now);

    public static AdaptiveCard OfAgent(Reader reader, bool isSelf) => StandingCard.Draw(
        reader,
        new(Office.Users[0], new AgentState(Megan) { OnDuty = true, IdleSince = Now.AddMinutes(-25), Holds = [new(Key, new("o"), Now)] },
        [
            new(Office.Services[0], [], 2, 4, [new(Key, Now.AddMinutes(-1), [Reasons.Skills(Now.AddMinutes(2), [new("French", 3, 0)])]), new(Key, Now.AddMinutes(-1), [])]),
            new(Office.Services[1], [Reasons.Presence("Busy", "InACall"), Reasons.AtLimit(3, 3)], 0, 0, []),
        ]),
        isSelf,
        Now);

    public static AdaptiveCard OfNobody(Reader reader) => StandingCard.Draw(reader, new(Office.Users[1], null, []), false, Now);

    public static AdaptiveCard History(Reader reader, int declines = 1)
    {
        var task = Queued;
        for (var i = 0; i < declines; i++)
            task = task.OfferTo(new(new($"o{i}"), Adele, Now.AddMinutes(-5), Now.AddMinutes(-4), []))!.Decline(Adele, Now.AddMinutes(-5))!;
        task = task.OfferTo(new(new("o"), Megan, Now.AddMinutes(-4), Now.AddMinutes(-3), []))!.Accept(Megan, Now.AddMinutes(-4))!
            .PressSend(Megan, new("a"), [], Now.AddMinutes(-2))!.DraftStored(new("a"), new("draft"), Now.AddMinutes(-2))!.Sent(new("a"), Now.AddMinutes(-1))!.Filed(true, null, Now);
        return HistoryCard.Draw(reader, task, Megan, Office, Now);
    }

    private static User Named(AgentId id, string name) => new() { Id = id, DisplayName = name, UserPrincipalName = $"{id}@contoso.example", Roles = Roles.Agent };
}
