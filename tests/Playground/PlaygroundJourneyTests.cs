using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Sandbox;
using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Browser;
using TeamsEmailBot.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Playground;

/// <summary>
/// The real bot on the simulated mailbox, with Microsoft's Playground in place of Teams: a client that was not written with this bot in mind. A Playground
/// shows the personal chat of its current user only (teams.md 9.4), so every agent sits at one of his own, as everybody has his own Teams.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class PlaygroundJourneyTests(Chromium chromium) : IAsyncLifetime, IDisposable
{
    private const string Mailbox = "help@contoso.example";
    private const string Customer = "alex@fabrikam.example";

    private readonly TempFolder _files = new();
    private readonly SandboxClock _clock = SandboxClock.Standing();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private readonly List<PlaygroundSeat> _seats = [];
    private SimulatedTenant _tenant = null!;
    private SandboxBot _bot = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SimulatedTenant.StartAsync(new TenantOptions { Clock = _clock, World = World.Contoso() });
        _bot = await SandboxBot.StartAsync(
            _tenant, _files.File("bot.db"), RepositoryFolder.Of("sandbox", "setup.json"), customize: builder => builder.Logging.ClearProviders());
        await _tenant.Wait.ForSubscriptionAsync(Mailbox, _limit.Token);
    }

    public async Task DisposeAsync()
    {
        foreach (var seat in _seats)
            await seat.DisposeAsync();
        await _bot.DisposeAsync();
        await _tenant.DisposeAsync();
    }

    public void Dispose()
    {
        _limit.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task An_agent_is_welcomed_offered_a_mail_accepts_and_answers_it()
    {
        var megan = await SitDownAsync(PlaygroundPerson.Megan);
        await megan.ShootAsync("1-welcome");
        await OnDutyAsync(megan);
        await megan.ShootAsync("2-on-duty");

        Deliver("Printer broken", "It smokes.\nPlease help.");
        await Expect(megan.Card("Printer broken")).ToContainTextAsync("New mail for you");
        await megan.ShootAsync("3-offer");
        await megan.PressAsync("Accept");
        await Expect(megan.Card("Printer broken")).ToContainTextAsync("Finish");
        await megan.ShootAsync("4-task");
        await megan.PressAsync("Reply");
        await megan.WriteAsync("Text of the answer", "Please unplug it.");
        await megan.ShootAsync("5-reply");
        await megan.PressAsync("Send");

        await Expect(megan.Card("Printer broken")).ToContainTextAsync("Answered");
        await megan.ShootAsync("6-answered");
        Assert.Contains("Please unplug it.", (await _tenant.Wait.ForCustomerMailAsync(Customer, _limit.Token)).Html, StringComparison.Ordinal);
        await HandledAsync("Printer broken");
        Assert.Single(_tenant.Mail.CustomerMails(Customer));
    }

    [Fact]
    public async Task A_mail_that_one_declines_comes_to_the_next_who_finishes_it_by_typing()
    {
        var adele = await SitDownAsync(PlaygroundPerson.Adele);
        await OnDutyAsync(adele);
        Deliver("Thank you", "All is well.");
        await Expect(adele.Card("Thank you")).ToContainTextAsync("New mail for you");

        var megan = await SitDownAsync(PlaygroundPerson.Megan);
        await OnDutyAsync(megan);
        await adele.PressAsync("Decline");
        await Expect(adele.Card("Thank you")).ToContainTextAsync("declined");
        await adele.ShootAsync("7-declined");

        await Expect(megan.Card("Thank you")).ToContainTextAsync("New mail for you");
        await megan.SayAsync("accept");
        await Expect(megan.Card("Thank you")).ToContainTextAsync("Finish");
        await megan.SayAsync("finish");
        await HandledAsync("Thank you");
        await megan.ShootAsync("8-finished");
        Assert.Empty(_tenant.Mail.CustomerMails(Customer));
    }

    [Fact]
    public async Task G028_an_administrator_is_told_beside_the_field_what_is_wrong_and_goes_on_from_there()
    {
        var patti = await SitDownAsync(PlaygroundPerson.Patti, isWelcomed: false);
        await patti.SayAsync("mailbox edit Customer Help");
        await Expect(patti.Card("Customer Help")).ToContainTextAsync("Save");
        await patti.ShootAsync("11-dialog-summary");

        await patti.SayAsync("change maxMailMegabytes");
        await Expect(patti.Card("Up to how many megabytes")).ToBeVisibleAsync();
        await patti.WriteAsync("Largest mail (MB)", "21");
        await patti.PressAsync("Next");
        await Expect(patti.Card("Caution:")).ToContainTextAsync("A whole number from 5 to 20.");
        await patti.ShootAsync("12-dialog-refused");

        await patti.WriteAsync("Largest mail (MB)", "20");
        await patti.PressAsync("Next");
        await Expect(patti.Card("Customer Help")).ToContainTextAsync("Save");
        await patti.PressAsync("Save");
        await Expect(patti.Card("Customer Help")).ToContainTextAsync("is changed");
        await patti.ShootAsync("13-dialog-done");
        Assert.Equal(20, _bot.Services.GetRequiredService<ConfigurationStore>().Current.Mailboxes.Single(one => one.Owns(Mailbox)).MaxMailMegabytes);
    }

    [Fact]
    public async Task Every_list_and_dialog_of_an_administrator_is_drawn()
    {
        var patti = await SitDownAsync(PlaygroundPerson.Patti, isWelcomed: false);
        foreach (var command in AdminWayTests.Commands)
        {
            // Teams takes so many messages a minute and no more.
            _clock.Advance(TimeSpan.FromMinutes(1));
            await patti.AskAsync(command, $"admin-{command.Replace(' ', '-')}");
        }
    }

    /// <summary>
    /// A mail is offered to one agent at a time, so two can want it only where one's offer has run out and his client does not show that yet: his press is
    /// the stale card's, sent at the same moment as the other's in the browser.
    /// </summary>
    [Fact]
    public async Task Of_two_agents_who_accept_at_once_one_wins_and_the_other_is_told()
    {
        var adele = await SitDownAsync(PlaygroundPerson.Adele);
        await OnDutyAsync(adele);
        Deliver("Printer broken", "It smokes.");
        var stale = await adele.OfferAsync();
        var isaiah = await SitDownAsync(PlaygroundPerson.Isaiah);
        await OnDutyAsync(isaiah);
        _clock.Advance(TimeSpan.FromSeconds(61));
        await isaiah.OfferAsync();

        var late = adele.AcceptAsync(stale);
        await Task.WhenAll(late, isaiah.PressAsync("Accept"));

        await Expect(isaiah.Card("Printer broken")).ToContainTextAsync("It smokes.");
        await isaiah.ShootAsync("9-race-won");
        Assert.Null(PlaygroundSeat.Button(await late, CardVerbs.Finish));
        Assert.Null(PlaygroundSeat.Button(await late, CardVerbs.Accept));
        await Expect(adele.Card("Printer broken")).Not.ToContainTextAsync("Accept");
        await adele.ShootAsync("10-race-lost");
    }

    private async Task<PlaygroundSeat> SitDownAsync(string person, bool isWelcomed = true)
    {
        var seat = await PlaygroundSeat.TakeAsync(chromium, _bot.Url, person);
        _seats.Add(seat);
        if (isWelcomed)
            await Expect(seat.Card("Welcome")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        return seat;
    }

    private static async Task OnDutyAsync(PlaygroundSeat seat)
    {
        await seat.PressAsync("Go on duty");
        await Expect(seat.Card("Go off duty")).ToBeVisibleAsync();
    }

    private void Deliver(string subject, string text) => _tenant.Mail.Deliver(Mailbox, Customer, subject, text);

    private async Task HandledAsync(string subject) => await _tenant.Wait.ForMailInAsync(Mailbox, "Handled", mail => mail.Subject == subject, _limit.Token);
}
