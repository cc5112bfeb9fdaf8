using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using static TeamsEmailBot.Tests.Cards.SampleViews;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>The steps of a dialog that has a question of every kind.</summary>
internal static class SampleDialogs
{
    public static AdaptiveCard Ask(Reader reader, string key, Func<DialogPage, DialogPage>? change = null) => Draw(reader, key, change);

    public static AdaptiveCard SumUp(Reader reader, Func<DialogPage, DialogPage>? change = null) => Draw(reader, null, change);

    public static AdaptiveCard End(Reader reader) => DialogCard.Draw(reader, "Sample", new Ending.Done([new Note(CalloutKind.Note, "It is *so* now."), new Note(CalloutKind.Hint, "Try it.")])
    {
        Buttons = [CardParts.Button("Once more", new ActionData("sample", X: "one"), ActionStyle.Positive)],
    });

    private static AdaptiveCard Draw(Reader reader, string? asked, Func<DialogPage, DialogPage>? change)
    {
        var dialog = new Sample();
        var visit = new Visit(new Person(new AgentId("a"), null, reader), Configuration.Empty, new DialogState());
        var question = default(Question);
        foreach (var one in Sample.Questions(visit))
        {
            visit.Meet(one);
            question ??= one.Key == asked ? one : null;
        }

        var page = new DialogPage(dialog, visit, question, 7, Now + DialogState.Lifetime) { CanGoBack = true, Consequences = question is null ? [.. dialog.Consequences(visit)] : [] };
        return DialogCard.Draw(reader, change?.Invoke(page) ?? page);
    }

    private sealed class Sample : Dialog
    {
        public override string Verb => "sample";

        public static IEnumerable<Question> Questions(Visit visit)
        {
            yield return new Question("name", "Name", new TextPrompt(40)) { Text = "What is it called?", Help = "A name that people know.", Initial = "Customer *Help*" };
            yield return new Question("greeting", "Greeting", new TextPrompt(2000) { IsMultiline = true, IsOptional = true }) { Initial = "" };
            yield return new Question("size", "Largest mail (MB)", new NumberPrompt(5, 20)) { Initial = "5" };
            yield return new Question("countdown", "Countdown", new DurationPrompt(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10))) { Initial = "90" };
            yield return new Question("zone", "Time zone", new TimeZonePrompt()) { Initial = "Europe/Berlin" };
            yield return new Question("bulk", "Sort out newsletters", new YesNoPrompt(visit.Words)) { Initial = YesNoPrompt.No };
            yield return new Question("unit", "Unit", new ChoicePrompt([new("a", "Contoso"), new("b", "Customer Care")])) { Initial = "b" };
            yield return new Question("city", "City", new ChoicePrompt([.. Enumerable.Range(1, 40).Select(number => new Option($"c{number}", $"City {number}"))])) { Initial = "c7" };
            yield return new Question("agents", "Agents", new ChoicePrompt([new("m", "Megan Bowen"), new("n", "Adele Vance"), new("o", "Isaiah Langer")]) { IsMany = true }) { Initial = "m,o" };
            yield return new Question("access", "Access", new GatePrompt(_ => Task.FromResult<string?>("not yet")) { CanSkip = true })
            {
                Text = "Run this in Exchange Online PowerShell.", IsListed = false, Initial = GatePrompt.Open,
                Notes = [new Note(CalloutKind.Prerequisite, "An Exchange administrator must do it.")],
                Copy = "$group = 'Desk *mailboxes*'\nNew-DistributionGroup -Name $group -Type Security\n" + string.Join('\n', Enumerable.Range(1, 12).Select(line => $"# line {line} of a script that is rather long")),
                Links = [new Link("Open the admin center", new Uri("https://admin.exchange.microsoft.com/"))],
            };
        }

        public override string Title(Words words) => "Sample";

        public override IEnumerable<Note> Consequences(Visit visit) =>
        [
            new(CalloutKind.Question, "Is that what you want?"), new(CalloutKind.Caution, "Two agents are not reachable."), new(CalloutKind.Destructive, "3 offers are withdrawn."),
        ];

        public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => throw new NotSupportedException();

        protected override IEnumerable<Question> Ask(Visit visit) => Questions(visit);
    }
}
