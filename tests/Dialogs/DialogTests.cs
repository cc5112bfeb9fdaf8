using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>What every dialog can, shown with those about units.</summary>
public sealed class DialogTests
{
    private static readonly Configuration TwoUnits = Configuration.Empty with
    {
        Units = [new OrganizationUnit(new UnitId("contoso"), "Contoso"), new OrganizationUnit(new UnitId("care"), "Customer Care", new UnitId("contoso"))],
    };

    [Fact]
    public async Task By_cards_alone()
    {
        using var bench = await OpenAsync(TwoUnits);
        var list = await bench.SayAsync(Patti, "units");
        Assert.True(list.Says("Customer Care"));
        var calls = bench.Teams.Calls.Count;
        var face = await bench.PressAsync(Patti, list, "Add a unit");
        Assert.True(face.Says("What is the unit called?"));
        face = await bench.PressAsync(Patti, face, "Next", "Sales");
        face = await bench.PressAsync(Patti, face, "Next", "contoso");
        Assert.True(face.Says("1. Name:") && face.Says("Sales") && face.Says("2. Belongs to:") && face.Says("Contoso"));
        face = await bench.PressAsync(Patti, face, "Save");
        Assert.True(face.Says("The unit Sales is there."));

        // One card that moved forward in place: nothing was posted, nothing is left over.
        Assert.Equal(calls, bench.Teams.Calls.Count);
        Assert.Equal(new OrganizationUnit(new UnitId("sales"), "Sales", new UnitId("contoso")), Unit(bench, "sales"));
    }

    [Theory]
    [InlineData("en-US", "unit add", "Sales", "contoso", "yes", "The unit Sales is there.")]
    [InlineData("de-DE", "Einheit anlegen", "Sales", "Contoso", "ja", "Die Einheit Sales ist angelegt.")]
    [InlineData("de-DE", "neue Einheit", "Sales", "2", "Speichern", "Die Einheit Sales ist angelegt.")]
    public async Task By_typing_alone(string locale, string command, string name, string parent, string yes, string end)
    {
        using var bench = await OpenAsync(TwoUnits);
        await bench.SayAsync(Patti, command, locale);
        await bench.SayAsync(Patti, name, locale);
        var summary = await bench.SayAsync(Patti, parent, locale);
        Assert.True(summary.Says("Sales"));
        var face = await bench.SayAsync(Patti, yes, locale);
        Assert.True(face.Says(end), face.Text);
        Assert.Equal(new UnitId("contoso"), Unit(bench, "sales").Parent);

        // Of the trail of cards only the last is left.
        Assert.Equal(3, bench.Teams.Calls.Count(call => call.Method == "DELETE"));
    }

    [Fact]
    public async Task What_follows_the_command_answers_the_first_question()
    {
        using var bench = await OpenAsync(TwoUnits);
        var face = await bench.SayAsync(Patti, "unit add Sales");
        Assert.True(face.Says("Which unit is it part of?"));
        face = await bench.SayAsync(Patti, $"unit add {new string('x', 81)}");
        Assert.True(face.Says("That has 81 characters; 80 are allowed."));
        Assert.Equal(new string('x', 81), face.Value);
    }

    [Fact]
    public async Task A_wrong_answer_is_explained_beside_the_field_and_kept()
    {
        using var bench = await OpenAsync(TwoUnits);
        var face = await bench.SayAsync(Patti, "unit add Sales");
        face = await bench.SayAsync(Patti, "Nowhere");
        Assert.True(face.Says("“Nowhere” is not among them.") && face.Says("Which unit is it part of?"));
        face = await bench.SayAsync(Patti, "Con");
        Assert.True(face.Says("1. Name:"));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('\n')]
    [InlineData('字')]
    public async Task I9_an_answer_longer_than_any_card_is_explained_on_a_card_that_Teams_takes(char letter)
    {
        using var bench = await OpenAsync(TwoUnits);
        await bench.SayAsync(Patti, "unit add");
        var face = await bench.SayAsync(Patti, $"a{new string(letter, 30_000)}b");
        Assert.True(face.Says("30002 characters; 80 are allowed"), face.Text);
        Assert.Null(face.Value);
        Assert.True((await bench.SayAsync(Patti, "Sales")).Says("Which unit is it part of?"));
    }

    [Fact]
    public async Task F57_letters_of_every_script_go_to_Teams_as_they_are()
    {
        using var bench = await OpenAsync(TwoUnits);
        await bench.SayAsync(Patti, "unit add Κέντρο");
        var posted = await bench.SayAsync(Patti, "Contoso");
        Assert.Contains("Κέντρο", posted.Card.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Κέντρο", (await bench.PressAsync(Patti, posted, CardVerbs.DialogHelp)).Card.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_forgets_the_last_answer_and_change_asks_for_one_again()
    {
        using var bench = await OpenAsync(TwoUnits);
        await bench.SayAsync(Patti, "unit add Sales");
        var face = await bench.SayAsync(Patti, "back");
        Assert.True(face.Says("What is the unit called?"));
        face = await bench.PressAsync(Patti, face, "Next", "Sails");
        face = await bench.PressAsync(Patti, face, "Next", "contoso");
        face = await bench.PressAsync(Patti, face, "Change", "name");
        Assert.Equal("Sails", face.Value);
        face = await bench.PressAsync(Patti, face, "Back");
        Assert.True(face.Says("2. Belongs to:"));
        face = await bench.SayAsync(Patti, "change name");
        face = await bench.SayAsync(Patti, "Sales");
        Assert.True(face.Says("Sales") && face.Says("Contoso"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cancel_at_every_step_changes_nothing(int answers)
    {
        using var bench = await OpenAsync(TwoUnits);
        var face = await bench.SayAsync(Patti, "unit add");
        foreach (var answer in new[] { "Sales", "contoso" }.Take(answers))
            face = await bench.PressAsync(Patti, face, "Next", answer);
        face = await bench.PressAsync(Patti, face, "Cancel");
        Assert.True(face.Says("Cancelled. Nothing was changed."));
        Assert.Equal(2, bench.Configuration.Units.Count);
        face = await bench.SayAsync(Patti, "Sales");
        Assert.True(face.Says("I did not understand that."));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_restart_at_every_step_loses_nothing(int answers)
    {
        using var bench = await OpenAsync(TwoUnits);
        var face = await bench.SayAsync(Patti, "unit add");
        string[] all = ["Sales", "contoso", "yes"];
        foreach (var answer in all.Take(answers))
            face = await bench.SayAsync(Patti, answer);
        await bench.RestartAsync();
        face = await bench.SayAsync(Patti, "continue");
        Assert.True(face.Says("Add a unit"));
        foreach (var answer in all.Skip(answers))
            face = await bench.SayAsync(Patti, answer);
        Assert.True(face.Says("The unit Sales is there."), face.Text);
    }

    [Fact]
    public async Task It_waits_for_days_and_says_for_how_many()
    {
        using var bench = await OpenAsync(TwoUnits);
        var face = await bench.SayAsync(Patti, "unit add");
        Assert.True(face.Says("Kept until"));
        bench.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(10));
        var next = await bench.SayAsync(Patti, "Sales");
        Assert.True(next.Says("Which unit is it part of?"));
        bench.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        face = await bench.PressAsync(Patti, next, "Next", "contoso");
        Assert.True(face.Says("This dialog is over."));
        Assert.Equal(2, bench.Configuration.Units.Count);
    }

    [Fact]
    public async Task I6_what_was_answered_in_a_dialog_that_nobody_went_on_with_is_forgotten()
    {
        using var bench = await OpenAsync(TwoUnits);
        await bench.SayAsync(Patti, "unit add Reorganisation");
        Assert.True(bench.Stores("Reorganisation"));
        bench.Clock.Advance(TimeSpan.FromDays(8));
        await bench.SayAsync(Lee, "unit add");
        Assert.False(bench.Stores("Reorganisation"));
        Assert.True((await bench.SayAsync(Lee, "Sales")).Says("Which unit"));
    }

    [Fact]
    public async Task A_dialog_that_leads_nowhere_ends_where_it_is()
    {
        using var bench = await OpenAsync(TwoUnits, services => services.AddSingleton<Dialog, Nowhere>());
        var face = await bench.ForgeAsync(Patti, "nowhere");
        Assert.Contains("Save", face.Titles);
        Assert.Contains("Save", (await bench.PressAsync(Patti, face, "Save")).Titles);
    }

    [Fact]
    public async Task A_command_in_between_is_obeyed_and_the_dialog_keeps_its_place()
    {
        using var bench = await OpenAsync(TwoUnits);
        await bench.SayAsync(Patti, "unit add Sales");
        Assert.True((await bench.SayAsync(Patti, "units")).Says("Customer Care"));
        var face = await bench.SayAsync(Patti, "contoso");
        Assert.True(face.Says("1. Name:"));

        // In quotation marks a command is an answer.
        await bench.SayAsync(Patti, "change name");
        face = await bench.SayAsync(Patti, "“units”");
        Assert.True(face.Says("units") && face.Says("1. Name:"));
    }

    [Fact]
    public async Task A_double_click_acts_once_and_an_old_card_shows_where_one_is()
    {
        using var bench = await OpenAsync(TwoUnits);
        var first = await bench.SayAsync(Patti, "unit add");
        var second = await bench.PressAsync(Patti, first, "Next", "Sales");
        var again = await bench.PressAsync(Patti, first, "Next", "Sails");
        Assert.True(again.Says("earlier step") && again.Says("Which unit is it part of?"));
        var summary = await bench.PressAsync(Patti, second, "Next", "contoso");
        var (one, two) = (bench.PressAsync(Patti, summary, "Save"), bench.PressAsync(Patti, summary, "Save"));
        await Task.WhenAll(one, two);
        Assert.Single(bench.Configuration.Units, unit => unit.Name.StartsWith("Sa", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_administrators_the_second_sees_what_the_first_changed()
    {
        using var bench = await OpenAsync(TwoUnits);
        var mine = await bench.SayAsync(Patti, "unit edit Customer Care");
        Assert.True(mine.Says("1. Name:"));
        await bench.DoAsync(new ChangeUnit(new OrganizationUnit(new UnitId("care"), "Customer Happiness", new UnitId("contoso"))));
        mine = await bench.PressAsync(Patti, mine, "Save");
        Assert.True(mine.Says("Name was changed by somebody else meanwhile, from “Customer Care” to “Customer Happiness”."), mine.Text);
        mine = await bench.PressAsync(Patti, mine, "Change", "name");
        mine = await bench.PressAsync(Patti, mine, "Next", "Care");
        mine = await bench.PressAsync(Patti, mine, "Save");
        Assert.True(mine.Says("The unit Care is changed."), mine.Text);
    }

    [Fact]
    public async Task A_change_of_something_else_meanwhile_is_no_conflict()
    {
        using var bench = await OpenAsync(TwoUnits);
        var mine = await bench.SayAsync(Patti, "unit edit Customer Care");
        mine = await bench.PressAsync(Patti, mine, "Change", "name");
        mine = await bench.PressAsync(Patti, mine, "Next", "Care");
        await bench.DoAsync(new AddUnit(new OrganizationUnit(new UnitId("sales"), "Sales")));
        mine = await bench.PressAsync(Patti, mine, "Save");
        Assert.True(mine.Says("The unit Care is changed."), mine.Text);
        Assert.Equal(["Care", "Contoso", "Sales"], bench.Configuration.Units.Select(unit => unit.Name).Order());
    }

    [Fact]
    public async Task What_was_chosen_and_is_gone_is_asked_for_again()
    {
        using var bench = await OpenAsync(TwoUnits);
        var face = await bench.SayAsync(Patti, "unit remove Customer Care");
        Assert.True(face.Says("Cannot be undone:"));
        await bench.DoAsync(new RemoveUnit(new UnitId("care")));
        face = await bench.PressAsync(Patti, face, "Remove");
        Assert.True(face.Says("Which unit?"), face.Text);
    }

    [Fact]
    public async Task What_the_rules_refuse_is_said_beside_the_value()
    {
        using var bench = await OpenAsync(TwoUnits);
        var face = await bench.SayAsync(Patti, "unit edit Contoso");
        face = await bench.PressAsync(Patti, face, "Change", "parent");
        face = await bench.PressAsync(Patti, face, "Next", "care");
        face = await bench.PressAsync(Patti, face, "Save");
        Assert.True(face.Says("Belongs to:") && face.Says("Caution:"), face.Text);
        Assert.Null(Unit(bench, "contoso").Parent);
        Assert.Equal("parent", face.Value);
    }

    [Fact]
    public async Task Help_explains_the_step()
    {
        using var bench = await OpenAsync(TwoUnits);
        await bench.SayAsync(Patti, "unit add Sales");
        var face = await bench.SayAsync(Patti, "help");
        Assert.True(face.Says("visible in their unit") && face.Says("quotation marks"));
        face = await bench.SayAsync(Patti, "contoso");
        face = await bench.PressAsync(Patti, face, "Help");
        Assert.True(face.Says("Type yes to go ahead"));
    }

    [Fact]
    public async Task Who_is_no_administrator_neither_starts_nor_answers_a_dialog()
    {
        using var bench = await OpenAsync(TwoUnits);
        var face = await bench.SayAsync(Patti, "unit add");
        Assert.False((await bench.SayAsync(Stranger, "unit add")).Says("What is the unit called?"));
        Assert.False((await bench.PressAsync(Stranger, face, "Next", "Mine")).Says("Which unit"));
        Assert.True((await bench.SayAsync(Patti, "Sales")).Says("Which unit"));
    }

    [Fact]
    public async Task What_is_too_long_to_choose_from_on_a_card_is_typed()
    {
        using var bench = await OpenAsync(TwoUnits with
        {
            Units = [.. TwoUnits.Units, .. Enumerable.Range(1, 70).Select(i => new OrganizationUnit(new UnitId($"u{i}"), $"Team {i} {new string('x', 60)}"))],
        });
        var face = await bench.SayAsync(Patti, "unit edit");
        Assert.True(face.Says("1 = Contoso"), face.Text);
        face = await bench.PressAsync(Patti, face, "Next", "customer");
        Assert.True(face.Says("1. Name:"), face.Text);
    }

    private static OrganizationUnit Unit(DialogBench bench, string id) => bench.Configuration.Units.Single(unit => unit.Id.Value == id);

    private sealed class Nowhere : Dialog
    {
        public override string Verb => "nowhere";

        public override string Title(Words words) => "Nowhere";

        public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => Task.FromResult<Ending>(new Ending.Go("no such dialog"));
    }
}
