using System.Globalization;
using System.Net;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Manifest;
using TeamsEmailBot.Tests.Cards;
using TeamsEmailBot.Tests.Desk;

namespace TeamsEmailBot.Tests.Commands;

public sealed class TypedTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("ledger", "2026-11-21")]
    [InlineData("Ledger today.", "2026-11-21")]
    [InlineData("Buch gestern", "2026-11-20")]
    [InlineData("ledger 2026-11-03", "2026-11-03")]
    [InlineData("ledger next tuesday or so", null)]
    [InlineData("ledger 0001-01-01", null)]
    [InlineData("ledger 9999-12-31", null)]
    public async Task The_ledger_is_asked_for_by_day(string text, string? day)
    {
        await bench.TypeAsync(Bench.Patti, text);
        Assert.Equal(day is null ? [] : new[] { day }, bench.Ledger.Asked.Select(asked => asked.Split(" to ")[1][..10]));
        Assert.Single(bench.Teams.Calls);
    }

    [Theory]
    [InlineData("backfill Customer Help from 2026-11-01", "2026-10-31 23:00")]
    [InlineData("Nachholen „customer help“ ab 1.11.2026", "2026-10-31 23:00", "de-DE")]
    [InlineData("backfill help@contoso.example since 11/1/2026", "2026-10-31 23:00")]
    [InlineData("backfill mailbox-help from 2026-07-01", "2026-06-30 22:00")]
    public async Task N061_older_mail_is_asked_for_by_mailbox_and_day_of_the_persons_own_time(string text, string from, string locale = "en-US")
    {
        await bench.TypeAsync(Bench.Patti, text, locale);

        Assert.Equal([$"backfill mailbox-help from {from} by {Bench.Patti}"], bench.Mailboxes.Asked);
    }

    [Theory]
    [InlineData("backfill", "2026-11-")]
    [InlineData("backfill Customer Help", "from")]
    [InlineData("backfill Customer Help from some day", "from")]
    [InlineData("backfill Customer Help from 0001-01-01", "from")]
    [InlineData("backfill Customer Help from 9999-12-31", "from")]
    [InlineData("backfill Nowhere from 2026-11-01", "“Nowhere”")]
    public async Task What_is_not_understood_of_a_backfill_is_said_and_nothing_is_done(string text, string said)
    {
        await bench.TypeAsync(Bench.Patti, text);

        Assert.Empty(bench.Mailboxes.Asked);
        Assert.Contains(said, Assert.Single(bench.Teams.Calls).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N057_looking_at_the_mailboxes_tries_again_and_an_agent_may_neither_type_nor_press_it()
    {
        await bench.TypeAsync(Bench.Patti, "mailboxes");
        await bench.ExecuteAsync(Bench.Patti, "mailbox.retry", ",\"m\":\"mailbox-help\"");
        Assert.Equal(["retry all", "retry mailbox-help"], bench.Mailboxes.Asked);

        await bench.TypeAsync(Bench.Megan, "mailboxes");
        await bench.TypeAsync(Bench.Megan, "backfill Customer Help from 2026-11-01");
        await bench.ExecuteAsync(Bench.Megan, "mailbox.retry", ",\"m\":\"mailbox-help\"");
        await bench.ExecuteAsync(Bench.Stranger, "mailbox.retry");
        Assert.Equal(2, bench.Mailboxes.Asked.Count);
    }

    [Theory]
    [InlineData("accept", TaskViewKind.Offer, "accept help v7")]
    [InlineData("  ANNEHMEN! ", TaskViewKind.Offer, "accept help v7")]
    [InlineData("<at>Mail desk</at>&nbsp;decline\n", TaskViewKind.Offer, "decline help v7")]
    [InlineData("finish", TaskViewKind.Mine, "finish help v7")]
    [InlineData("zurückgeben", TaskViewKind.NotSent, "return help v7")]
    [InlineData("show", TaskViewKind.Mine, "view help")]
    [InlineData("reply", TaskViewKind.Mine, "view help")]
    [InlineData("reply Dear Alex,\n\nthanks", TaskViewKind.Mine, "reply \"Dear Alex,\n\nthanks\" help v7")]
    [InlineData("Reply to all: Hello", TaskViewKind.Mine, "reply all \"Hello\" help v7")]
    [InlineData("antworten 2026 war gut", TaskViewKind.Mine, "reply \"2026 war gut\" help v7")]
    [InlineData("it was sent", TaskViewKind.Unsure, "was sent help v7")]
    [InlineData("wurde nicht gesendet", TaskViewKind.Unsure, "was not sent help v7")]
    public async Task Every_act_can_be_typed_in_every_language(string text, TaskViewKind kind, string asked)
    {
        bench.Workbench.Tasks = [SampleViews.View(kind)];
        await bench.TypeAsync(Bench.Megan, text);
        Assert.Equal(["reachable", asked], bench.Workbench.Asked);
        Assert.Empty(CardRules.Mistakes(Assert.Single(bench.Teams.Calls).Card));
    }

    [Theory]
    [InlineData("finish {0}")]
    [InlineData("finish #{0}")]
    [InlineData("finish {0}.")]
    public async Task A_number_says_which_task(string text)
    {
        var second = SampleViews.WithNumber(TaskViewKind.Mine, 2) with { Version = 12 };
        bench.Workbench.Tasks = [SampleViews.WithNumber(TaskViewKind.Mine, 1), second];
        await bench.TypeAsync(Bench.Megan, string.Format(CultureInfo.InvariantCulture, text, TaskNumber.Of(second.Key.Id)));
        Assert.Equal(["reachable", "finish help v12"], bench.Workbench.Asked);
    }

    [Fact]
    public async Task When_several_tasks_fit_the_person_is_asked()
    {
        bench.Workbench.Tasks = [SampleViews.WithNumber(TaskViewKind.Mine, 1), SampleViews.WithNumber(TaskViewKind.Mine, 2), SampleViews.View(TaskViewKind.Offer)];
        await bench.TypeAsync(Bench.Megan, "reply thank you");
        Assert.Equal(["reachable"], bench.Workbench.Asked);
        var said = Assert.Single(bench.Teams.Calls).Said;
        Assert.Contains("Question 1", said, StringComparison.Ordinal);
        Assert.Contains("Question 2", said, StringComparison.Ordinal);
        Assert.DoesNotContain("order 20931", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept", "no task that this fits")]
    [InlineData("finish 1234", "no task 1234")]
    [InlineData("reply #1234 text", "no task 1234")]
    public async Task Without_a_fitting_task_nothing_is_done(string text, string said)
    {
        bench.Workbench.Tasks = [SampleViews.View(TaskViewKind.Mine)];
        await bench.TypeAsync(Bench.Megan, text);
        Assert.Equal(["reachable"], bench.Workbench.Asked);
        Assert.Contains(said, Assert.Single(bench.Teams.Calls).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close the door, please")]
    [InlineData("replying is hard")]
    [InlineData("tasks are fun")]
    [InlineData("")]
    [InlineData("hello")]
    public async Task Small_talk_does_nothing_but_show_help(string text)
    {
        bench.Workbench.Tasks = [SampleViews.View(TaskViewKind.Mine)];
        await bench.TypeAsync(Bench.Megan, text);
        Assert.Equal(["reachable"], bench.Workbench.Asked);
        Assert.Contains("I did not understand that.", Assert.Single(bench.Teams.Calls).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("on duty", "on duty", "en-US", "Your tasks")]
    [InlineData("außer Dienst", "off duty", "de-AT", "Ihre Aufgaben")]
    [InlineData("Aufgaben", "status", "fr-FR", "Your tasks")]
    public async Task Duty_and_tasks_answer_in_the_persons_language(string text, string asked, string locale, string title)
    {
        await bench.TypeAsync(Bench.Megan, text, locale);
        Assert.Equal(["reachable", asked], bench.Workbench.Asked);
        Assert.Contains(title, Assert.Single(bench.Teams.Calls).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_what_the_person_may_use_and_nothing_else()
    {
        await bench.TypeAsync(Bench.Megan, "help");
        await bench.TypeAsync(Bench.Patti, "hilfe");
        await bench.TypeAsync(Bench.Patti, "tasks");
        Assert.Contains("accept [number]", bench.Teams.Calls[0].Said, StringComparison.Ordinal);
        Assert.DoesNotContain("accept", bench.Teams.Calls[1].Said, StringComparison.Ordinal);
        Assert.Contains("help", bench.Teams.Calls[1].Said, StringComparison.Ordinal);
        Assert.Contains("I did not understand that.", bench.Teams.Calls[2].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_refused_politely()
    {
        await bench.TypeAsync(Bench.Stranger, "tasks");
        Assert.Contains("not set up", Assert.Single(bench.Teams.Calls).Said, StringComparison.Ordinal);
        Assert.Empty(bench.Workbench.Asked);
    }

    [Fact]
    public async Task A_typed_answer_that_left_is_told_in_a_sentence()
    {
        bench.Workbench.Tasks = [SampleViews.View(TaskViewKind.Mine)];
        bench.Workbench.Result = new ActionResult(SampleViews.View(TaskViewKind.Sending));
        await bench.TypeAsync(Bench.Megan, "reply Thank you");
        Assert.Contains("on its way", Assert.Single(bench.Teams.Calls).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N072_an_agent_is_welcomed_once()
    {
        var installed = bench.From(Bench.Megan, ActivityTypes.InstallationUpdate) with { Action = "add" };
        await bench.ReceiveAsync(installed);
        await bench.ReceiveAsync(bench.From(Bench.Megan, ActivityTypes.ConversationUpdate) with { MembersAdded = [new ChannelAccount("28:bot")] });
        await bench.ReceiveAsync(installed with { Id = "again" });
        var welcome = Assert.Single(bench.Teams.Calls).Said;
        Assert.Contains("Customer Help", welcome, StringComparison.Ordinal);
        Assert.Contains("Outlook", welcome, StringComparison.Ordinal);
        Assert.Equal(["reachable", "reachable", "reachable"], bench.Workbench.Asked);
    }

    [Fact]
    public async Task A_welcome_that_did_not_arrive_comes_with_the_next_installation()
    {
        var installed = bench.From(Bench.Megan, ActivityTypes.InstallationUpdate) with { Action = "add" };
        bench.Teams.Next(HttpStatusCode.Forbidden, "BotNotInConversationRoster");
        await bench.ReceiveAsync(installed);
        await bench.ReceiveAsync(installed with { Id = "again" });
        Assert.Equal(2, bench.Teams.Calls.Count);
    }

    [Fact]
    public void Titles_of_one_language_are_never_ambiguous()
    {
        foreach (var words in Words.All)
        {
            var titles = CommandTable.All.SelectMany(command => command.TitlesIn(words)).Select(title => title.ToUpperInvariant()).ToList();
            Assert.Equal(titles.Count, titles.Distinct().Count());
        }
    }

    [Fact]
    public void Every_advertised_command_is_understood_and_is_the_proper_title()
    {
        foreach (var advertised in AdvertisedCommand.All)
        {
            var command = TypedText.Read(advertised.English, Roles.Agent | Roles.Administrator)?.Command;
            Assert.NotNull(command);
            Assert.Equal([advertised.English, advertised.German], new[] { command.TitlesIn(Words.English)[0], command.TitlesIn(Words.German)[0] });
            Assert.Same(command, TypedText.Read(advertised.German, Roles.Agent | Roles.Administrator)!.Command);
        }
    }
}
