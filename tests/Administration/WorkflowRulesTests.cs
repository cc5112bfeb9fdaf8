using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Organization;

namespace TeamsEmailBot.Tests.Administration;

/// <summary>What is wrong with a workflow is named at its place, all of it at once (N-063 to N-067).</summary>
public sealed class WorkflowRulesTests
{
    private static readonly Configuration Sound = Sample.Configuration;
    private static readonly ServiceId Help = Sound.Services[0].Id;
    private static readonly Condition Open = new(ConditionKind.Open);

    public static TheoryData<WorkflowActivity, string> Activities => new()
    {
        { new(ActivityKind.Queue), "" },
        { new((ActivityKind)99), ".kind UnknownValue" },
        { new(ActivityKind.Queue) { Minutes = 5 }, ".service Missing" },
        { new(ActivityKind.Queue) { Text = "x" }, ".text NotForThisKind" },
        { new(ActivityKind.Forward), ".service Missing" },
        { new(ActivityKind.Forward) { Service = new("nowhere") }, ".service UnknownReference" },
        { new(ActivityKind.End) { Service = Help }, ".service ForwardToItself|.service NotForThisKind" },
        { new(ActivityKind.End) { Folder = (EndFolder)9 }, ".folder UnknownValue" },
        { new(ActivityKind.Fail), ".name Missing" },
        { new(ActivityKind.Fail) { Name = "" }, ".name BadName" },
        { new(ActivityKind.Answer) { Text = " " }, ".text BadText" },
        { new(ActivityKind.Answer) { Text = new('x', 2001) }, ".text BadText" },
        { new(ActivityKind.Answer) { Text = new('x', 2000) }, "" },
        { new(ActivityKind.Acknowledge) { Text = "bell\a" }, ".text BadText" },
        { new(ActivityKind.Priority), ".priority Missing" },
        { new(ActivityKind.Priority) { Priority = (TaskPriority)9 }, ".priority UnknownValue" },
        { new(ActivityKind.Skill) { Name = "French", Level = 0 }, ".level OutOfRange" },
        { new(ActivityKind.Skill) { Name = "French", Level = 5 }, "" },
        { new(ActivityKind.Language) { Name = "DE" }, ".name BadText" },
        { new(ActivityKind.Tag) { Name = new('x', 41) }, ".name BadText" },
        { new(ActivityKind.LastAgent) { Minutes = 0 }, ".minutes OutOfRange" },
        { new(ActivityKind.LastAgent) { Minutes = 1, Level = 2, Length = 3 }, ".length NotForThisKind|.level NotForThisKind" },
    };

    public static TheoryData<Condition, string> Conditions => new()
    {
        { Open, "" },
        { new((ConditionKind)99), ".kind UnknownValue" },
        { new(ConditionKind.Subject), ".values EmptyCondition" },
        { Condition.With(ConditionKind.Subject), ".values EmptyCondition" },
        { Condition.With(ConditionKind.Subject, "ok", " no"), ".values[1] BadText" },
        { Condition.With(ConditionKind.Subject, [.. Enumerable.Repeat("x", 51)]), ".values OutOfRange" },
        { Condition.With(ConditionKind.Sender, "nobody"), ".values[0] BadSender" },
        { Condition.With(ConditionKind.AttachmentType, ".pdf"), ".values[0] BadText" },
        { Condition.With(ConditionKind.Importance, "urgent"), ".values[0] UnknownValue" },
        { Condition.With(ConditionKind.Language, "german"), ".values[0] BadText" },
        { Condition.With(ConditionKind.Open, "x"), ".values NotForThisKind" },
        { new(ConditionKind.Header), ".name Missing" },
        { new(ConditionKind.Header) { Name = "X:Y" }, ".name BadText" },
        { new(ConditionKind.Header) { Name = "X-Y" }, "" },
        { Open with { Name = "X" }, ".name NotForThisKind" },
        { new(ConditionKind.Waiting), ".number Missing" },
        { Condition.AtLeast(ConditionKind.Waiting, 1001), ".number OutOfRange" },
        { Condition.AtLeast(ConditionKind.Open, 1), ".number NotForThisKind" },
        { Condition.All(), ".of EmptyCondition" },
        { new(ConditionKind.Not) { Of = [Open, Open] }, ".of OutOfRange" },
        { Open with { Of = [Open] }, ".of NotForThisKind" },
        { Condition.Any(Open, Condition.All(Open, new Condition(ConditionKind.Body))), ".of[1].of[1].values EmptyCondition" },
        { Condition.Any(Condition.Any(Condition.Any(Open))), "" },
        { Condition.Any(Condition.Any(Condition.Any(Condition.Any(Open)))), ".of[0].of[0].of[0].of TooDeep" },
        { Condition.Any([.. Enumerable.Repeat(Open, 29)]), "" },
        { Condition.Any([.. Enumerable.Repeat(Open, 30)]), " OutOfRange|.of OutOfRange" },
    };

    [Theory]
    [MemberData(nameof(Activities))]
    public void An_activity_has_the_parts_of_its_kind(WorkflowActivity activity, string expected) =>
        Assert.Equal(Split(expected), Found([activity], "$.workflows[0].activities[0]"));

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_has_the_parts_of_its_kind(Condition condition, string expected) =>
        Assert.Equal(Split(expected), Found([new(ActivityKind.End, condition)], "$.workflows[0].activities[0].when"));

    [Fact]
    public void There_are_neither_too_few_nor_too_many_activities()
    {
        var tag = new WorkflowActivity(ActivityKind.Tag) { Name = "a" };

        Assert.Equal([".activities OutOfRange"], Found([], "$.workflows[0]"));
        Assert.Empty(Found([.. Enumerable.Repeat(new WorkflowActivity(ActivityKind.End, Open), 50)], "$.workflows[0]"));
        Assert.Equal([".activities OutOfRange"], Found([.. Enumerable.Repeat(new WorkflowActivity(ActivityKind.End, Open), 51)], "$.workflows[0]"));
        Assert.Equal([".activities OutOfRange"], Found([.. Enumerable.Repeat(tag, 11)], "$.workflows[0]"));
    }

    [Fact]
    public void A_service_does_not_hand_mail_to_itself()
    {
        Assert.Equal([".service ForwardToItself"], Found([new(ActivityKind.Forward) { Service = Help }], "$.workflows[0].activities[0]"));
        Assert.Equal([".service ForwardToItself"], Found([new(ActivityKind.Queue) { Service = Help, Minutes = 5 }], "$.workflows[0].activities[0]"));
    }

    [Fact]
    public void Services_do_not_hand_mail_on_in_a_circle_but_their_queues_may_overflow_to_each_other()
    {
        Assert.Equal(
            ["$.workflows[0].activities[1].service ForwardLoop", "$.workflows[1].activities[1].service ForwardLoop"],
            Codes(TwoServices(ActivityKind.Forward, ActivityKind.Forward)));
        Assert.Empty(Codes(TwoServices(ActivityKind.Forward, ActivityKind.Queue)));
        Assert.Empty(Codes(TwoServices(ActivityKind.Queue, ActivityKind.Queue)));
    }

    [Fact]
    public void A_service_that_takes_no_mail_is_warned_of_where_mail_is_handed_to_it()
    {
        var sound = TwoServices(ActivityKind.Queue, ActivityKind.Queue);
        var off = sound with { Services = [sound.Services[0], sound.Services[1] with { Suspended = true }] };

        Assert.Equal(["$.workflows[0].activities[1].service"], ConfigurationRules.Check(off).Warnings.Where(warning => warning.Code == ProblemCode.ServiceNotLive).Select(warning => warning.Path));
    }

    // The first service has the sample's workflow, the second one of its own; each hands mail to the other.
    private static Configuration TwoServices(ActivityKind first, ActivityKind second)
    {
        var (help, other, box) = (Sound.Services[0], new ServiceId("other"), Sound.Mailboxes[0] with { Id = new("0b000000-0000-0000-0000-000000000002"), UserPrincipalName = "two@contoso.example", Addresses = [] });
        var back = Sound.Workflows[0] with { Id = new("back"), Activities = To(second, Help) };
        return Sound with
        {
            Tenant = Sound.Tenant with { ServiceLicences = 9 },
            Mailboxes = [Sound.Mailboxes[0], box],
            Workflows = [Sound.Workflows[0] with { Activities = To(first, other) }, back],
            Services = [help, help with { Id = other, Workflow = back.Id, Mailbox = box.Id }],
        };
    }

    private static IReadOnlyList<WorkflowActivity> To(ActivityKind kind, ServiceId service) =>
    [
        new(ActivityKind.Priority) { Priority = TaskPriority.High },
        new(kind, Open) { Service = service, Minutes = kind == ActivityKind.Queue ? 5 : null },
    ];

    private static string[] Found(IReadOnlyList<WorkflowActivity> activities, string path) =>
        [.. Codes(Sound with { Workflows = [Sound.Workflows[0] with { Activities = activities }] }).Select(code => code.StartsWith(path, StringComparison.Ordinal) ? code[path.Length..] : code)];

    private static string[] Split(string expected) => [.. expected.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private static string[] Codes(Configuration configuration) =>
        [.. ConfigurationRules.Check(configuration).Problems.Select(problem => $"{problem.Path} {problem.Code}").Order(StringComparer.Ordinal)];
}
