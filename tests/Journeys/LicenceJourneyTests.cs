using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>What becomes of tasks when rights go, as the dialogs say before.</summary>
public sealed class LicenceJourneyTests
{
    [Fact]
    public async Task N010_who_loses_the_licence_ends_what_he_accepted_and_gets_nothing_new()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Accepted before", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.WriteAsync("Only offered", "Hello?");
        var offer = office.CardsWith(Megan, "Only offered")[^1];

        await office.SayAsync(Patti, $"licence remove {Megan}");
        Assert.True(office.Card(Patti).Contains("Tasks in hand: 1."), office.Card(Patti).Words);
        await office.SayAsync(Patti, "yes");
        Assert.False(office.Configuration.User(PersonOf(office, Megan))!.HasEmailLicence);

        // The offer cannot be accepted any more, and goes on when its time is over; nobody else is there, so it waits.
        await office.PressAsync(Megan, "accept", card: offer);
        await office.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(15));
        await office.WriteAsync("Written afterwards", "Hello?");
        Assert.Empty(office.CardsWith(Megan, "Written afterwards"));

        // Who holds a task is not removed.
        await office.SayAsync(Patti, $"user remove {Megan}");
        Assert.True(office.Card(Patti).Contains("holds 1 tasks that nobody else can end"), office.Card(Patti).Words);
        await office.SayAsync(Patti, "cancel");

        var mine = office.CardsWith(Megan, "Accepted before")[^1];
        await office.PressAsync(Megan, "reply", card: mine);
        await office.PressAsync(Megan, "reply.send", "Still here.", office.Tenant.Teams.Chat(Megan).Single(activity => activity.Id == mine.Id));
        await office.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("Still here.", Assert.Single(office.Tenant.Mail.CustomerMails(Alex)).Html, StringComparison.Ordinal);

        // Now he can go, and the licence that comes back lets the next one work.
        await office.SayAsync(Patti, $"user remove {Megan}");
        await office.SayAsync(Patti, "yes");
        Assert.Null(office.Configuration.User(PersonOf(office, Megan)));
        await office.SayAsync(Adele, "on duty");
        await office.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(15));
        Assert.NotEmpty(office.CardsWith(Adele, "Only offered").Concat(office.CardsWith(Adele, "Written afterwards")));
    }

    private static AgentId PersonOf(Office office, string who) => new(office.Tenant.Teams.Person(who).Id);
}
