using System.Text;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>A holder asks colleagues for advice, through the real host. Megan works for Customer Help alone, Adele also for Orders; Lynne supervises.</summary>
public sealed class ConsultJourneyTests
{
    [Fact]
    public async Task Asked_on_the_card_she_reads_comments_and_is_done_and_the_task_never_leaves_its_holder()
    {
        await using var office = await TakenAsync();
        var taken = office.Card(Megan);
        await office.PressAsync(Megan, "consult", card: taken);
        var form = office.Card(Megan);
        Assert.True(form.Contains("Adele Vance (off duty)") && !form.Contains("Service Orders"));
        await office.PressAsync(Megan, "consult.ask", new Dictionary<string, string> { ["choice"] = $"p-{office.Tenant.Teams.Person(Adele).Id}", ["text"] = "Is this covered?" }, form);
        Assert.True(office.Card(Megan).Contains("Asked for advice: Adele Vance (since"));

        Assert.True(office.Sees(Adele, "Is this covered?"));
        var asked = office.Card(Adele);
        Assert.True(asked.Contains("Megan Bowen has this task and asks for your advice.") && asked.Contains("Hello?") && asked.Contains("Customer Help"));
        Assert.Equal(["consult.comment", "consult.end", "why"], asked.Actions.Select(action => action.Verb).Where(verb => verb is not null).Distinct());
        await office.PressAsync(Adele, "consult.comment", "It is, for two years.", asked);
        Assert.True(office.Card(Adele).Contains("Your comment went to Megan Bowen."));
        Assert.True(office.Sees(Megan, "Adele Vance writes about task") && office.Sees(Megan, "It is, for two years."));

        await office.PressAsync(Adele, "consult.end", card: office.Tenant.Teams.Chat(Adele).Last(card => card.Contains("Megan Bowen has this task")));
        Assert.True(office.Sees(Megan, "Adele Vance is not asked for advice on task"));
        Assert.False(office.Sees(Adele, "Hello?"));
        Assert.True(office.Sees(Adele, "Your advice on this task is not asked for any more"));
        await office.PressAsync(Megan, "reply", card: Now(office, Megan, taken));
        await office.PressAsync(Megan, "reply.send", "Yes, for two years.", Now(office, Megan, taken));
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task Typed_in_both_languages_it_is_the_same_and_the_supervisor_sees_who_is_asked()
    {
        await using var office = await TakenAsync();
        var number = TaskNumber.Of((await office.OpenTasksAsync())[0].Key.Id);
        await office.SayAsync(Megan, "Rückfrage Nobody: ist das Garantie?");
        Assert.True(office.Card(Megan).Contains("“Nobody” is not clear"));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Megan, $"consult {number} Adele: is this covered?");
        Assert.True(office.Card(Megan).Contains($"Adele Vance is asked for advice on task {number}."));
        await office.SayAsync(Lynne, $"queues {number}");
        Assert.True(office.Card(Lynne).Contains("Asked for advice:") && office.Card(Lynne).Contains("Adele Vance (since"));

        await office.SayAsync(Adele, "tasks");
        Assert.True(office.Card(Adele).Contains("Megan Bowen asks for your advice"));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Adele, "finish");
        Assert.True(office.Card(Adele).Contains("You have no task that this fits."));
        await office.SayAsync(Adele, "kommentar ja, zwei Jahre");
        Assert.True(office.Sees(Megan, "ja, zwei Jahre"));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Megan, "end consult");
        Assert.True(office.Card(Megan).Contains($"Nobody is asked for advice on task {number} any more."));
        Assert.True(office.Sees(Adele, "Your advice on this task is not asked for any more"));
        await office.SayAsync(Lynne, $"history {number}");
        Assert.True(office.Card(Lynne).Contains("Megan Bowen asked Adele Vance for advice.") && office.Card(Lynne).Contains("Adele Vance commented."));
        Assert.True(office.Card(Lynne).Contains("Megan Bowen asks Adele Vance for advice no longer."));
        Assert.Equal(TaskState.Accepted, (await office.OpenTasksAsync())[0].State);
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task F39_what_colleagues_tell_each_other_never_reaches_Graph_nor_the_customer()
    {
        string[] secrets = ["Quittenmarmelade", "Rhabarberkuchen", "Pfefferminzhof"];
        using var tap = new GraphTap();
        await using var office = await Office.OpenAsync(new OfficeOptions { Customize = tap.PutInto }, Megan, Adele);
        office.Tenant.Teams.SetPresence(Adele, "Busy", "InACall");
        await office.PassAsync(TimeSpan.FromSeconds(30));
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Megan, $"consult Adele: {secrets[0]}?");
        await office.SayAsync(Adele, $"comment {secrets[1]}!");
        Assert.True(office.Sees(Adele, secrets[0]) && office.Sees(Megan, secrets[1]));
        office.Tenant.Teams.SetPresence(Adele, "Available", "Available");
        await office.PassAsync(TimeSpan.FromSeconds(30));
        await office.SayAsync(Megan, $"transfer to Adele: {secrets[2]}.");
        Assert.True(office.Sees(Adele, secrets[2]));
        await office.AnswerAsync(Adele, "Dear customer, Walnussholz.");

        // What was answered went through there, so the rest would have been seen.
        Assert.NotEmpty(Leaks.In(tap.Sent, ["Walnussholz"]));
        Assert.Empty(Leaks.In(tap.Sent, secrets));
        var answer = Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Empty(Leaks.In(Encoding.UTF8.GetBytes($"{answer.Subject} {answer.Html}"), secrets));
    }

    // The card as it stands by now.
    private static ChatActivity Now(Office office, string who, ChatActivity card) => office.Tenant.Teams.Chat(who).Single(one => one.Id == card.Id);

    private static async Task<Office> TakenAsync()
    {
        var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.PassAsync(TimeSpan.FromSeconds(10));
        return office;
    }
}
