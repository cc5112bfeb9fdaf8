using System.Text.Json;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Cards;
using TeamsEmailBot.Tests.Desk;

namespace TeamsEmailBot.Tests.Commands;

/// <summary>An agent drops files into the chat.</summary>
public sealed class FileTests : IDisposable
{
    private static readonly TaskView Held = SampleViews.View(TaskViewKind.Mine);

    private readonly Bench bench = new();

    private static string Number => TaskNumber.Of(Held.Key.Id);

    private string Said => Assert.Single(bench.Teams.Calls).Said;

    // That the person wrote is told the engine every time.
    private IEnumerable<string> Asked => bench.Workbench.Asked.Where(asked => asked != "reachable");

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("NUMBER")]
    [InlineData(" #NUMBER. ")]
    [InlineData("attach NUMBER")]
    [InlineData("Anhängen #NUMBER")]
    public async Task Files_beside_a_number_or_alone_go_into_the_answer(string text)
    {
        bench.Workbench.Tasks = [Held];
        bench.Workbench.FilesResult = new(Held with { Files = 2, FileBytes = 5 }, 2);

        await DropAsync(text.Replace("NUMBER", Number, StringComparison.Ordinal), ("a.txt", [1, 2]), ("b.txt", [1, 2, 3]));

        Assert.Equal([$"add a.txt 2, b.txt 3 {Held.Key.Service}"], Asked);
        Assert.Contains("a.txt, b.txt", Said, StringComparison.Ordinal);
        Assert.Contains("2 files, 5 ", Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reply here is the file", FilePhrase.OnlyNumber)]
    [InlineData("the invoice of last week", FilePhrase.OnlyNumber)]
    [InlineData("on duty", FilePhrase.OnlyNumber)]
    public async Task Beside_other_words_nothing_is_taken_and_nothing_is_done(string text, object said)
    {
        bench.Workbench.Tasks = [Held];

        await DropAsync(text, ("a.txt", [1]));

        Assert.Empty(Asked);
        Assert.EndsWith(Words.English[(FilePhrase)said], Said, StringComparison.Ordinal);
        Assert.Empty(bench.Drive.Asked);
    }

    [Fact]
    public async Task Without_a_number_the_bot_says_which_tasks_there_are()
    {
        var other = Held with { Key = Held.Key with { Id = new Core.Model.TaskId("another") } };
        bench.Workbench.Tasks = [Held, other, SampleViews.View(TaskViewKind.Offer)];

        await DropAsync("", ("a.txt", [1]));

        Assert.EndsWith(Words.English.Say(FilePhrase.WhichTask, $"{Number}, {TaskNumber.Of(other.Key.Id)}"), Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TaskViewKind.Offer)]
    [InlineData(TaskViewKind.Unsure)]
    public async Task Only_a_task_that_can_be_answered_takes_files(TaskViewKind kind)
    {
        bench.Workbench.Tasks = [SampleViews.View(kind)];

        await DropAsync("", ("a.txt", [1]));

        Assert.EndsWith(Words.English[FilePhrase.NoTask], Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_left_out_and_why_is_said_in_the_agents_language()
    {
        bench.Workbench.Tasks = [Held];
        bench.Workbench.FilesResult = new(Held with { Files = 1, FileBytes = 2 }, 1, Refusal.ExchangeUnavailable, "ApplicationThrottled", SampleViews.Now.AddMinutes(4));

        await DropAsync("", "de-DE", ("a.txt", [1, 2]), ("b.txt", [1]));

        Assert.Contains("Nur ein Teil", Said, StringComparison.Ordinal);
        Assert.Contains("Minuten noch einmal", Said, StringComparison.Ordinal);
        Assert.DoesNotContain("b.txt", Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Refusal.FilesTooLarge, "25.0 MB")]
    [InlineData(Refusal.FilesTooLarge, "OneDrive")]
    [InlineData(Refusal.FileEmpty, "empty")]
    [InlineData(Refusal.FilesUnderWay, "in a moment")]
    [InlineData(Refusal.FilesLost, "lost")]
    public async Task F27_a_refusal_says_what_to_do(Refusal refusal, string said)
    {
        bench.Workbench.Tasks = [Held];
        bench.Workbench.FilesResult = new(Held, 0, refusal);

        await DropAsync("", ("a.txt", [1]));

        Assert.Contains(said, Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I9_no_other_host_is_asked_and_a_file_of_unknown_length_is_not_taken()
    {
        bench.Workbench.Tasks = [Held];
        await bench.ReceiveAsync(Message("", "en-US", ("a.txt", new Uri("https://evil.example/a.txt"))));
        bench.Drive.HidesLengths = true;
        await DropAsync("", ("b.txt", [1]));

        Assert.Empty(Asked);
        Assert.Single(bench.Drive.Asked);
        Assert.Contains("does not lie where Teams keeps files", bench.Teams.Calls[0].Said, StringComparison.Ordinal);
        Assert.Contains("how large b.txt is", bench.Teams.Calls[1].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_cleaned_before_anybody_sees_it()
    {
        bench.Workbench.Tasks = [Held];

        await DropAsync("", ("../x\u202Efdp.exe", [1]));

        Assert.Equal([$"add xfdp.exe 1 {Held.Key.Service}"], Asked);
    }

    [Fact]
    public async Task The_command_without_files_says_how_it_is_done()
    {
        await bench.TypeAsync(Bench.Megan, "attach");

        Assert.EndsWith(Words.English[FilePhrase.HowTo], Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_taken_out_by_button_and_typed_and_a_form_keeps_what_was_typed()
    {
        bench.Workbench.Tasks = [Held];
        await bench.TypeAsync(Bench.Megan, $"remove files {Number}");
        await bench.ExecuteAsync(Bench.Megan, CardVerbs.FilesRemove);
        var form = await bench.ExecuteAsync(Bench.Megan, CardVerbs.ReplyFilesRemove, ",\"text\":\"Half an answer\"");

        Assert.Equal(Enumerable.Repeat($"remove files {Held.Key.Service}", 3), Asked);
        Assert.Contains("Half an answer", form!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Card_and_form_say_how_many_files_leave_and_the_form_takes_them_out()
    {
        var reader = new Reader(Words.English, TimeZoneInfo.Utc);
        var view = Held with { Files = 2, FileBytes = 3_200_000 };

        Assert.Contains("2 files, 3.1 MB", TaskCards.Draw(view, reader).ToNode().ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(CardVerbs.ReplyFilesRemove, ReplyForm.Draw(view, reader, new ReplyDraftText(), inWindow: false).ToNode().ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(CardVerbs.ReplyFilesRemove, ReplyForm.Draw(Held, reader, new ReplyDraftText(), inWindow: false).ToNode().ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("lost", TaskCards.Draw(Held with { FilesLost = true }, reader).ToNode().ToJsonString(), StringComparison.Ordinal);
    }

    private Task<JsonElement?> DropAsync(string text, params (string Name, byte[] Content)[] files) => DropAsync(text, "en-US", files);

    private Task<JsonElement?> DropAsync(string text, string locale, params (string Name, byte[] Content)[] files) =>
        bench.ReceiveAsync(Message(text, locale, [.. files.Select(file => (file.Name, bench.Drive.Put("x", file.Content)))]));

    private Activity Message(string text, string locale, params (string Name, Uri Address)[] files) => bench.From(Bench.Megan, ActivityTypes.Message, locale) with
    {
        Text = text,
        Attachments =
        [
            new Attachment("text/html", JsonSerializer.SerializeToElement("<p></p>")),
            .. files.Select(file => new Attachment(
                "application/vnd.microsoft.teams.file.download.info",
                JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["downloadUrl"] = file.Address.AbsoluteUri })) { Name = file.Name }),
        ],
    };
}
