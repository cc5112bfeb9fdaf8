using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Dialogs.Setup;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Tests.Cards;
using static TeamsEmailBot.Tests.Administration.DirectoryFake;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>What the engine promises, for every dialog that is registered: each is gone through by cards, with whatever its fields accept. A dialog that is added later is here too.</summary>
public sealed class EveryDialogTests
{
    // Tried one after another where something must be typed.
    private static readonly string[] Typed = ["new@contoso.example", "spare@contoso.example", "Megan Bowen", "7", "1", "-", """{ "units": [ { "id": "fresh", "name": "Fresh" } ] }"""];

    public static TheoryData<string> All =>
        [.. new ServiceCollection().AddDialogs().Where(service => service.ServiceType == typeof(Dialog)).Select(service => service.ImplementationType!.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_restart_before_every_answer_loses_nothing(string name)
    {
        using var straight = await OpenAsync(name);
        var end = await WalkAsync(straight, name, face =>
        {
            // As long as typing takes.
            straight.Clock.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(face);
        });
        using var restarted = await OpenAsync(name);
        var same = await WalkAsync(restarted, name, async face =>
        {
            await restarted.RestartAsync();
            var again = await restarted.SayAsync(Patti, Words.English.First(DialogPhrase.ContinueWords));
            Assert.Equal(face.Text, again.Text);
            return again;
        });

        Assert.Equal(end.Text, same.Text);
        Assert.Equal(Exported(straight), Exported(restarted));
        Assert.Equal(straight.Supervisors.Asked, restarted.Supervisors.Asked);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Cancel_back_and_help_work_at_every_step_and_change_nothing(string name)
    {
        using var bench = await OpenAsync(name);
        var before = bench.Configuration.Revision;
        var steps = 0;
        for (var isAtEnd = false; !isAtEnd; steps++)
        {
            var step = steps;
            var left = false;
            await WalkAsync(bench, name, async face =>
            {
                if (step-- > 0)
                    return face;
                left = true;
                return await LeaveAsync(bench, face);
            });
            isAtEnd = !left;
            if (left)
                Assert.Equal(before, bench.Configuration.Revision);
        }

        Assert.True(steps > 1, $"{name} asks nothing.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Of_two_administrators_who_do_the_same_at_once_the_second_is_answered_as_well(string name)
    {
        using var bench = await OpenAsync(name);
        var first = default(Face);
        var second = await WalkAsync(bench, name, async face =>
        {
            if (Has(face, CardVerbs.DialogConfirm))
                first = await WalkAsync(bench, name, who: Lee);
            return face;
        });

        Assert.True(first is null || !Has(first, CardVerbs.DialogNext));
        // It is done, or was done already, or the second sees why not and stays where he is.
        Assert.True(!Has(second, CardVerbs.DialogConfirm) || second.Says("Caution:"), second.Text);
    }

    private static async Task<DialogBench> OpenAsync(string name)
    {
        var isSetup = name is nameof(SetupDialog) or nameof(SetupServiceDialog);
        var office = ServiceBench.WithHelp with
        {
            Units = [.. ServiceBench.WithHelp.Units, new(new("empty"), "Nothing in it", ServiceBench.Contoso)],
            Services = isSetup ? [] : [ServiceBench.Help, new Service { Id = new("second"), Name = "Second level", Unit = ServiceBench.Care, Agents = [new(ServiceBench.Megan)], Suspended = true }],
        };
        var bench = await DialogBench.OpenAsync(office, null, Account("dddddddd-0000-0000-0000-000000000001", "new@contoso.example", "New Person"),
            Account(ServiceBench.Megan.Value, "megan@contoso.example", "Megan Bowen"));
        bench.Supervisors.Desk = SampleQueues.Desk(3);
        // One can look beyond the mailboxes of the configuration, so that setup asks for the script.
        bench.Access.People = [Account("dddddddd-0000-0000-0000-000000000002", "boss@contoso.example", "Boss")];
        return bench;
    }

    /// <summary>Goes through a dialog to its end; what is done before each answer gives the card that the answer is given on, or null to leave.</summary>
    private static async Task<Face> WalkAsync(DialogBench bench, string name, Func<Face, Task<Face>>? beforeEach = null, string who = Patti)
    {
        var verb = bench.Services.GetServices<Dialog>().Single(dialog => dialog.GetType().Name == name).Verb;
        var face = await bench.ForgeAsync(who, verb);
        while (Has(face, CardVerbs.DialogNext) || Has(face, CardVerbs.DialogConfirm))
        {
            if (beforeEach is not null)
                face = await beforeEach(face);
            if (Has(face, CardVerbs.DialogNext))
                face = await AnswerAsync(bench, name, face, who);
            else if (Has(face, CardVerbs.DialogConfirm))
                return await bench.PressAsync(who, face, CardVerbs.DialogConfirm);
        }

        return face;
    }

    private static async Task<Face> AnswerAsync(DialogBench bench, string name, Face face, string who)
    {
        var before = await StateAsync(bench, who);
        foreach (var answer in Answers(face))
        {
            var next = Field(face.Card) is null ? await bench.PressAsync(who, face, answer) : await bench.PressAsync(who, face, CardVerbs.DialogNext, answer);
            if (await StateAsync(bench, who) is var after && (after.Dialog != before.Dialog || after.Answers.Count > before.Answers.Count))
                return next;
            face = next;
        }

        Assert.Fail($"{name}: no sample answers “{face.Text}”.");
        return face;
    }

    // Without a field the buttons are the answers.
    private static IEnumerable<string> Answers(Face face)
    {
        if (Field(face.Card) is not { } field)
            return face.Titles.TakeWhile(title => title is not ("Back" or "Cancel"));
        if (field.TryGetProperty("choices", out var choices))
            return choices.EnumerateArray().Select(choice => choice.GetProperty("value").GetString()!).Reverse();
        return face.Value is { Length: > 0 } given ? [given] : Typed;
    }

    private static async Task<Face> LeaveAsync(DialogBench bench, Face face)
    {
        var help = await bench.PressAsync(Patti, face, CardVerbs.DialogHelp);
        Assert.True(help.Says("you can type back, cancel or help") || help.Says("Type yes to go ahead"), help.Text);
        var answers = (await StateAsync(bench, Patti)).Answers.Count;
        for (face = help; Has(face, CardVerbs.DialogBack); answers--)
            face = await bench.PressAsync(Patti, face, CardVerbs.DialogBack);
        Assert.Equal(0, answers);
        var left = await bench.PressAsync(Patti, face, CardVerbs.DialogCancel);
        Assert.True(left.Says(Words.English[DialogPhrase.Cancelled]), left.Text);
        Assert.True((await StateAsync(bench, Patti)).Dialog is null);
        Assert.Empty(bench.Supervisors.Asked);
        Assert.Empty(bench.Access.Sent);
        return left;
    }

    private static async Task<DialogState> StateAsync(DialogBench bench, string who) =>
        (await bench.Services.GetRequiredService<DialogTable>().FindAsync(new AgentId(who), default))?.Value ?? new DialogState();

    private static string Exported(DialogBench bench) => Encoding.UTF8.GetString(ConfigurationExport.Write(bench.Configuration).Span);

    private static bool Has(Face face, string verb) => face.Card.ValueKind != JsonValueKind.Undefined && Find(face.Card, node => node.TryGetProperty("verb", out var found) && found.GetString() == verb) is not null;

    private static JsonElement? Field(JsonElement card) => Find(card, node => node.TryGetProperty("id", out var id) && id.GetString() == CardInputs.Text);

    private static JsonElement? Find(JsonElement node, Func<JsonElement, bool> wanted) => node.ValueKind switch
    {
        JsonValueKind.Object when wanted(node) => node,
        JsonValueKind.Object => node.EnumerateObject().Select(member => Find(member.Value, wanted)).FirstOrDefault(found => found is not null),
        JsonValueKind.Array => node.EnumerateArray().Select(item => Find(item, wanted)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
