using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>Each command tried by each role, typed and by a forged button: nobody sees or does what he may not.</summary>
public sealed class AuthorizationTests
{
    public static TheoryData<Roles> Others => [Roles.None, Roles.Agent, Roles.Supervisor, Roles.Agent | Roles.Supervisor];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_a_role_may_not_do_it_does_neither_by_typing_nor_by_a_forged_button(Roles roles)
    {
        const string Somebody = "aaaaaaaa-0000-0000-0000-000000000007";
        using var bench = await DialogBench.OpenAsync(Configuration.Empty with
        {
            Tenant = new TenantSettings { EmailLicences = 1 },
            Users = [new User { Id = new AgentId(Somebody), DisplayName = "Somebody", UserPrincipalName = "somebody@contoso.example", Roles = roles }],
        });
        var revision = bench.Configuration.Revision;
        var forbidden = CommandTable.All.Where(command => !command.IsFor(roles)).ToList();
        Assert.NotEmpty(forbidden);
        var help = await bench.SayAsync(Somebody, "help");
        foreach (var command in forbidden)
        {
            var title = command.TitlesIn(Words.English)[0];
            Assert.False(help.Text.Split('\n').Any(line => line.Trim() == command.UsageIn(Words.English)), $"help lists {title}");
            var typed = await bench.SayAsync(Somebody, title);
            Assert.True(typed.Says("I did not understand that."), $"{title}: {typed.Text}");
            var clicked = await bench.ForgeAsync(Somebody, command.Verb);
            Assert.True(clicked.Card.ValueKind == System.Text.Json.JsonValueKind.Undefined, $"{command.Verb}: {clicked.Text}");
        }

        Assert.Equal(revision, bench.Configuration.Revision);
    }

    [Fact]
    public async Task An_administrator_gets_an_answer_to_every_command_and_nothing_changes_before_he_confirms()
    {
        using var bench = await DialogBench.OpenAsync(Configuration.Empty with { Tenant = new TenantSettings { EmailLicences = 1 } });
        var revision = bench.Configuration.Revision;
        foreach (var command in CommandTable.For(Roles.Administrator))
        foreach (var words in Words.All)
        {
            var locale = words == Words.English ? "en-US" : "de-DE";
            var face = await bench.SayAsync(DialogBench.Patti, command.TitlesIn(words)[0], locale);
            Assert.False(face.Says(words[Phrase.NotUnderstood]), $"{command.Verb}: {face.Text}");
            await bench.RestartAsync();
            await bench.SayAsync(DialogBench.Patti, words.First(DialogPhrase.CancelWords), locale);
        }

        Assert.Equal(revision, bench.Configuration.Revision);
    }

    [Fact]
    public async Task Who_loses_the_role_in_the_middle_of_a_dialog_ends_nothing_in_it()
    {
        const string Former = "aaaaaaaa-0000-0000-0000-000000000008";
        var former = new User { Id = new AgentId(Former), DisplayName = "Former", UserPrincipalName = "former@contoso.example", Roles = Roles.Administrator };
        using var bench = await DialogBench.OpenAsync(Configuration.Empty with { Users = [former] });
        var face = await bench.SayAsync(Former, "unit add Sales");
        await bench.DoAsync(new Core.Administration.ChangeUser(former with { Roles = Roles.Supervisor }));
        var clicked = await bench.PressAsync(Former, face, "Save");
        Assert.False(clicked.Says("The unit Sales is there."));
        Assert.False((await bench.SayAsync(Former, "yes")).Says("The unit Sales is there."));
        Assert.Empty(bench.Configuration.Units);
    }
}
